// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.neighbour;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U64;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;

/**
 * How neighbours are kept, for a family or one link of it ({@code RTM_NEWNEIGHTBL}). Times are in
 * milliseconds.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+-----------------------------------------------+
 * |  ndtm_family  |                      pad                      |
 * +---------------+-----------------------------------------------+
 * </pre>
 */
public record NeighbourTable(int family, Attributes attributes)
    implements KernelObject<NeighbourTable> {

  public static final AttributeTable TABLE = new AttributeTable("ndt-attrs", "NDTA_");
  public static final Attribute<String> NAME = TABLE.text(1, "NDTA_NAME");
  public static final Attribute<Integer> THRESH1 = TABLE.u32(2, "NDTA_THRESH1");
  public static final Attribute<Integer> THRESH2 = TABLE.u32(3, "NDTA_THRESH2");
  public static final Attribute<Integer> THRESH3 = TABLE.u32(4, "NDTA_THRESH3");
  public static final Attribute<Config> CONFIG = TABLE.struct(5, "NDTA_CONFIG", Config.class);
  public static final Attribute<Attributes> PARAMETERS =
      TABLE.nest(6, "NDTA_PARMS", () -> NeighbourTable.PARAMETER_TABLE);
  public static final Attribute<Statistics> STATS = TABLE.struct(7, "NDTA_STATS", Statistics.class);
  public static final Attribute<Long> GC_INTERVAL = TABLE.u64(8, "NDTA_GC_INTERVAL");
  public static final Attribute<Bytes> PAD = TABLE.bytes(9, "NDTA_PAD");

  public static final AttributeTable PARAMETER_TABLE = new AttributeTable("ndtpa-attrs", "NDTPA_");
  public static final Attribute<Integer> IFINDEX = PARAMETER_TABLE.u32(1, "NDTPA_IFINDEX");
  public static final Attribute<Integer> REFCNT = PARAMETER_TABLE.u32(2, "NDTPA_REFCNT");
  public static final Attribute<Long> REACHABLE_TIME =
      PARAMETER_TABLE.u64(3, "NDTPA_REACHABLE_TIME");
  public static final Attribute<Long> BASE_REACHABLE_TIME =
      PARAMETER_TABLE.u64(4, "NDTPA_BASE_REACHABLE_TIME");
  public static final Attribute<Long> RETRANS_TIME = PARAMETER_TABLE.u64(5, "NDTPA_RETRANS_TIME");
  public static final Attribute<Long> GC_STALETIME = PARAMETER_TABLE.u64(6, "NDTPA_GC_STALETIME");
  public static final Attribute<Long> DELAY_PROBE_TIME =
      PARAMETER_TABLE.u64(7, "NDTPA_DELAY_PROBE_TIME");
  public static final Attribute<Integer> QUEUE_LEN = PARAMETER_TABLE.u32(8, "NDTPA_QUEUE_LEN");
  public static final Attribute<Integer> APP_PROBES = PARAMETER_TABLE.u32(9, "NDTPA_APP_PROBES");
  public static final Attribute<Integer> UCAST_PROBES =
      PARAMETER_TABLE.u32(10, "NDTPA_UCAST_PROBES");
  public static final Attribute<Integer> MCAST_PROBES =
      PARAMETER_TABLE.u32(11, "NDTPA_MCAST_PROBES");
  public static final Attribute<Long> ANYCAST_DELAY =
      PARAMETER_TABLE.u64(12, "NDTPA_ANYCAST_DELAY");
  public static final Attribute<Long> PROXY_DELAY = PARAMETER_TABLE.u64(13, "NDTPA_PROXY_DELAY");
  public static final Attribute<Integer> PROXY_QLEN = PARAMETER_TABLE.u32(14, "NDTPA_PROXY_QLEN");
  public static final Attribute<Long> LOCKTIME = PARAMETER_TABLE.u64(15, "NDTPA_LOCKTIME");
  public static final Attribute<Integer> QUEUE_LENBYTES =
      PARAMETER_TABLE.u32(16, "NDTPA_QUEUE_LENBYTES");
  public static final Attribute<Integer> MCAST_REPROBES =
      PARAMETER_TABLE.u32(17, "NDTPA_MCAST_REPROBES");
  public static final Attribute<Bytes> PARAMETER_PAD = PARAMETER_TABLE.bytes(18, "NDTPA_PAD");
  public static final Attribute<Long> INTERVAL_PROBE_TIME_MS =
      PARAMETER_TABLE.u64(19, "NDTPA_INTERVAL_PROBE_TIME_MS");

  public static final Codec<NeighbourTable> CODEC = new Layout();

  /** {@code struct ndt_config}. */
  public record Config(
      @U16 int keyLength,
      @U16 int entrySize,
      @U32 long entries,
      @U32 long lastFlush,
      @U32 long lastRandom,
      @U32 long hashRandom,
      @U32 long hashMask,
      @U32 long hashChainGc,
      @U32 long proxyQueueLength) {}

  /** {@code struct ndt_stats}. */
  public record Statistics(
      @U64 long allocations,
      @U64 long destroys,
      @U64 long hashGrows,
      @U64 long resolveFailed,
      @U64 long lookups,
      @U64 long hits,
      @U64 long multicastProbes,
      @U64 long unicastProbes,
      @U64 long periodicGcRuns,
      @U64 long forcedGcRuns,
      @U64 long tableFulls) {}

  /** Every table of a family, for a dump. */
  public static NeighbourTable all(int family) {
    return new NeighbourTable(family, TABLE.empty());
  }

  /** {@code arp_cache} or {@code ndisc_cache}, to change. */
  public static NeighbourTable named(String name) {
    return all(Family.AF_UNSPEC).with(NAME, name);
  }

  /** With those parameters, of {@link #PARAMETER_TABLE}. */
  public NeighbourTable parameters(Attributes parameters) {
    return with(PARAMETERS, parameters);
  }

  public String name() {
    return get(NAME, "");
  }

  @Override
  public NeighbourTable with(Attributes attributes) {
    return new NeighbourTable(family, attributes);
  }

  @Override
  public Codec<NeighbourTable> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return Family.name(family) + " " + attributes.without(STATS);
  }

  private static final class Layout extends Codec<NeighbourTable> {
    private Layout() {
      super("neighbour table", MessageType.RTM_NEWNEIGHTBL, 4);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    public Verb changeVerb(NeighbourTable table) {
      return Verb.SET;
    }

    @Override
    protected NeighbourTable read(MessageCursor header, AttributeSet table) {
      return new NeighbourTable(header.u8(0), attributes(header, table));
    }

    @Override
    protected void writeHeader(NeighbourTable neighbourTable, MessageWriter writer) {
      writer.u8(neighbourTable.family).u8(0).u16(0);
    }
  }
}
