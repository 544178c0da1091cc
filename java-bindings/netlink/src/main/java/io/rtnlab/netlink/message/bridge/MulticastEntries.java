// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.bridge;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Struct;
import io.rtnlab.netlink.attribute.Struct.Be16;
import io.rtnlab.netlink.attribute.Struct.Octets;
import io.rtnlab.netlink.attribute.Struct.PadAfter;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U8;
import io.rtnlab.netlink.attribute.StructThenNest;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.net.InetAddress;
import java.util.List;

/**
 * Who listens to which multicast group behind a bridge or tunnel ({@code RTM_NEWMDB}). The kernel
 * reports them in {@link #TABLE} and wants them in {@link #REQUEST_TABLE}.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+-----------------------------------------------+
 * |     family    |                      pad                      |
 * +---------------------------------------------------------------+
 * |                            ifindex                            |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param dev index of the bridge or tunnel
 */
public record MulticastEntries(int family, int dev, Attributes attributes)
    implements KernelObject<MulticastEntries> {

  public static final AttributeTable TABLE = new AttributeTable("mdba-attrs", "MDBA_");
  public static final Attribute<Attributes> GROUPS =
      TABLE.nest(1, "MDBA_MDB", () -> MulticastEntries.GROUP_TABLE);
  public static final Attribute<Attributes> ROUTERS =
      TABLE.nest(2, "MDBA_ROUTER", () -> MulticastEntries.ROUTER_TABLE);

  /** Ports behind which a multicast router is. */
  public static final AttributeTable ROUTER_TABLE =
      new AttributeTable("mdba-router-attrs", "MDBA_ROUTER_");

  public static final AttributeTable ROUTER_PORT_TABLE =
      new AttributeTable("mdba-router-pattr", "MDBA_ROUTER_PATTR_");

  public static final Attribute<Integer> ROUTER_TIMER =
      ROUTER_PORT_TABLE.u32(1, "MDBA_ROUTER_PATTR_TIMER");
  public static final Attribute<Integer> ROUTER_TYPE =
      ROUTER_PORT_TABLE.u8(2, "MDBA_ROUTER_PATTR_TYPE");
  public static final Attribute<Integer> ROUTER_INET_TIMER =
      ROUTER_PORT_TABLE.u32(3, "MDBA_ROUTER_PATTR_INET_TIMER");
  public static final Attribute<Integer> ROUTER_INET6_TIMER =
      ROUTER_PORT_TABLE.u32(4, "MDBA_ROUTER_PATTR_INET6_TIMER");
  public static final Attribute<Integer> ROUTER_VLAN =
      ROUTER_PORT_TABLE.u16(5, "MDBA_ROUTER_PATTR_VID");

  public static final Attribute<StructThenNest.Value<RouterPort>> ROUTER_PORT =
      ROUTER_TABLE.add(
          1,
          "MDBA_ROUTER_PORT",
          new StructThenNest<>(Struct.of(RouterPort.class), ROUTER_PORT_TABLE));

  public static final AttributeTable GROUP_TABLE =
      new AttributeTable("mdba-mdb-attrs", "MDBA_MDB_");
  public static final Attribute<Attributes> ENTRY =
      GROUP_TABLE.nest(1, "MDBA_MDB_ENTRY", () -> MulticastEntries.ENTRY_TABLE);

  public static final AttributeTable ENTRY_TABLE =
      new AttributeTable("mdba-mdb-entry-attrs", "MDBA_MDB_ENTRY_");

  public static final AttributeTable DETAIL_TABLE =
      new AttributeTable("mdba-mdb-eattr", "MDBA_MDB_EATTR_");
  public static final Attribute<Integer> TIMER = DETAIL_TABLE.u32(1, "MDBA_MDB_EATTR_TIMER");
  public static final Attribute<Attributes> SOURCES =
      DETAIL_TABLE.nest(2, "MDBA_MDB_EATTR_SRC_LIST", () -> MulticastEntries.SOURCE_LIST_TABLE);
  public static final Attribute<Integer> GROUP_MODE =
      DETAIL_TABLE.u8(3, "MDBA_MDB_EATTR_GROUP_MODE");
  public static final Attribute<InetAddress> SOURCE = DETAIL_TABLE.ip(4, "MDBA_MDB_EATTR_SOURCE");
  public static final Attribute<Integer> PROTOCOL = DETAIL_TABLE.u8(5, "MDBA_MDB_EATTR_RTPROT");
  public static final Attribute<InetAddress> REMOTE = DETAIL_TABLE.ip(6, "MDBA_MDB_EATTR_DST");
  public static final Attribute<Integer> REMOTE_PORT =
      DETAIL_TABLE.u16(7, "MDBA_MDB_EATTR_DST_PORT");
  public static final Attribute<Integer> VNI = DETAIL_TABLE.u32(8, "MDBA_MDB_EATTR_VNI");
  public static final Attribute<Integer> OUT_INTERFACE =
      DETAIL_TABLE.u32(9, "MDBA_MDB_EATTR_IFINDEX");
  public static final Attribute<Integer> SOURCE_VNI =
      DETAIL_TABLE.u32(10, "MDBA_MDB_EATTR_SRC_VNI");

  public static final Attribute<StructThenNest.Value<Entry>> INFO =
      ENTRY_TABLE.add(
          1, "MDBA_MDB_ENTRY_INFO", new StructThenNest<>(Struct.of(Entry.class), DETAIL_TABLE));

  /** Who may send to a group, or may not. */
  public static final AttributeTable SOURCE_LIST_TABLE =
      new AttributeTable("mdba-mdb-srclist", "MDBA_MDB_SRCLIST_");

  public static final Attribute<Attributes> SOURCE_ENTRY =
      SOURCE_LIST_TABLE.nest(
          1, "MDBA_MDB_SRCLIST_ENTRY", () -> MulticastEntries.SOURCE_ENTRY_TABLE);

  public static final AttributeTable SOURCE_ENTRY_TABLE =
      new AttributeTable("mdba-mdb-srcattr", "MDBA_MDB_SRCATTR_");
  public static final Attribute<InetAddress> SOURCE_ADDRESS =
      SOURCE_ENTRY_TABLE.ip(1, "MDBA_MDB_SRCATTR_ADDRESS");
  public static final Attribute<Integer> SOURCE_TIMER =
      SOURCE_ENTRY_TABLE.u32(2, "MDBA_MDB_SRCATTR_TIMER");

  public static final AttributeTable REQUEST_TABLE =
      new AttributeTable("mdba-set-attrs", "MDBA_SET_");
  public static final Attribute<Entry> SET_ENTRY =
      REQUEST_TABLE.struct(1, "MDBA_SET_ENTRY", Entry.class);
  public static final Attribute<Attributes> SET_DETAILS =
      REQUEST_TABLE.nest(2, "MDBA_SET_ENTRY_ATTRS", () -> MulticastEntries.SET_DETAIL_TABLE);

  public static final AttributeTable SET_DETAIL_TABLE =
      new AttributeTable("mdbe-attrs", "MDBE_ATTR_");
  public static final Attribute<InetAddress> SET_SOURCE =
      SET_DETAIL_TABLE.ip(1, "MDBE_ATTR_SOURCE");
  public static final Attribute<Attributes> SET_SOURCES =
      SET_DETAIL_TABLE.nest(2, "MDBE_ATTR_SRC_LIST", () -> MulticastEntries.SET_SOURCE_TABLE);
  public static final Attribute<Integer> SET_GROUP_MODE =
      SET_DETAIL_TABLE.u8(3, "MDBE_ATTR_GROUP_MODE");
  public static final Attribute<Integer> SET_PROTOCOL = SET_DETAIL_TABLE.u8(4, "MDBE_ATTR_RTPROT");
  public static final Attribute<InetAddress> SET_REMOTE = SET_DETAIL_TABLE.ip(5, "MDBE_ATTR_DST");
  public static final Attribute<Integer> SET_REMOTE_PORT =
      SET_DETAIL_TABLE.u16(6, "MDBE_ATTR_DST_PORT");
  public static final Attribute<Integer> SET_VNI = SET_DETAIL_TABLE.u32(7, "MDBE_ATTR_VNI");
  public static final Attribute<Integer> SET_OUT_INTERFACE =
      SET_DETAIL_TABLE.s32(8, "MDBE_ATTR_IFINDEX");
  public static final Attribute<Integer> SET_SOURCE_VNI =
      SET_DETAIL_TABLE.u32(9, "MDBE_ATTR_SRC_VNI");
  public static final Attribute<Integer> SET_STATE_MASK =
      SET_DETAIL_TABLE.u8(10, "MDBE_ATTR_STATE_MASK");

  public static final AttributeTable SET_SOURCE_TABLE =
      new AttributeTable("mdbe-src-list", "MDBE_SRC_LIST_");
  public static final Attribute<Attributes> SET_SOURCE_ENTRY =
      SET_SOURCE_TABLE.nest(
          1, "MDBE_SRC_LIST_ENTRY", () -> MulticastEntries.SET_SOURCE_ENTRY_TABLE);

  public static final AttributeTable SET_SOURCE_ENTRY_TABLE =
      new AttributeTable("mdbe-src-attrs", "MDBE_SRCATTR_");
  public static final Attribute<InetAddress> SET_SOURCE_ADDRESS =
      SET_SOURCE_ENTRY_TABLE.ip(1, "MDBE_SRCATTR_ADDRESS");

  /** To ask for one entry ({@code RTM_GETMDB} without {@code NLM_F_DUMP}). */
  public static final AttributeTable GET_TABLE = new AttributeTable("mdba-get-attrs", "MDBA_GET_");

  public static final Attribute<Entry> GET_ENTRY =
      GET_TABLE.struct(1, "MDBA_GET_ENTRY", Entry.class);
  public static final Attribute<Attributes> GET_DETAILS =
      GET_TABLE.nest(2, "MDBA_GET_ENTRY_ATTRS", () -> MulticastEntries.SET_DETAIL_TABLE);

  public static final Codec<MulticastEntries> CODEC = new Layout();

  public static final int MDB_TEMPORARY = 0;
  public static final int MDB_PERMANENT = 1;

  private static final int ETH_P_IP = 0x0800;
  private static final int ETH_P_IPV6 = 0x86DD;

  /** Index of a port, which its attributes follow (br_rports_fill_info in net/bridge/br_mdb.c). */
  public record RouterPort(@U32 int dev) {}

  /**
   * {@code struct br_mdb_entry}: a port and a group that it listens to.
   *
   * @param dev index of the port
   * @param state {@link #MDB_TEMPORARY} or {@link #MDB_PERMANENT}
   * @param address the group, in the first 4 or 16 bytes, or the first 6 of a hardware address
   * @param protocol Ethernet type of the group's packets; 0 for a hardware address
   */
  public record Entry(
      @U32 int dev,
      @U8 int state,
      @U8 int flags,
      @U16 int vlan,
      @Octets(16) Bytes address,
      @Be16 @PadAfter(2) int protocol) {

    public static Entry permanent(int port, InetAddress group) {
      byte[] address = group.getAddress();
      return new Entry(
          port,
          MDB_PERMANENT,
          0,
          0,
          Bytes.of(address),
          address.length == 4 ? ETH_P_IP : ETH_P_IPV6);
    }
  }

  /** Of every bridge, for a dump. */
  public static MulticastEntries all() {
    return new MulticastEntries(Family.AF_BRIDGE, 0, TABLE.empty());
  }

  /** A port that is to listen to a group, to add or delete. */
  public static MulticastEntries of(int bridge, Entry entry) {
    return new MulticastEntries(Family.AF_BRIDGE, bridge, REQUEST_TABLE.empty())
        .with(SET_ENTRY, entry);
  }

  /** Those that the kernel reported. */
  public List<Entry> entries() {
    return get(GROUPS, GROUP_TABLE.empty()).all(ENTRY).stream()
        .flatMap(entry -> entry.all(INFO).stream())
        .map(StructThenNest.Value::struct)
        .toList();
  }

  @Override
  public MulticastEntries with(Attributes attributes) {
    return new MulticastEntries(family, dev, attributes);
  }

  @Override
  public Codec<MulticastEntries> codec() {
    return CODEC;
  }

  @Override
  public String toString() {
    return "dev " + dev + " " + attributes;
  }

  private static final class Layout extends Codec<MulticastEntries> {
    private Layout() {
      super("multicast entries", MessageType.RTM_NEWMDB, 8);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected AttributeSet requestTable(int family, Verb verb) {
      return verb == Verb.GET ? GET_TABLE : REQUEST_TABLE;
    }

    @Override
    protected MulticastEntries read(MessageCursor header, AttributeSet table) {
      return new MulticastEntries(header.u8(0), header.u32(4), attributes(header, table));
    }

    @Override
    protected void writeHeader(MulticastEntries multicastEntries, MessageWriter writer) {
      writer.u8(multicastEntries.family).u8(0).u16(0).u32(multicastEntries.dev);
    }
  }
}
