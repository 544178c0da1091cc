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
import io.rtnlab.netlink.message.tc.Rate;
import io.rtnlab.netlink.message.tc.Times;

/** Lets packets pass up to a rate ({@code TCA_POLICE_*}). */
public record Police(Attributes attributes) implements ActionKind, NestKind<Police> {
  public static final String KIND = "police";

  public static final AttributeTable TABLE = new AttributeTable("police-attrs", "TCA_POLICE_");
  public static final Attribute<Parameters> TBF =
      TABLE.struct(1, "TCA_POLICE_TBF", Parameters.class);
  public static final Attribute<Bytes> RATE = TABLE.bytes(2, "TCA_POLICE_RATE");
  public static final Attribute<Bytes> PEAKRATE = TABLE.bytes(3, "TCA_POLICE_PEAKRATE");
  public static final Attribute<Integer> AVRATE = TABLE.u32(4, "TCA_POLICE_AVRATE");
  public static final Attribute<Integer> RESULT = TABLE.u32(5, "TCA_POLICE_RESULT");
  public static final Attribute<Times> TM = TABLE.struct(6, "TCA_POLICE_TM", Times.class);
  public static final Attribute<Bytes> PAD = TABLE.bytes(7, "TCA_POLICE_PAD");
  public static final Attribute<Long> RATE64 = TABLE.u64(8, "TCA_POLICE_RATE64");
  public static final Attribute<Long> PEAKRATE64 = TABLE.u64(9, "TCA_POLICE_PEAKRATE64");
  public static final Attribute<Long> PKTRATE64 = TABLE.u64(10, "TCA_POLICE_PKTRATE64");
  public static final Attribute<Long> PKTBURST64 = TABLE.u64(11, "TCA_POLICE_PKTBURST64");

  public static final Format<Police> FORMAT = NestKind.format(TABLE, Police::new);

  /**
   * {@code struct tc_police}.
   *
   * @param verdict for what exceeds the rate
   * @param burst depth of the bucket, in ticks
   */
  public record Parameters(
      @U32 int index,
      @S32 int verdict,
      @U32 long limit,
      @U32 long burst,
      @U32 long mtu,
      Rate rate,
      Rate peakRate,
      @S32 int references,
      @S32 int bindings,
      @U32 int capabilities) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Police with(Attributes attributes) {
    return new Police(attributes);
  }
}
