// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U8;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where packets go next, kept under an id that many routes can share ({@code RTM_NEWNEXTHOP}), or a
 * group of such.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+---------------+---------------+
 * |   nh_family   |   nh_scope    |  nh_protocol  |     resvd     |
 * +---------------+---------------+---------------+---------------+
 * |                           nh_flags                            |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param flags {@code RTNH_F_*}
 * @see <a href="https://man7.org/linux/man-pages/man8/ip-nexthop.8.html">ip-nexthop(8)</a>,
 *     include/uapi/linux/nexthop.h
 */
public record NextHop(int family, int scope, int protocol, int flags, Attributes attributes)
    implements KernelObject<NextHop> {

  public static final AttributeTable TABLE = new AttributeTable("nexthop", "NHA_");
  public static final Attribute<Integer> ID = TABLE.u32(1, "NHA_ID", "id");
  public static final Attribute<List<Member>> GROUP =
      TABLE.add(2, "NHA_GROUP", "group", Formats.structs(Member.class));
  public static final Attribute<Integer> GROUP_TYPE = TABLE.u16(3, "NHA_GROUP_TYPE", "type");
  public static final Attribute<Boolean> BLACKHOLE = TABLE.flag(4, "NHA_BLACKHOLE", "blackhole");
  public static final Attribute<Integer> OUT_INTERFACE = TABLE.u32(5, "NHA_OIF", "dev");
  public static final Attribute<InetAddress> GATEWAY = TABLE.ip(6, "NHA_GATEWAY", "via");
  public static final Attribute<Integer> ENCAP_TYPE = TABLE.u16(7, "NHA_ENCAP_TYPE", "encap-type");
  public static final Attribute<Attributes> ENCAP =
      TABLE.add(8, "NHA_ENCAP", Encapsulation.format(ENCAP_TYPE));
  public static final Attribute<Boolean> GROUPS = TABLE.flag(9, "NHA_GROUPS", "groups");
  public static final Attribute<Integer> MASTER = TABLE.u32(10, "NHA_MASTER", "master");
  public static final Attribute<Boolean> FDB = TABLE.flag(11, "NHA_FDB", "fdb");
  public static final Attribute<Attributes> RESILIENT_GROUP =
      TABLE.nest(12, "NHA_RES_GROUP", () -> NextHop.RESILIENT_TABLE);
  public static final Attribute<Attributes> RESILIENT_BUCKET =
      TABLE.nest(13, "NHA_RES_BUCKET", () -> NextHop.BUCKET_TABLE);
  public static final Attribute<Integer> OPERATION_FLAGS = TABLE.u32(14, "NHA_OP_FLAGS");
  public static final Attribute<Attributes> GROUP_STATISTICS =
      TABLE.nest(15, "NHA_GROUP_STATS", () -> NextHop.GROUP_STATISTICS_TABLE);
  public static final Attribute<Integer> HARDWARE_STATISTICS_ENABLE =
      TABLE.u32(16, "NHA_HW_STATS_ENABLE");
  public static final Attribute<Integer> HARDWARE_STATISTICS_USED =
      TABLE.u32(17, "NHA_HW_STATS_USED");
  public static final Attribute<Integer> DESTINATION_PORT = TABLE.be16(18, "NHA_DST_PORT");

  /** What each member of a group has carried. */
  public static final AttributeTable GROUP_STATISTICS_TABLE =
      new AttributeTable("nexthop-group-stats", "NHA_GROUP_STATS_");

  public static final Attribute<Attributes> MEMBER_STATISTICS =
      GROUP_STATISTICS_TABLE.nest(
          1, "NHA_GROUP_STATS_ENTRY", () -> NextHop.MEMBER_STATISTICS_TABLE);

  public static final AttributeTable MEMBER_STATISTICS_TABLE =
      new AttributeTable("nexthop-group-stats-entry", "NHA_GROUP_STATS_ENTRY_");
  public static final Attribute<Integer> MEMBER_ID =
      MEMBER_STATISTICS_TABLE.u32(1, "NHA_GROUP_STATS_ENTRY_ID");
  public static final Attribute<Long> MEMBER_PACKETS =
      MEMBER_STATISTICS_TABLE.add(2, "NHA_GROUP_STATS_ENTRY_PACKETS", Formats.UINT);
  public static final Attribute<Long> MEMBER_HARDWARE_PACKETS =
      MEMBER_STATISTICS_TABLE.add(3, "NHA_GROUP_STATS_ENTRY_PACKETS_HW", Formats.UINT);

  /** Groups that keep flows on their member while members change ({@code NHA_RES_GROUP_*}). */
  public static final AttributeTable RESILIENT_TABLE =
      new AttributeTable("nexthop-res-group", "NHA_RES_GROUP_");

  public static final Attribute<Integer> BUCKETS = RESILIENT_TABLE.u16(1, "NHA_RES_GROUP_BUCKETS");
  public static final Attribute<Integer> IDLE_TIMER =
      RESILIENT_TABLE.u32(2, "NHA_RES_GROUP_IDLE_TIMER");
  public static final Attribute<Integer> UNBALANCED_TIMER =
      RESILIENT_TABLE.u32(3, "NHA_RES_GROUP_UNBALANCED_TIMER");
  public static final Attribute<Long> UNBALANCED_TIME =
      RESILIENT_TABLE.u64(4, "NHA_RES_GROUP_UNBALANCED_TIME");

  /** {@code NHA_RES_BUCKET_*}. */
  public static final AttributeTable BUCKET_TABLE =
      new AttributeTable("nexthop-res-bucket", "NHA_RES_BUCKET_");

  public static final Attribute<Integer> BUCKET_INDEX = BUCKET_TABLE.u16(1, "NHA_RES_BUCKET_INDEX");
  public static final Attribute<Long> BUCKET_IDLE_TIME =
      BUCKET_TABLE.u64(2, "NHA_RES_BUCKET_IDLE_TIME");
  public static final Attribute<Integer> BUCKET_NEXT_HOP =
      BUCKET_TABLE.u32(3, "NHA_RES_BUCKET_NH_ID");

  public static final Codec<NextHop> CODEC = new Layout();

  /**
   * A member of a group ({@code struct nexthop_grp}).
   *
   * @param id the next hop's
   * @param weightLess1 its weight, less one, low byte
   */
  public record Member(@U32 int id, @U8 int weightLess1, @U8 int weightHigh, @U16 int reserved) {
    /**
     * A member with that share of the load.
     *
     * @param weight 1 to 65,536; above 256 only since Linux 6.12
     */
    public static Member of(int id, int weight) {
      if (weight < 1 || weight > 1 << 16) {
        throw new IllegalArgumentException("a weight of " + weight + ": 1 to 65536");
      }
      return new Member(id, (weight - 1) & 0xFF, (weight - 1) >> 8, 0);
    }

    public int weight() {
      return (weightHigh << 8 | weightLess1) + 1;
    }

    @Override
    public String toString() {
      String text = Integer.toUnsignedString(id);
      return weight() == 1 ? text : text + "," + weight();
    }
  }

  /** Every next hop, for a dump. */
  public static NextHop all() {
    return new NextHop(Family.AF_UNSPEC, 0, 0, 0, TABLE.empty());
  }

  /** The one of that id, to ask for or to delete. */
  public static NextHop id(int id) {
    return all().with(ID, id);
  }

  /** {@code ip nexthop add id … via …}: {@link #dev} gives the rest. */
  public static NextHop via(int id, InetAddress gateway) {
    int family = gateway.getAddress().length == 4 ? Family.AF_INET : Family.AF_INET6;
    return new NextHop(family, 0, 0, 0, TABLE.empty()).with(ID, id).with(GATEWAY, gateway);
  }

  public static NextHop via(int id, String gateway) {
    return via(id, IpText.address(gateway));
  }

  /** A next hop that drops what is sent to it. */
  public static NextHop blackhole(int id) {
    return new NextHop(Family.AF_INET, 0, 0, 0, TABLE.empty())
        .with(ID, id)
        .with(BLACKHOLE, Boolean.TRUE);
  }

  /** Several that share the load. */
  public static NextHop group(int id, Member... members) {
    return all().with(ID, id).with(GROUP, Arrays.asList(members));
  }

  /** The link that it goes out by. */
  public NextHop dev(int linkIndex) {
    return with(OUT_INTERFACE, linkIndex);
  }

  public NextHop protocol(int protocol) {
    return new NextHop(family, scope, protocol, flags, attributes);
  }

  /** 0 where the kernel is to choose one. */
  public int id() {
    return get(ID, 0);
  }

  /** Index of the link that it goes out by; 0 for none. */
  public int dev() {
    return get(OUT_INTERFACE, 0);
  }

  public Optional<InetAddress> gateway() {
    return get(GATEWAY);
  }

  /** Empty where it is no group. */
  public List<Member> group() {
    return get(GROUP, List.of());
  }

  @Override
  public NextHop with(Attributes attributes) {
    return new NextHop(family, scope, protocol, flags, attributes);
  }

  @Override
  public Codec<NextHop> codec() {
    return CODEC;
  }

  @Override
  public Object identity() {
    return id();
  }

  @Override
  public Optional<Boolean> isListedBy(NextHop filter) {
    boolean all = filter.family == Family.AF_UNSPEC && filter.attributes.isEmpty();
    return all ? Optional.of(true) : Optional.empty();
  }

  /** As {@code ip nexthop} prints it, links by their index. */
  @Override
  public String toString() {
    String text = attributes.toString();
    return protocol == 0 ? text : text + " proto " + RouteProtocol.name(protocol);
  }

  private static final class Layout extends Codec<NextHop> {
    private Layout() {
      super("nexthop", MessageType.RTM_NEWNEXTHOP, 8);
    }

    @Override
    protected AttributeSet table(int family) {
      return TABLE;
    }

    @Override
    protected NextHop read(MessageCursor header, AttributeSet table) {
      return new NextHop(
          header.u8(0), header.u8(1), header.u8(2), header.u32(4), attributes(header, table));
    }

    @Override
    protected void writeHeader(NextHop hop, MessageWriter writer) {
      writer.u8s(hop.family, hop.scope, hop.protocol, 0).u32(hop.flags);
    }
  }
}
