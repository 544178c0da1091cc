// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.action;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.ActionKind;
import io.rtnlab.netlink.message.tc.Times;

/** Carries what the kernel knows of a packet along with it ({@code TCA_IFE_*}). */
public record Ife(Attributes attributes) implements ActionKind, NestKind<Ife> {
  public static final String KIND = "ife";

  public static final AttributeTable TABLE = new AttributeTable("act-ife-attrs", "TCA_IFE_");

  public static final Attribute<Bytes> PARMS = TABLE.bytes(1, "TCA_IFE_PARMS");
  public static final Attribute<Times> TM = TABLE.struct(2, "TCA_IFE_TM", Times.class);
  public static final Attribute<Bytes> DMAC = TABLE.bytes(3, "TCA_IFE_DMAC");
  public static final Attribute<Bytes> SMAC = TABLE.bytes(4, "TCA_IFE_SMAC");
  public static final Attribute<Integer> TYPE = TABLE.u16(5, "TCA_IFE_TYPE");
  public static final Attribute<Bytes> METALST = TABLE.bytes(6, "TCA_IFE_METALST");
  public static final Attribute<Bytes> PAD = TABLE.bytes(7, "TCA_IFE_PAD");

  /** How it lies in its attribute. */
  public static final Format<Ife> FORMAT = NestKind.format(TABLE, Ife::new);

  /** With the kernel's defaults. */
  public static Ife plain() {
    return new Ife(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Ife with(Attributes attributes) {
    return new Ife(attributes);
  }
}
