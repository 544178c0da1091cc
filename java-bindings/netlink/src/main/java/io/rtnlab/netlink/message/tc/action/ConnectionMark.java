// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.action;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.PadAfter;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.tc.ActionKind;
import io.rtnlab.netlink.message.tc.Times;

/** Takes the mark of the connection ({@code TCA_CONNMARK_*}). */
public record ConnectionMark(Attributes attributes)
    implements ActionKind, NestKind<ConnectionMark> {
  public static final String KIND = "connmark";

  public static final AttributeTable TABLE =
      new AttributeTable("act-connmark-attrs", "TCA_CONNMARK_");

  public static final Attribute<Parameters> PARMS =
      TABLE.struct(1, "TCA_CONNMARK_PARMS", Parameters.class);
  public static final Attribute<Times> TM = TABLE.struct(2, "TCA_CONNMARK_TM", Times.class);
  public static final Attribute<Bytes> PAD = TABLE.bytes(3, "TCA_CONNMARK_PAD");

  /** How it lies in its attribute. */
  public static final Format<ConnectionMark> FORMAT = NestKind.format(TABLE, ConnectionMark::new);

  /** {@code struct tc_connmark}. */
  public record Parameters(
      @U32 long index,
      @U32 long capab,
      @S32 int action,
      @S32 int refcnt,
      @S32 int bindcnt,
      @U16 @PadAfter(2) int zone) {}

  /** With the kernel's defaults. */
  public static ConnectionMark plain() {
    return new ConnectionMark(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ConnectionMark with(Attributes attributes) {
    return new ConnectionMark(attributes);
  }
}
