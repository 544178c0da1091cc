// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.link.kind.KindStatistics;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.util.Optional;

/**
 * What a link has counted, without all the rest that a {@link Link} has ({@code RTM_NEWSTATS}).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-------------------------------+
 * |     family    |      pad1     |              pad2             |
 * +---------------------------------------------------------------+
 * |                            ifindex                            |
 * +---------------------------------------------------------------+
 * |                          filter_mask                          |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param dev index of the link
 * @param filterMask which statistics are asked for, a bit for each attribute
 */
public record LinkStatistics(int family, int dev, int filterMask, Attributes attributes)
    implements KernelObject<LinkStatistics> {

  public static final AttributeTable TABLE = new AttributeTable("stats-attrs", "IFLA_STATS_");
  public static final Attribute<LinkStatistics64> LINK_64 =
      TABLE.struct(1, "IFLA_STATS_LINK_64", LinkStatistics64.class);
  public static final Attribute<Attributes> LINK_XSTATS =
      TABLE.nest(2, "IFLA_STATS_LINK_XSTATS", () -> KindStatistics.TABLE);
  public static final Attribute<Attributes> LINK_XSTATS_SLAVE =
      TABLE.nest(3, "IFLA_STATS_LINK_XSTATS_SLAVE", () -> KindStatistics.TABLE);
  public static final Attribute<Attributes> LINK_OFFLOAD_XSTATS =
      TABLE.nest(4, "IFLA_STATS_LINK_OFFLOAD_XSTATS", () -> LinkStatistics.OFFLOAD_TABLE);
  public static final Attribute<Attributes> AF_SPEC =
      TABLE.nest(5, "IFLA_STATS_AF_SPEC", () -> KindStatistics.FAMILY_TABLE);

  public static final AttributeTable OFFLOAD_TABLE =
      new AttributeTable("link-offload-xstats", "IFLA_OFFLOAD_XSTATS_");
  public static final Attribute<LinkStatistics64> OFFLOAD_CPU_HIT =
      OFFLOAD_TABLE.struct(1, "IFLA_OFFLOAD_XSTATS_CPU_HIT", LinkStatistics64.class);
  public static final Attribute<Attributes> OFFLOAD_HW_S_INFO =
      OFFLOAD_TABLE.nest(2, "IFLA_OFFLOAD_XSTATS_HW_S_INFO", () -> LinkStatistics.SUITES_TABLE);
  public static final Attribute<KindStatistics.HardwareCounts> OFFLOAD_L3_STATS =
      OFFLOAD_TABLE.struct(3, "IFLA_OFFLOAD_XSTATS_L3_STATS", KindStatistics.HardwareCounts.class);

  /** Whether hardware counts, by the number of what it would count. */
  public static final AttributeTable SUITES_TABLE =
      new AttributeTable("hw-s-info", "IFLA_OFFLOAD_XSTATS_");

  public static final Attribute<Attributes> L3_STATS_IN_HARDWARE =
      SUITES_TABLE.nest(3, "IFLA_OFFLOAD_XSTATS_L3_STATS", () -> LinkStatistics.HARDWARE_TABLE);

  public static final AttributeTable HARDWARE_TABLE =
      new AttributeTable("hw-s-info-one", "IFLA_OFFLOAD_XSTATS_HW_S_INFO_");
  public static final Attribute<Integer> HARDWARE_REQUEST =
      HARDWARE_TABLE.u8(1, "IFLA_OFFLOAD_XSTATS_HW_S_INFO_REQUEST");
  public static final Attribute<Integer> HARDWARE_USED =
      HARDWARE_TABLE.u8(2, "IFLA_OFFLOAD_XSTATS_HW_S_INFO_USED");

  public static final Codec<LinkStatistics> CODEC = new Layout();

  /** The filter bit of an attribute ({@code IFLA_STATS_FILTER_BIT}). */
  public static int filterBit(Attribute<?> attribute) {
    return 1 << (attribute.number() - 1);
  }

  /** Packets and bytes of every link, for a dump. */
  public static LinkStatistics all() {
    return of(0);
  }

  /** Packets and bytes of one link, to ask for. */
  public static LinkStatistics of(int dev) {
    return new LinkStatistics(Family.AF_UNSPEC, dev, filterBit(LINK_64), TABLE.empty());
  }

  /** Other statistics, as {@link #filterBit}s. */
  public LinkStatistics asking(int filterMask) {
    return new LinkStatistics(family, dev, filterMask, attributes);
  }

  public Optional<LinkStatistics64> link() {
    return get(LINK_64);
  }

  @Override
  public LinkStatistics with(Attributes attributes) {
    return new LinkStatistics(family, dev, filterMask, attributes);
  }

  @Override
  public Codec<LinkStatistics> codec() {
    return CODEC;
  }

  @Override
  public Object identity() {
    return dev;
  }

  @Override
  public String toString() {
    return "dev " + dev + " " + attributes;
  }

  private static final class Layout extends Codec<LinkStatistics> {
    private Layout() {
      super("link statistics", MessageType.RTM_NEWSTATS, 12);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected LinkStatistics read(MessageCursor header, AttributeSet table) {
      return new LinkStatistics(
          header.u8(0), header.u32(4), header.u32(8), attributes(header, table));
    }

    @Override
    protected void writeHeader(LinkStatistics linkStatistics, MessageWriter writer) {
      writer
          .u8(linkStatistics.family)
          .u8(0)
          .u16(0)
          .u32(linkStatistics.dev)
          .u32(linkStatistics.filterMask);
    }
  }
}
