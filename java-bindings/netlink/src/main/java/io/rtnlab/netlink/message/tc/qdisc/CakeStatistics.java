// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.TrafficStatistics;
import java.util.List;

/**
 * What {@link Cake} has seen ({@code TCA_CAKE_STATS_*}): a table for the bytes of {@code
 * TrafficStatistics.APP}.
 */
public final class CakeStatistics {
  public static final AttributeTable TABLE =
      new AttributeTable("cake-stats-attrs", "TCA_CAKE_STATS_");

  public static final Attribute<Bytes> PAD = TABLE.bytes(1, "TCA_CAKE_STATS_PAD");
  public static final Attribute<Long> CAPACITY_ESTIMATE64 =
      TABLE.u64(2, "TCA_CAKE_STATS_CAPACITY_ESTIMATE64");
  public static final Attribute<Integer> MEMORY_LIMIT = TABLE.u32(3, "TCA_CAKE_STATS_MEMORY_LIMIT");
  public static final Attribute<Integer> MEMORY_USED = TABLE.u32(4, "TCA_CAKE_STATS_MEMORY_USED");
  public static final Attribute<Integer> AVG_NETOFF = TABLE.u32(5, "TCA_CAKE_STATS_AVG_NETOFF");
  public static final Attribute<Integer> MIN_NETLEN = TABLE.u32(6, "TCA_CAKE_STATS_MIN_NETLEN");
  public static final Attribute<Integer> MAX_NETLEN = TABLE.u32(7, "TCA_CAKE_STATS_MAX_NETLEN");
  public static final Attribute<Integer> MIN_ADJLEN = TABLE.u32(8, "TCA_CAKE_STATS_MIN_ADJLEN");
  public static final Attribute<Integer> MAX_ADJLEN = TABLE.u32(9, "TCA_CAKE_STATS_MAX_ADJLEN");
  public static final Attribute<List<Attributes>> TINS =
      TABLE.add(
          10,
          "TCA_CAKE_STATS_TIN_STATS",
          Formats.listFrom(1, Formats.nest(() -> CakeStatistics.TIN_TABLE)));
  public static final Attribute<Integer> DEFICIT = TABLE.s32(11, "TCA_CAKE_STATS_DEFICIT");
  public static final Attribute<Integer> COBALT_COUNT =
      TABLE.u32(12, "TCA_CAKE_STATS_COBALT_COUNT");
  public static final Attribute<Integer> DROPPING = TABLE.u32(13, "TCA_CAKE_STATS_DROPPING");
  public static final Attribute<Integer> DROP_NEXT_US =
      TABLE.s32(14, "TCA_CAKE_STATS_DROP_NEXT_US");
  public static final Attribute<Integer> P_DROP = TABLE.u32(15, "TCA_CAKE_STATS_P_DROP");
  public static final Attribute<Integer> BLUE_TIMER_US =
      TABLE.s32(16, "TCA_CAKE_STATS_BLUE_TIMER_US");
  public static final Attribute<Integer> ACTIVE_QUEUES =
      TABLE.u32(17, "TCA_CAKE_STATS_ACTIVE_QUEUES");

  /** One of its tins. */
  public static final AttributeTable TIN_TABLE =
      new AttributeTable("cake-tin-stats-attrs", "TCA_CAKE_TIN_STATS_");

