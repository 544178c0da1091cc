// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.BitField;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Struct.PadAfter;
import io.rtnlab.netlink.attribute.Struct.S16;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.S8;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U64;
import io.rtnlab.netlink.attribute.Struct.U8;

/**
 * What disciplines, classes, filters and chains have in common ({@code TCA_*},
 * include/uapi/linux/rtnetlink.h).
 */
public final class TrafficControl {
  static final AttributeTable TABLE = new AttributeTable("attrs", "TCA_");
  public static final Attribute<String> KIND = TABLE.text(1, "TCA_KIND");
  public static final Attribute<Bytes> OPTIONS = TABLE.bytes(2, "TCA_OPTIONS");
  public static final Attribute<Statistics> STATS = TABLE.struct(3, "TCA_STATS", Statistics.class);
  public static final Attribute<Bytes> XSTATS = TABLE.bytes(4, "TCA_XSTATS");
  public static final Attribute<Estimator> RATE = TABLE.struct(5, "TCA_RATE", Estimator.class);
  public static final Attribute<Integer> FCNT = TABLE.u32(6, "TCA_FCNT");
  public static final Attribute<Attributes> STATS2 =
      TABLE.nest(7, "TCA_STATS2", () -> TrafficStatistics.TABLE);
  public static final Attribute<Attributes> STAB =
      TABLE.nest(8, "TCA_STAB", () -> TrafficControl.SIZE_TABLE);
  public static final Attribute<Bytes> PAD = TABLE.bytes(9, "TCA_PAD");
  public static final Attribute<Boolean> DUMP_INVISIBLE = TABLE.flag(10, "TCA_DUMP_INVISIBLE");
  public static final Attribute<Integer> CHAIN = TABLE.u32(11, "TCA_CHAIN");
  public static final Attribute<Integer> HW_OFFLOAD = TABLE.u8(12, "TCA_HW_OFFLOAD");
  public static final Attribute<Integer> INGRESS_BLOCK = TABLE.u32(13, "TCA_INGRESS_BLOCK");
  public static final Attribute<Integer> EGRESS_BLOCK = TABLE.u32(14, "TCA_EGRESS_BLOCK");
  public static final Attribute<BitField> DUMP_FLAGS =
      TABLE.struct(15, "TCA_DUMP_FLAGS", BitField.class);
  public static final Attribute<String> EXT_WARN_MSG = TABLE.text(16, "TCA_EXT_WARN_MSG");

  public static final AttributeTable SIZE_TABLE = new AttributeTable("tca-stab-attrs", "TCA_STAB_");
  public static final Attribute<SizeSpec> SIZE_BASE =
      SIZE_TABLE.struct(1, "TCA_STAB_BASE", SizeSpec.class);
  public static final Attribute<Bytes> SIZE_DATA = SIZE_TABLE.bytes(2, "TCA_STAB_DATA");

  /** {@code struct tc_stats}, 32-bit packet counters of old. */
  public record Statistics(
      @U64 long bytes,
      @U32 long packets,
      @U32 long drops,
      @U32 long overlimits,
      @U32 long bytesPerSecond,
      @U32 long packetsPerSecond,
      @U32 long queueLength,
      @U32 @PadAfter(4) long backlog) {}

  /** {@code struct gnet_estimator}: how rates are measured. */
  public record Estimator(@S8 int interval, @U8 int ewmaLog) {}

  /** {@code struct tc_sizespec}: how long a packet counts as on the wire. */
  public record SizeSpec(
      @U8 int cellLog,
      @U8 int sizeLog,
      @S16 int cellAlign,
      @S32 int overhead,
      @U32 int linkLayer,
      @U32 long leastPacket,
      @U32 long mtu,
      @U32 long tableSize) {}

  /** {@code TC_H_ROOT}: the parent of a link's first discipline. */
  public static final int TC_H_ROOT = 0xFFFF_FFFF;

  /** {@code TC_H_INGRESS}, {@code TC_H_CLSACT}: the parent of the discipline for what comes in. */
  public static final int TC_H_INGRESS = 0xFFFF_FFF1;

  /** {@code TC_H_MIN_INGRESS} of clsact: the parent of a filter for what comes in. */
  public static final int INGRESS_FILTERS = 0xFFFF_FFF2;

  /** {@code TC_H_MIN_EGRESS} of clsact: the parent of a filter for what goes out. */
  public static final int EGRESS_FILTERS = 0xFFFF_FFF3;

  private TrafficControl() {}

  /** A handle such as {@code 1:10}, both numbers in hexadecimal as {@code tc} writes them. */
  public static int handle(int major, int minor) {
    return major << 16 | (minor & 0xFFFF);
  }

  /** As {@code tc} prints it. */
  public static String showHandle(int handle) {
    return switch (handle) {
      case 0 -> "none";
      case TC_H_ROOT -> "root";
      case TC_H_INGRESS -> "ingress";
      default -> {
        String minor = (handle & 0xFFFF) == 0 ? "" : Integer.toHexString(handle & 0xFFFF);
        yield Integer.toHexString(handle >>> 16) + ":" + minor;
      }
    };
  }

  /** What describes an object, less what it has counted. */
  static Attributes withoutStatistics(Attributes attributes) {
    return attributes.without(STATS).without(STATS2).without(XSTATS).without(PAD);
  }
}
