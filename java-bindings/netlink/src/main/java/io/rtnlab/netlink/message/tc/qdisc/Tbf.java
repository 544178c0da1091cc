// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.tc.Discipline;
import io.rtnlab.netlink.message.tc.Rate;

/** Lets packets go no faster than a rate ({@code TCA_TBF_*}, net/sched/sch_tbf.c). */
public record Tbf(Attributes attributes) implements Discipline, NestKind<Tbf> {
  public static final String KIND = "tbf";

  public static final AttributeTable TABLE = new AttributeTable("tbf-attrs", "TCA_TBF_");
  public static final Attribute<Parameters> PARMS =
      TABLE.struct(1, "TCA_TBF_PARMS", Parameters.class);
  public static final Attribute<Bytes> RTAB = TABLE.bytes(2, "TCA_TBF_RTAB");
  public static final Attribute<Bytes> PTAB = TABLE.bytes(3, "TCA_TBF_PTAB");
  public static final Attribute<Long> RATE64 = TABLE.u64(4, "TCA_TBF_RATE64");
  public static final Attribute<Long> PRATE64 = TABLE.u64(5, "TCA_TBF_PRATE64");
  public static final Attribute<Integer> BURST = TABLE.u32(6, "TCA_TBF_BURST");
  public static final Attribute<Integer> PBURST = TABLE.u32(7, "TCA_TBF_PBURST");
  public static final Attribute<Bytes> PAD = TABLE.bytes(8, "TCA_TBF_PAD");

  public static final Format<Tbf> FORMAT = NestKind.format(TABLE, Tbf::new);

  /**
   * {@code struct tc_tbf_qopt}.
   *
   * @param limit bytes that may wait
   * @param buffer depth of the bucket, in ticks
   * @param mtu depth of the bucket for the peak rate, in ticks
   */
  public record Parameters(
      Rate rate, Rate peakRate, @U32 long limit, @U32 long buffer, @U32 long mtu) {}

  /**
   * Lets {@code bytesPerSecond} through.
   *
   * @param burstBytes that may go at once
   * @param limitBytes that may wait
   */
  public static Tbf rate(long bytesPerSecond, int burstBytes, int limitBytes) {
    Rate rate = Rate.ofBytesPerSecond(bytesPerSecond);
    return new Tbf(TABLE.empty())
        .with(PARMS, new Parameters(rate, Rate.NONE, limitBytes, rate.ticks(burstBytes), 0))
        .with(BURST, burstBytes);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Tbf with(Attributes attributes) {
    return new Tbf(attributes);
  }
}
