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
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.Rate;
import io.rtnlab.netlink.message.tc.TrafficClass;

/**
 * Shares a link among classes, each with what it gets and what it may borrow ({@code TCA_HTB_*},
 * net/sched/sch_htb.c): as a {@link Qdisc} by {@link #defaultClass}, as a {@link TrafficClass} by
 * {@link #rate}.
 */
public record Htb(Attributes attributes) implements Discipline, NestKind<Htb> {
  public static final String KIND = "htb";

  public static final AttributeTable TABLE = new AttributeTable("htb-attrs", "TCA_HTB_");
  public static final Attribute<Parameters> PARMS =
      TABLE.struct(1, "TCA_HTB_PARMS", Parameters.class);
  public static final Attribute<Global> INIT = TABLE.struct(2, "TCA_HTB_INIT", Global.class);
  public static final Attribute<Bytes> CTAB = TABLE.bytes(3, "TCA_HTB_CTAB");
  public static final Attribute<Bytes> RTAB = TABLE.bytes(4, "TCA_HTB_RTAB");
  public static final Attribute<Integer> DIRECT_QLEN = TABLE.u32(5, "TCA_HTB_DIRECT_QLEN");
  public static final Attribute<Long> RATE64 = TABLE.u64(6, "TCA_HTB_RATE64");
  public static final Attribute<Long> CEIL64 = TABLE.u64(7, "TCA_HTB_CEIL64");
  public static final Attribute<Bytes> PAD = TABLE.bytes(8, "TCA_HTB_PAD");
  public static final Attribute<Boolean> OFFLOAD = TABLE.flag(9, "TCA_HTB_OFFLOAD");

  public static final Format<Htb> FORMAT = NestKind.format(TABLE, Htb::new);

  /**
   * {@code struct tc_htb_opt}: a class.
   *
   * @param buffer depth of the bucket for {@code rate}, in ticks
   * @param ceilingBuffer depth of the bucket for {@code ceiling}, in ticks
   * @param quantum bytes that it sends in its turn
   */
  public record Parameters(
      Rate rate,
      Rate ceiling,
      @U32 long buffer,
      @U32 long ceilingBuffer,
      @U32 long quantum,
      @U32 long level,
      @U32 long priority) {}

  /**
   * {@code struct tc_htb_glob}: the discipline.
   *
   * @param rateToQuantum what a rate is divided by for a quantum
   * @param defaultClass minor number of the class for what no filter takes
   */
  public record Global(
      @U32 long version,
      @U32 long rateToQuantum,
      @U32 int defaultClass,
      @U32 long debug,
      @U32 long directPackets) {}

  private static final int VERSION = 3;
  private static final int RATE_TO_QUANTUM = 10;
  private static final long BURST_BYTES = 1600;

  /** The discipline; what no filter takes goes to the class with that minor number. */
  public static Htb defaultClass(int minor) {
    return new Htb(TABLE.empty()).with(INIT, new Global(VERSION, RATE_TO_QUANTUM, minor, 0, 0));
  }

  /** A class that gets {@code bytesPerSecond} and may borrow up to {@code ceiling}. */
  public static Htb rate(long bytesPerSecond, long ceiling) {
    Rate assured = Rate.ofBytesPerSecond(bytesPerSecond);
    Rate most = Rate.ofBytesPerSecond(ceiling);
    return new Htb(TABLE.empty())
        .with(
            PARMS,
            new Parameters(
                assured, most, assured.ticks(BURST_BYTES), most.ticks(BURST_BYTES), 0, 0, 0));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Htb with(Attributes attributes) {
    return new Htb(attributes);
  }
}
