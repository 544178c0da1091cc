// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Struct.PadAfter;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U64;

/** What a discipline, class or action has seen ({@code TCA_STATS_*} inside {@code TCA_STATS2}). */
public final class TrafficStatistics {
  public static final AttributeTable TABLE = new AttributeTable("tca-stats-attrs", "TCA_STATS_");
  public static final Attribute<Basic> BASIC = TABLE.struct(1, "TCA_STATS_BASIC", Basic.class);
  public static final Attribute<RateEstimate> RATE_EST =
      TABLE.struct(2, "TCA_STATS_RATE_EST", RateEstimate.class);
  public static final Attribute<Queue> QUEUE = TABLE.struct(3, "TCA_STATS_QUEUE", Queue.class);
  public static final Attribute<Bytes> APP = TABLE.bytes(4, "TCA_STATS_APP");
  public static final Attribute<RateEstimate64> RATE_EST64 =
      TABLE.struct(5, "TCA_STATS_RATE_EST64", RateEstimate64.class);
  public static final Attribute<Bytes> PAD = TABLE.bytes(6, "TCA_STATS_PAD");
  public static final Attribute<Basic> BASIC_HW =
      TABLE.struct(7, "TCA_STATS_BASIC_HW", Basic.class);
  public static final Attribute<Long> PKT64 = TABLE.u64(8, "TCA_STATS_PKT64");

  /** {@code struct gnet_stats_basic}. */
  public record Basic(@U64 long bytes, @U32 @PadAfter(4) long packets) {}

  /** {@code struct gnet_stats_rate_est}, per second. */
  public record RateEstimate(@U32 long bytes, @U32 long packets) {}

  /** {@code struct gnet_stats_rate_est64}, per second. */
  public record RateEstimate64(@U64 long bytes, @U64 long packets) {}

  /**
   * {@code struct gnet_stats_queue}.
   *
   * @param length packets that wait
   * @param backlog bytes that wait
   */
  public record Queue(
      @U32 long length,
      @U32 long backlog,
      @U32 long drops,
      @U32 long requeues,
      @U32 long overlimits) {}

  private TrafficStatistics() {}
}