  public static final Attribute<Bytes> TIN_PAD = TIN_TABLE.bytes(1, "TCA_CAKE_TIN_STATS_PAD");
  public static final Attribute<Integer> TIN_SENT_PACKETS =
      TIN_TABLE.u32(2, "TCA_CAKE_TIN_STATS_SENT_PACKETS");
  public static final Attribute<Long> TIN_SENT_BYTES64 =
      TIN_TABLE.u64(3, "TCA_CAKE_TIN_STATS_SENT_BYTES64");
  public static final Attribute<Integer> TIN_DROPPED_PACKETS =
      TIN_TABLE.u32(4, "TCA_CAKE_TIN_STATS_DROPPED_PACKETS");
  public static final Attribute<Long> TIN_DROPPED_BYTES64 =
      TIN_TABLE.u64(5, "TCA_CAKE_TIN_STATS_DROPPED_BYTES64");
  public static final Attribute<Integer> TIN_ACKS_DROPPED_PACKETS =
      TIN_TABLE.u32(6, "TCA_CAKE_TIN_STATS_ACKS_DROPPED_PACKETS");
  public static final Attribute<Long> TIN_ACKS_DROPPED_BYTES64 =
      TIN_TABLE.u64(7, "TCA_CAKE_TIN_STATS_ACKS_DROPPED_BYTES64");
  public static final Attribute<Integer> TIN_ECN_MARKED_PACKETS =
      TIN_TABLE.u32(8, "TCA_CAKE_TIN_STATS_ECN_MARKED_PACKETS");
  public static final Attribute<Long> TIN_ECN_MARKED_BYTES64 =
      TIN_TABLE.u64(9, "TCA_CAKE_TIN_STATS_ECN_MARKED_BYTES64");
  public static final Attribute<Integer> TIN_BACKLOG_PACKETS =
      TIN_TABLE.u32(10, "TCA_CAKE_TIN_STATS_BACKLOG_PACKETS");
  public static final Attribute<Integer> TIN_BACKLOG_BYTES =
      TIN_TABLE.u32(11, "TCA_CAKE_TIN_STATS_BACKLOG_BYTES");
  public static final Attribute<Long> TIN_THRESHOLD_RATE64 =
      TIN_TABLE.u64(12, "TCA_CAKE_TIN_STATS_THRESHOLD_RATE64");
  public static final Attribute<Integer> TIN_TARGET_US =
      TIN_TABLE.u32(13, "TCA_CAKE_TIN_STATS_TARGET_US");
  public static final Attribute<Integer> TIN_INTERVAL_US =
      TIN_TABLE.u32(14, "TCA_CAKE_TIN_STATS_INTERVAL_US");
  public static final Attribute<Integer> TIN_WAY_INDIRECT_HITS =
      TIN_TABLE.u32(15, "TCA_CAKE_TIN_STATS_WAY_INDIRECT_HITS");
  public static final Attribute<Integer> TIN_WAY_MISSES =
      TIN_TABLE.u32(16, "TCA_CAKE_TIN_STATS_WAY_MISSES");
  public static final Attribute<Integer> TIN_WAY_COLLISIONS =
      TIN_TABLE.u32(17, "TCA_CAKE_TIN_STATS_WAY_COLLISIONS");
  public static final Attribute<Integer> TIN_PEAK_DELAY_US =
      TIN_TABLE.u32(18, "TCA_CAKE_TIN_STATS_PEAK_DELAY_US");
  public static final Attribute<Integer> TIN_AVG_DELAY_US =
      TIN_TABLE.u32(19, "TCA_CAKE_TIN_STATS_AVG_DELAY_US");
  public static final Attribute<Integer> TIN_BASE_DELAY_US =
      TIN_TABLE.u32(20, "TCA_CAKE_TIN_STATS_BASE_DELAY_US");
  public static final Attribute<Integer> TIN_SPARSE_FLOWS =
      TIN_TABLE.u32(21, "TCA_CAKE_TIN_STATS_SPARSE_FLOWS");
  public static final Attribute<Integer> TIN_BULK_FLOWS =
      TIN_TABLE.u32(22, "TCA_CAKE_TIN_STATS_BULK_FLOWS");
  public static final Attribute<Integer> TIN_UNRESPONSIVE_FLOWS =
      TIN_TABLE.u32(23, "TCA_CAKE_TIN_STATS_UNRESPONSIVE_FLOWS");
  public static final Attribute<Integer> TIN_MAX_SKBLEN =
      TIN_TABLE.u32(24, "TCA_CAKE_TIN_STATS_MAX_SKBLEN");
  public static final Attribute<Integer> TIN_FLOW_QUANTUM =
      TIN_TABLE.u32(25, "TCA_CAKE_TIN_STATS_FLOW_QUANTUM");

  private CakeStatistics() {}

  /** Those of a discipline, {@link Qdisc#statistics}; empty where it counted nothing. */
  public static Attributes in(Attributes statistics) {
    byte[] bytes = statistics.get(TrafficStatistics.APP, Bytes.NONE).toArray();
    return Attributes.within(TABLE, bytes, 0, bytes.length);
  }
}
