// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributed;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Struct;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.S64;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.StructThenNest;
import io.rtnlab.netlink.message.tc.Discipline;
import java.time.Duration;

/** Delays, loses, doubles and reorders packets, as a bad network would ({@code TCA_NETEM_*}). */
public record Netem(Basics basics, Attributes attributes) implements Discipline, Attributed<Netem> {
  public static final String KIND = "netem";

  public static final AttributeTable TABLE = new AttributeTable("netem-attrs", "TCA_NETEM_");
  public static final Attribute<Correlation> CORR =
      TABLE.struct(1, "TCA_NETEM_CORR", Correlation.class);
  public static final Attribute<Bytes> DELAY_DIST = TABLE.bytes(2, "TCA_NETEM_DELAY_DIST");
  public static final Attribute<Chance> REORDER =
      TABLE.struct(3, "TCA_NETEM_REORDER", Chance.class);
  public static final Attribute<Chance> CORRUPT =
      TABLE.struct(4, "TCA_NETEM_CORRUPT", Chance.class);
  public static final Attribute<Attributes> LOSS =
      TABLE.nest(5, "TCA_NETEM_LOSS", () -> Netem.LOSS_TABLE);
  public static final Attribute<LinkRate> RATE = TABLE.struct(6, "TCA_NETEM_RATE", LinkRate.class);
  public static final Attribute<Integer> ECN = TABLE.u32(7, "TCA_NETEM_ECN");
  public static final Attribute<Long> RATE64 = TABLE.u64(8, "TCA_NETEM_RATE64");
  public static final Attribute<Integer> PAD = TABLE.u32(9, "TCA_NETEM_PAD");
  public static final Attribute<Long> LATENCY64 = TABLE.s64(10, "TCA_NETEM_LATENCY64");
  public static final Attribute<Long> JITTER64 = TABLE.s64(11, "TCA_NETEM_JITTER64");
  public static final Attribute<Slot> SLOT = TABLE.struct(12, "TCA_NETEM_SLOT", Slot.class);
  public static final Attribute<Bytes> SLOT_DIST = TABLE.bytes(13, "TCA_NETEM_SLOT_DIST");
  public static final Attribute<Long> PRNG_SEED = TABLE.u64(14, "TCA_NETEM_PRNG_SEED");

  public static final AttributeTable LOSS_TABLE =
      new AttributeTable("netem-loss-attrs", "NETEM_LOSS_");
  public static final Attribute<FourStates> LOSS_GI =
      LOSS_TABLE.struct(1, "NETEM_LOSS_GI", FourStates.class);
  public static final Attribute<GilbertElliott> LOSS_GE =
      LOSS_TABLE.struct(2, "NETEM_LOSS_GE", GilbertElliott.class);

  private static final Struct<Basics> BASICS = Struct.of(Basics.class);
  private static final StructThenNest<Basics> LAYOUT = new StructThenNest<>(BASICS, TABLE);

  public static final Format<Netem> FORMAT =
      LAYOUT.as(
          value -> new Netem(value.struct(), value.attributes()),
          netem -> new StructThenNest.Value<>(netem.basics, netem.attributes));

  /**
   * {@code struct tc_netem_qopt}. A chance is a share of 2³² − 1.
   *
   * @param latencyTicks in steps of 64 ns; {@link #LATENCY64} says it in nanoseconds
   * @param limit packets that may wait
   * @param jitterTicks likewise; {@link #JITTER64}
   */
  public record Basics(
      @U32 long latencyTicks,
      @U32 int limit,
      @U32 long loss,
      @U32 long gap,
      @U32 long duplicate,
      @U32 long jitterTicks) {}

  /** {@code struct tc_netem_corr}: how much each chance depends on the one before. */
  public record Correlation(@U32 long delay, @U32 long loss, @U32 long duplicate) {}

  /** {@code struct tc_netem_reorder} and {@code tc_netem_corrupt}. */
  public record Chance(@U32 long probability, @U32 long correlation) {}

  /** {@code struct tc_netem_rate}, in bytes per second. */
  public record LinkRate(
      @U32 long bytesPerSecond,
      @S32 int packetOverhead,
      @U32 long cellBytes,
      @S32 int cellOverhead) {}

  /** {@code struct tc_netem_slot}: packets let go in slots, times in nanoseconds. */
  public record Slot(
      @S64 long leastDelayNs,
      @S64 long greatestDelayNs,
      @S32 int packets,
      @S32 int bytes,
      @S64 long distributedDelayNs,
      @S64 long distributedJitterNs) {}

  /** {@code struct tc_netem_gimodel}: chances of going from one state to another. */
  public record FourStates(
      @U32 long p13, @U32 long p31, @U32 long p32, @U32 long p14, @U32 long p23) {}

  /** {@code struct tc_netem_gemodel}. */
  public record GilbertElliott(@U32 long p, @U32 long r, @U32 long h, @U32 long k1) {}

  /** Lets every packet wait that long. */
  public static Netem delay(Duration delay) {
    return new Netem(new Basics(0, 1000, 0, 0, 0, 0), TABLE.empty())
        .with(LATENCY64, delay.toNanos());
  }

  @Override
  public String toString() {
    return "{ " + BASICS.show(basics) + " " + attributes + " }";
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Netem with(Attributes attributes) {
    return new Netem(basics, attributes);
  }

  @Override
  public byte[] toArray() {
    return LAYOUT.write(new StructThenNest.Value<>(basics, attributes));
  }
}
