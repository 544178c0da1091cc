// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.action;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.tc.ActionKind;
import io.rtnlab.netlink.message.tc.Times;

/** Takes DSCP or mark of the connection ({@code TCA_CTINFO_*}). */
public record ConnectionInfo(Attributes attributes)
    implements ActionKind, NestKind<ConnectionInfo> {
  public static final String KIND = "ctinfo";

  public static final AttributeTable TABLE = new AttributeTable("act-ctinfo-attrs", "TCA_CTINFO_");

  public static final Attribute<Bytes> PAD = TABLE.bytes(1, "TCA_CTINFO_PAD");
  public static final Attribute<Times> TM = TABLE.struct(2, "TCA_CTINFO_TM", Times.class);
  public static final Attribute<Act> ACT = TABLE.struct(3, "TCA_CTINFO_ACT", Act.class);
  public static final Attribute<Integer> ZONE = TABLE.u16(4, "TCA_CTINFO_ZONE");
  public static final Attribute<Integer> PARMS_DSCP_MASK =
      TABLE.bits32(5, "TCA_CTINFO_PARMS_DSCP_MASK");
  public static final Attribute<Integer> PARMS_DSCP_STATEMASK =
      TABLE.bits32(6, "TCA_CTINFO_PARMS_DSCP_STATEMASK");
  public static final Attribute<Integer> PARMS_CPMARK_MASK =
      TABLE.bits32(7, "TCA_CTINFO_PARMS_CPMARK_MASK");
  public static final Attribute<Long> STATS_DSCP_SET = TABLE.u64(8, "TCA_CTINFO_STATS_DSCP_SET");
  public static final Attribute<Long> STATS_DSCP_ERROR =
      TABLE.u64(9, "TCA_CTINFO_STATS_DSCP_ERROR");
  public static final Attribute<Long> STATS_CPMARK_SET =
      TABLE.u64(10, "TCA_CTINFO_STATS_CPMARK_SET");

  /** How it lies in its attribute. */
  public static final Format<ConnectionInfo> FORMAT = NestKind.format(TABLE, ConnectionInfo::new);

  /** {@code struct tc_ctinfo}. */
  public record Act(
      @U32 long index, @U32 long capab, @S32 int action, @S32 int refcnt, @S32 int bindcnt) {}

  /** With the kernel's defaults. */
  public static ConnectionInfo plain() {
    return new ConnectionInfo(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ConnectionInfo with(Attributes attributes) {
    return new ConnectionInfo(attributes);
  }
}
