// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.bridge;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.message.link.bridge.Querier;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.util.List;

/**
 * VLANs of a bridge or of a port ({@code RTM_NEWVLAN}), with options of their own.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-------------------------------+
 * |     family    |   reserved1   |           reserved2           |
 * +---------------------------------------------------------------+
 * |                            ifindex                            |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param dev index of the bridge or port
 */
public record BridgeVlans(int family, int dev, Attributes attributes)
    implements KernelObject<BridgeVlans> {

  public static final AttributeTable TABLE =
      new AttributeTable("bridge-vlandb-attrs", "BRIDGE_VLANDB_");
  public static final Attribute<Attributes> ENTRY =
      TABLE.nest(1, "BRIDGE_VLANDB_ENTRY", () -> BridgeVlans.ENTRY_TABLE);
  public static final Attribute<Attributes> GLOBAL_OPTIONS =
      TABLE.nest(2, "BRIDGE_VLANDB_GLOBAL_OPTIONS", () -> BridgeVlans.GLOBAL_TABLE);

  public static final AttributeTable ENTRY_TABLE =
      new AttributeTable("bridge-vlandb-entry", "BRIDGE_VLANDB_ENTRY_");
  public static final Attribute<Info> INFO =
      ENTRY_TABLE.struct(1, "BRIDGE_VLANDB_ENTRY_INFO", Info.class);
  public static final Attribute<Integer> RANGE = ENTRY_TABLE.u16(2, "BRIDGE_VLANDB_ENTRY_RANGE");
  public static final Attribute<Integer> STATE = ENTRY_TABLE.u8(3, "BRIDGE_VLANDB_ENTRY_STATE");
  public static final Attribute<Attributes> TUNNEL =
      ENTRY_TABLE.nest(4, "BRIDGE_VLANDB_ENTRY_TUNNEL_INFO", () -> BridgeVlans.TUNNEL_TABLE);
  public static final Attribute<Attributes> STATISTICS =
      ENTRY_TABLE.nest(5, "BRIDGE_VLANDB_ENTRY_STATS", () -> BridgeVlans.STATISTICS_TABLE);
  public static final Attribute<Integer> MULTICAST_ROUTER =
      ENTRY_TABLE.u8(6, "BRIDGE_VLANDB_ENTRY_MCAST_ROUTER");
  public static final Attribute<Integer> MULTICAST_GROUPS =
      ENTRY_TABLE.u32(7, "BRIDGE_VLANDB_ENTRY_MCAST_N_GROUPS");
  public static final Attribute<Integer> MULTICAST_MAX_GROUPS =
      ENTRY_TABLE.u32(8, "BRIDGE_VLANDB_ENTRY_MCAST_MAX_GROUPS");
  public static final Attribute<Integer> NEIGH_SUPPRESS =
      ENTRY_TABLE.u8(9, "BRIDGE_VLANDB_ENTRY_NEIGH_SUPPRESS");
  public static final Attribute<Integer> NEIGH_FORWARD_GRAT =
      ENTRY_TABLE.u8(10, "BRIDGE_VLANDB_ENTRY_NEIGH_FORWARD_GRAT");

  public static final AttributeTable TUNNEL_TABLE =
      new AttributeTable("bridge-vlandb-tunnel", "BRIDGE_VLANDB_TINFO_");
  public static final Attribute<Integer> TUNNEL_ID = TUNNEL_TABLE.u32(1, "BRIDGE_VLANDB_TINFO_ID");
  public static final Attribute<Integer> TUNNEL_COMMAND =
      TUNNEL_TABLE.u32(2, "BRIDGE_VLANDB_TINFO_CMD");

  public static final AttributeTable STATISTICS_TABLE =
      new AttributeTable("bridge-vlandb-stats", "BRIDGE_VLANDB_STATS_");
  public static final Attribute<Long> RX_BYTES =
      STATISTICS_TABLE.u64(1, "BRIDGE_VLANDB_STATS_RX_BYTES");
  public static final Attribute<Long> RX_PACKETS =
      STATISTICS_TABLE.u64(2, "BRIDGE_VLANDB_STATS_RX_PACKETS");
  public static final Attribute<Long> TX_BYTES =
      STATISTICS_TABLE.u64(3, "BRIDGE_VLANDB_STATS_TX_BYTES");
  public static final Attribute<Long> TX_PACKETS =
      STATISTICS_TABLE.u64(4, "BRIDGE_VLANDB_STATS_TX_PACKETS");
  public static final Attribute<Bytes> STATISTICS_PAD =
      STATISTICS_TABLE.bytes(5, "BRIDGE_VLANDB_STATS_PAD");

  public static final AttributeTable GLOBAL_TABLE =
      new AttributeTable("bridge-vlandb-gopts", "BRIDGE_VLANDB_GOPTS_");
  public static final Attribute<Integer> GLOBAL_ID = GLOBAL_TABLE.u16(1, "BRIDGE_VLANDB_GOPTS_ID");
  public static final Attribute<Integer> GLOBAL_RANGE =
      GLOBAL_TABLE.u16(2, "BRIDGE_VLANDB_GOPTS_RANGE");
  public static final Attribute<Integer> GLOBAL_MCAST_SNOOPING =
      GLOBAL_TABLE.u8(3, "BRIDGE_VLANDB_GOPTS_MCAST_SNOOPING");
  public static final Attribute<Integer> GLOBAL_MCAST_IGMP_VERSION =
      GLOBAL_TABLE.u8(4, "BRIDGE_VLANDB_GOPTS_MCAST_IGMP_VERSION");
  public static final Attribute<Integer> GLOBAL_MCAST_MLD_VERSION =
      GLOBAL_TABLE.u8(5, "BRIDGE_VLANDB_GOPTS_MCAST_MLD_VERSION");
  public static final Attribute<Integer> GLOBAL_MCAST_LAST_MEMBER_CNT =
      GLOBAL_TABLE.u32(6, "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_CNT");
  public static final Attribute<Integer> GLOBAL_MCAST_STARTUP_QUERY_CNT =
      GLOBAL_TABLE.u32(7, "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_CNT");
  public static final Attribute<Long> GLOBAL_MCAST_LAST_MEMBER_INTVL =
      GLOBAL_TABLE.u64(8, "BRIDGE_VLANDB_GOPTS_MCAST_LAST_MEMBER_INTVL");
  public static final Attribute<Bytes> GLOBAL_PAD =
      GLOBAL_TABLE.bytes(9, "BRIDGE_VLANDB_GOPTS_PAD");
  public static final Attribute<Long> GLOBAL_MCAST_MEMBERSHIP_INTVL =
      GLOBAL_TABLE.u64(10, "BRIDGE_VLANDB_GOPTS_MCAST_MEMBERSHIP_INTVL");
  public static final Attribute<Long> GLOBAL_MCAST_QUERIER_INTVL =
      GLOBAL_TABLE.u64(11, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_INTVL");
  public static final Attribute<Long> GLOBAL_MCAST_QUERY_INTVL =
      GLOBAL_TABLE.u64(12, "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_INTVL");
  public static final Attribute<Long> GLOBAL_MCAST_QUERY_RESPONSE_INTVL =
      GLOBAL_TABLE.u64(13, "BRIDGE_VLANDB_GOPTS_MCAST_QUERY_RESPONSE_INTVL");
  public static final Attribute<Long> GLOBAL_MCAST_STARTUP_QUERY_INTVL =
      GLOBAL_TABLE.u64(14, "BRIDGE_VLANDB_GOPTS_MCAST_STARTUP_QUERY_INTVL");
  public static final Attribute<Integer> GLOBAL_MCAST_QUERIER =
      GLOBAL_TABLE.u8(15, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER");
  public static final Attribute<Bytes> GLOBAL_MCAST_ROUTER_PORTS =
      GLOBAL_TABLE.bytes(16, "BRIDGE_VLANDB_GOPTS_MCAST_ROUTER_PORTS");
  public static final Attribute<Attributes> GLOBAL_MCAST_QUERIER_STATE =
      GLOBAL_TABLE.nest(17, "BRIDGE_VLANDB_GOPTS_MCAST_QUERIER_STATE", () -> Querier.TABLE);
  public static final Attribute<Integer> GLOBAL_MSTI =
      GLOBAL_TABLE.u16(18, "BRIDGE_VLANDB_GOPTS_MSTI");

  /** For a dump, {@code BRIDGE_VLANDB_DUMP_*}. */
  public static final AttributeTable DUMP_TABLE =
      new AttributeTable("bridge-vlandb-dump", "BRIDGE_VLANDB_DUMP_");

  public static final Attribute<Integer> DUMP_FLAGS = DUMP_TABLE.u32(1, "BRIDGE_VLANDB_DUMP_FLAGS");

  public static final int BRIDGE_VLANDB_DUMPF_STATS = 1 << 0;
  public static final int BRIDGE_VLANDB_DUMPF_GLOBAL = 1 << 1;

  public static final Codec<BridgeVlans> CODEC = new Layout();

  /**
   * {@code struct bridge_vlan_info}.
   *
   * @param flags {@code BRIDGE_VLAN_INFO_*}, as in {@code BridgeSpecific}
   */
  public record Info(@U16 int flags, @U16 int vlan) {}

  /** Of every bridge and port, for a dump. */
  public static BridgeVlans all() {
    return new BridgeVlans(Family.AF_BRIDGE, 0, DUMP_TABLE.empty());
  }

  /** A dump that counts packets too. */
  public static BridgeVlans withStatistics() {
    return all().with(DUMP_FLAGS, BRIDGE_VLANDB_DUMPF_STATS);
  }

  /** VLANs of a port or bridge, to add, change or delete. */
  public static BridgeVlans of(int dev, Info... vlans) {
    Attributes entries = TABLE.empty();
    for (Info vlan : vlans) {
      entries = entries.and(ENTRY, ENTRY_TABLE.empty().with(INFO, vlan));
    }
    return new BridgeVlans(Family.AF_BRIDGE, dev, entries);
  }

  /** Each of {@link #ENTRY_TABLE}. */
  public List<Attributes> entries() {
    return attributes.all(ENTRY);
  }

  @Override
  public BridgeVlans with(Attributes attributes) {
    return new BridgeVlans(family, dev, attributes);
  }

  @Override
  public Codec<BridgeVlans> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return "dev " + dev + " " + attributes;
  }

  private static final class Layout extends Codec<BridgeVlans> {
    private Layout() {
      super("bridge vlans", MessageType.RTM_NEWVLAN, 8);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected AttributeSet requestTable(int family, Verb verb) {
      return verb == Verb.GET ? DUMP_TABLE : TABLE;
    }

    @Override
    protected BridgeVlans read(MessageCursor header, AttributeSet table) {
      return new BridgeVlans(header.u8(0), header.u32(4), attributes(header, table));
    }

    @Override
    protected void writeHeader(BridgeVlans bridgeVlans, MessageWriter writer) {
      writer.u8(bridgeVlans.family).u8(0).u16(0).u32(bridgeVlans.dev);
    }
  }
}
