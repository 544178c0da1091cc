// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.attribute.Packed;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A route ({@code RTM_NEWROUTE}).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+---------------+---------------+
 * |  rtm_family   |  rtm_dst_len  |  rtm_src_len  |    rtm_tos    |
 * +---------------+---------------+---------------+---------------+
 * |   rtm_table   | rtm_protocol  |   rtm_scope   |   rtm_type    |
 * +---------------+---------------+---------------+---------------+
 * |                           rtm_flags                           |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>,
 *     include/uapi/linux/rtnetlink.h
 */
public final class Route extends Packed<Route> implements KernelObject<Route> {

  /** Size of {@code struct rtmsg}. */
  private static final int HEADER_BYTES = 12;

  /** Of {@code rtm_scope} in it. */
  private static final int SCOPE_OFFSET = 6;

  public static final AttributeTable TABLE = new AttributeTable("route-attrs", "RTA_");
  public static final Attribute<InetAddress> DESTINATION = TABLE.ip(1, "RTA_DST", "to");
  public static final Attribute<InetAddress> SOURCE = TABLE.ip(2, "RTA_SRC", "from");
  public static final Attribute<Integer> IN_INTERFACE = TABLE.u32(3, "RTA_IIF", "iif");
  public static final Attribute<Integer> OUT_INTERFACE = TABLE.u32(4, "RTA_OIF", "dev");
  public static final Attribute<InetAddress> GATEWAY = TABLE.ip(5, "RTA_GATEWAY", "via");
  public static final Attribute<Integer> PRIORITY = TABLE.u32(6, "RTA_PRIORITY", "metric");
  public static final Attribute<InetAddress> PREFERRED_SOURCE = TABLE.ip(7, "RTA_PREFSRC", "src");
  public static final Attribute<Attributes> METRICS =
      TABLE.nest(8, "RTA_METRICS", "metrics", () -> RouteMetrics.TABLE);
  public static final Attribute<List<Hop>> MULTIPATH =
      TABLE.add(9, "RTA_MULTIPATH", "nexthops", new Hops());
  public static final Attribute<Bytes> PROTOCOL_INFO = TABLE.bytes(10, "RTA_PROTOINFO");
  public static final Attribute<Integer> FLOW = TABLE.add(11, "RTA_FLOW", "realm", Realms.FORMAT);
  public static final Attribute<CacheInfo> CACHE_INFO =
      TABLE.struct(12, "RTA_CACHEINFO", "cache", CacheInfo.class);
  public static final Attribute<Bytes> SESSION = TABLE.bytes(13, "RTA_SESSION");
  public static final Attribute<Bytes> MULTIPATH_ALGORITHM = TABLE.bytes(14, "RTA_MP_ALGO");
  public static final Attribute<Integer> TABLE_ID = TABLE.u32(15, "RTA_TABLE", "table");
  public static final Attribute<Integer> MARK = TABLE.bits32(16, "RTA_MARK", "mark");
  public static final Attribute<Bytes> MULTICAST_STATISTICS =
      TABLE.bytes(17, "RTA_MFC_STATS", "mfc-stats");
  public static final Attribute<Via> VIA = TABLE.add(18, "RTA_VIA", "via", Via.FORMAT);
  public static final Attribute<Bytes> NEW_DESTINATION = TABLE.bytes(19, "RTA_NEWDST", "as");
  public static final Attribute<Integer> PREFERENCE = TABLE.u8(20, "RTA_PREF", "pref");
  public static final Attribute<Integer> ENCAP_TYPE = TABLE.u16(21, "RTA_ENCAP_TYPE", "encap-type");
  public static final Attribute<Attributes> ENCAP =
      TABLE.add(22, "RTA_ENCAP", Encapsulation.format(ENCAP_TYPE));
  public static final Attribute<Integer> EXPIRES = TABLE.u32(23, "RTA_EXPIRES", "expires");
  public static final Attribute<Bytes> PAD = TABLE.bytes(24, "RTA_PAD", "pad");
  public static final Attribute<Integer> USER_ID = TABLE.u32(25, "RTA_UID", "uid");
  public static final Attribute<Integer> TTL_PROPAGATE =
      TABLE.u8(26, "RTA_TTL_PROPAGATE", "ttl-propagate");
  public static final Attribute<Integer> IP_PROTOCOL = TABLE.u8(27, "RTA_IP_PROTO", "ipproto");
  public static final Attribute<Integer> SOURCE_PORT = TABLE.be16(28, "RTA_SPORT", "sport");
  public static final Attribute<Integer> DESTINATION_PORT = TABLE.be16(29, "RTA_DPORT", "dport");
  public static final Attribute<Integer> NEXT_HOP_ID = TABLE.u32(30, "RTA_NH_ID", "nhid");
  public static final Attribute<Integer> FLOW_LABEL = TABLE.be32(31, "RTA_FLOWLABEL");
  public static final Attribute<Integer> DELETE_REASON = TABLE.u32(32, "RTA_DEL_REASON");

  /** For {@code AF_MPLS}, where a destination is a label. */
  public static final AttributeTable MPLS_TABLE = TABLE.copy();

  public static final Attribute<LabelStack> LABEL =
      MPLS_TABLE.replace(1, "RTA_DST", "to", LabelStack.FORMAT);
  public static final Attribute<LabelStack> NEW_LABELS =
      MPLS_TABLE.replace(19, "RTA_NEWDST", "as", LabelStack.FORMAT);

  public static final Codec<Route> CODEC = new Layout();

  public static final int RT_TABLE_UNSPEC = 0;
  public static final int RT_TABLE_COMPAT = 252;
  public static final int RT_TABLE_DEFAULT = 253;
  public static final int RT_TABLE_MAIN = 254;
  public static final int RT_TABLE_LOCAL = 255;

  public static final int RT_SCOPE_UNIVERSE = 0;
  public static final int RT_SCOPE_SITE = 200;
  public static final int RT_SCOPE_LINK = 253;
  public static final int RT_SCOPE_HOST = 254;
  public static final int RT_SCOPE_NOWHERE = 255;

  public static final int RTN_UNSPEC = 0;
  public static final int RTN_UNICAST = 1;
  public static final int RTN_LOCAL = 2;
  public static final int RTN_BROADCAST = 3;
  public static final int RTN_ANYCAST = 4;
  public static final int RTN_MULTICAST = 5;
  public static final int RTN_BLACKHOLE = 6;
  public static final int RTN_UNREACHABLE = 7;
  public static final int RTN_PROHIBIT = 8;
  public static final int RTN_THROW = 9;
  public static final int RTN_NAT = 10;
  public static final int RTN_XRESOLVE = 11;

  private static final int LABEL_BITS = 20;

  private static final Optional<Boolean> LISTED = Optional.of(true);
  private static final Optional<Boolean> NOT_LISTED = Optional.of(false);

  private static final List<Attribute<InetAddress>> ADDRESSES =
      List.of(DESTINATION, SOURCE, GATEWAY, PREFERRED_SOURCE);

  private static final String[] TYPE_NAMES = {
    "unspec",
    "unicast",
    "local",
    "broadcast",
    "anycast",
    "multicast",
    "blackhole",
    "unreachable",
    "prohibit",
    "throw",
    "nat",
    "xresolve"
  };

  /**
   * {@code struct rta_cacheinfo}: how a cached route fares.
   *
   * @param lastUse how long ago, in clock ticks (1/100 s)
   * @param expires when it goes, in clock ticks from now; 0 never
   * @param error the errno that packets on it get, negative
   */
  public record CacheInfo(
      @U32 long references,
      @U32 long lastUse,
      @S32 int expires,
      @U32 int error,
      @U32 long used,
      @U32 long id,
      @U32 long timestamp,
      @U32 long timestampAge) {}

  /**
   * A route of all that {@code struct rtmsg} holds.
   *
   * @param destinationLength bits of the destination that count
   * @param sourceLength bits of the source that count (IPv6 source routing)
   * @param table table below 256; {@link #TABLE_ID} holds any
   * @param protocol who made it, {@link RouteProtocol}
   * @param scope how far the destination is, {@code RT_SCOPE_*}
   * @param type {@code RTN_*}: unicast, blackhole, …
   * @param flags {@code RTM_F_*} and {@code RTNH_F_*}
   */
  public Route(
      int family,
      int destinationLength,
      int sourceLength,
      int tos,
      int table,
      int protocol,
      int scope,
      int type,
      int flags,
      Attributes attributes) {
    super(
        ByteBuffer.allocate(HEADER_BYTES)
            .order(ByteOrder.nativeOrder())
            .put(u8("family", family))
            .put(u8("destination length", destinationLength))
            .put(u8("source length", sourceLength))
            .put(u8("tos", tos))
            .put(u8("table", table))
            .put(u8("protocol", protocol))
            .put(u8("scope", scope))
            .put(u8("type", type))
            .putInt(flags)
            .array(),
        attributes);
  }

  private static byte u8(String what, int value) {
    if (value >>> Byte.SIZE != 0) {
      throw new IllegalArgumentException(what + " " + value + ": 0 to 255");
    }
    return (byte) value;
  }

  private Route(byte[] header, Attributes attributes) {
    super(header, attributes);
  }

  private Route(AttributeSet table, byte[] bytes, int from, int length, boolean lenient) {
    super(table, bytes, from, length, HEADER_BYTES, lenient);
  }

  @Override
  protected int headerBytes() {
    return HEADER_BYTES;
  }

  public int family() {
    return u8(0);
  }

  /** How many bits of the destination count. */
  public int destinationLength() {
    return u8(1);
  }

  /** How many bits of the source count (IPv6 source routing). */
  public int sourceLength() {
    return u8(2);
  }

  public int tos() {
    return u8(3);
  }

  /** Table below 256; {@link #tableId} is any. */
  public int table() {
    return u8(4);
  }

  /** Who made it, {@link RouteProtocol}. */
  public int protocol() {
    return u8(5);
  }

  /** How far the destination is, {@code RT_SCOPE_*}. */
  public int scope() {
    return u8(SCOPE_OFFSET);
  }

  /** {@code RTN_*}: unicast, blackhole, … */
  public int type() {
    return u8(7);
  }

  /** {@code RTM_F_*} and {@code RTNH_F_*}. */
  public int flags() {
    return u32(8);
  }

  /** {@link #flags} by name. */
  public Set<RouteFlag> flagSet() {
    return RouteFlag.in(flags());
  }

  /** Every route of a family, for a dump; {@code AF_UNSPEC} for all families. */
  public static Route all(int family) {
    return new Route(family, 0, 0, 0, 0, 0, 0, 0, 0, TABLE.empty());
  }

  /** A unicast route in the main table, by hand ({@code ip route add}). */
  public static Route to(Prefix destination) {
    Route route =
        new Route(
            destination.family(),
            destination.length(),
            0,
            0,
            RT_TABLE_MAIN,
            RouteProtocol.RTPROT_BOOT,
            RT_SCOPE_UNIVERSE,
            RTN_UNICAST,
            0,
            TABLE.empty());
    return destination.length() == 0 ? route : route.with(DESTINATION, destination.address());
  }

  /** The same, of {@code 10.0.0.0/8} or an address alone. */
  public static Route to(String destination) {
    return to(Prefix.of(destination));
  }

  /** What is to be done with packets that bear this MPLS label ({@code ip -f mpls route add}). */
  public static Route mpls(int label) {
    return new Route(
            Family.AF_MPLS,
            LABEL_BITS,
            0,
            0,
            RT_TABLE_MAIN,
            RouteProtocol.RTPROT_BOOT,
            RT_SCOPE_UNIVERSE,
            RTN_UNICAST,
            0,
            MPLS_TABLE.empty())
        .with(LABEL, LabelStack.of(label));
  }

  /** Where the kernel would send a packet to that address, to ask for ({@code ip route get}). */
  public static Route lookup(InetAddress address) {
    Prefix host = Prefix.of(address);
    return new Route(host.family(), host.length(), 0, 0, 0, 0, 0, 0, 0, TABLE.empty())
        .with(DESTINATION, address);
  }

  /**
   * By that gateway: in {@code RTA_GATEWAY}, or in {@code RTA_VIA} where an IPv4 or an MPLS route
   * has one of another family.
   *
   * @throws IllegalArgumentException of an IPv6 route with an IPv4 gateway, which Linux has not
   */
  public Route via(InetAddress gateway) {
    int gatewayFamily = Family.of(gateway);
    if (family() == Family.AF_MPLS || (family() == Family.AF_INET && gatewayFamily != family())) {
      return with(attributes().without(GATEWAY).with(VIA, new Via(gateway)))
          .scope(RT_SCOPE_UNIVERSE);
    }
    Family.requireSame(family(), gateway, "the gateway");
    return with(attributes().without(VIA).with(GATEWAY, gateway)).scope(RT_SCOPE_UNIVERSE);
  }

  public Route via(String gateway) {
    return via(IpText.address(gateway));
  }

  /** Out by that link. An IPv4 destination without a gateway is on the link, so the scope says. */
  public Route dev(int linkIndex) {
    Attributes attributes = attributes();
    boolean onLink =
        family() == Family.AF_INET
            && scope() == RT_SCOPE_UNIVERSE
            && !attributes.has(GATEWAY)
            && !attributes.has(VIA);
    byte[] header = header();
    if (onLink) {
      header[SCOPE_OFFSET] = (byte) RT_SCOPE_LINK;
    }
    return new Route(header, attributes.with(OUT_INTERFACE, linkIndex));
  }

  /** By a {@link NextHop} that was made before. */
  public Route nextHop(int id) {
    return with(NEXT_HOP_ID, id);
  }

  /** Of an MPLS packet: with these labels instead. */
  public Route as(LabelStack labels) {
    return with(NEW_LABELS, labels);
  }

  /** By a gateway of any family in {@code RTA_VIA}; {@link #via} chooses by itself. */
  public Route viaOther(InetAddress gateway) {
    return with(VIA, new Via(gateway));
  }

  /** Wrapped up, in MPLS labels. */
  public Route encapsulated(LabelStack labels) {
    return with(ENCAP_TYPE, Encapsulation.LWTUNNEL_ENCAP_MPLS)
        .with(ENCAP, Encapsulation.MPLS_TABLE.empty().with(Encapsulation.MPLS_LABELS, labels));
  }

  /** Along segments of SRv6 ({@code encap seg6 mode … segs …}). */
  public Route along(int mode, InetAddress... segments) {
    return encapsulated(
        Encapsulation.LWTUNNEL_ENCAP_SEG6,
        SegmentRouting.TABLE
            .empty()
            .with(SegmentRouting.SRH, SegmentList.of(mode, List.of(segments))));
  }

  /**
   * A segment of SRv6 of this router ({@code encap seg6local action …}).
   *
   * @param action {@code SEG6_LOCAL_ACTION_*}
   * @param details what the action needs, of {@link SegmentRouting#LOCAL_TABLE}
   */
  public Route segment(int action, Attributes details) {
    return encapsulated(
        Encapsulation.LWTUNNEL_ENCAP_SEG6_LOCAL, details.with(SegmentRouting.ACTION, action));
  }

  /**
   * Wrapped up.
   *
   * @param type {@code LWTUNNEL_ENCAP_*}
   * @param encapsulation of the table in {@link Encapsulation} that belongs to the type
   */
  public Route encapsulated(int type, Attributes encapsulation) {
    return with(ENCAP_TYPE, type).with(ENCAP, encapsulation);
  }

  /** By several hops that share the load. */
  public Route nextHops(Hop... hops) {
    return with(MULTIPATH, Arrays.stream(hops).map(hop -> hop.ofRoute(family())).toList());
  }

  public Route source(InetAddress preferred) {
    Family.requireSame(family(), preferred, "the preferred source");
    return with(PREFERRED_SOURCE, preferred);
  }

  public Route metric(int priority) {
    return with(PRIORITY, priority);
  }

  public Route metrics(Attributes metrics) {
    return with(METRICS, metrics);
  }

  /** In another table than main. */
  public Route table(int table) {
    boolean small = Integer.compareUnsigned(table, 256) < 0;
    Attributes changed =
        small ? attributes().without(TABLE_ID) : attributes().with(TABLE_ID, table);
    return withByte("table", 4, small ? table : RT_TABLE_UNSPEC).with(changed);
  }

  public Route protocol(int protocol) {
    return withByte("protocol", 5, protocol);
  }

  public Route scope(int scope) {
    return withByte("scope", SCOPE_OFFSET, scope);
  }

  /** {@code RTN_BLACKHOLE} and so on. */
  public Route type(int type) {
    return withByte("type", 7, type);
  }

  /** {@code 0.0.0.0/0} or {@code ::/0} for a default route; of an MPLS route see {@link #LABEL}. */
  public Prefix destination() {
    return family() != Family.AF_MPLS && has(DESTINATION)
        ? new Prefix(get(DESTINATION).orElseThrow(), destinationLength())
        : Prefix.all(family());
  }

  public Optional<InetAddress> gateway() {
    return get(GATEWAY);
  }

  /** Index of the link that it goes out by; 0 where several hops or a next hop's id say it. */
  public int dev() {
    return u32(OUT_INTERFACE, 0);
  }

  /** 0 where it has none. */
  public int nextHop() {
    return u32(NEXT_HOP_ID, 0);
  }

  /** Empty where it has but one. */
  public List<Hop> nextHops() {
    return get(MULTIPATH, List.of());
  }

  /** The priority: lower wins. */
  public int metric() {
    return u32(PRIORITY, 0);
  }

  /** Of {@link RouteMetrics}: MTU, window and so on. */
  public Attributes metrics() {
    return get(METRICS, RouteMetrics.TABLE.empty());
  }

  /** Table of any number. */
  public int tableId() {
    return u32(TABLE_ID, table());
  }

  @Override
  public Route with(Attributes attributes) {
    return new Route(header(), attributes);
  }

  /** The same with one byte of the header set. */
  private Route withByte(String what, int offset, int value) {
    byte[] header = header();
    header[offset] = u8(what, value);
    return new Route(header, attributes());
  }

  @Override
  public Codec<Route> codec() {
    return CODEC;
  }

  /** All but flags and ages for IPv4; prefixes, table, metric and hops for IPv6. */
  @Override
  public Object identity() {
    return RouteKey.identity(this);
  }

  @Override
  public Object place() {
    return family() == Family.AF_INET ? Ipv4Place.of(this) : RouteKey.place(this);
  }

  @Override
  public int placeHash() {
    return family() == Family.AF_INET ? Ipv4Place.hash(this) : place().hashCode();
  }

  @Override
  public boolean isAtPlaceOf(Route other) {
    return family() == Family.AF_INET
        ? other.family() == Family.AF_INET && Ipv4Place.isSame(this, other)
        : place().equals(other.place());
  }

  /** The bytes of an IPv4 destination as one number; 0 for the default route. */
  int ipv4Destination() {
    return destinationLength() == 0 ? 0 : first32(DESTINATION, 0);
  }

  /** An IPv6 route to several hops, to one of which {@code older} leads. */
  @Override
  public boolean includes(Route older) {
    return family() == Family.AF_INET6
        && has(MULTIPATH)
        && older.family() == family()
        && RouteKey.hops(this).containsAll(RouteKey.hops(older));
  }

  /** Of what a dump is filtered by: family, table, protocol, type and link (net/ipv4/route.c). */
  @Override
  public Optional<Boolean> isListedBy(Route filter) {
    if (filter.flags() != 0 || !filter.hasNoneBut(TABLE_ID, OUT_INTERFACE)) {
      return Optional.empty();
    }
    int dev = filter.dev();
    boolean listed =
        isMeant(filter.family(), family())
            && isMeant(filter.tableId(), tableId())
            && isMeant(filter.protocol(), protocol())
            && isMeant(filter.type(), type())
            && (dev == 0 || dev == dev() || nextHops().stream().anyMatch(hop -> hop.dev() == dev));
    return listed ? LISTED : NOT_LISTED;
  }

  private static boolean isMeant(int wanted, int actual) {
    return wanted == 0 || wanted == actual;
  }

  /** The name of an {@code RTN_*}. */
  public static String typeName(int type) {
    return type < TYPE_NAMES.length ? TYPE_NAMES[type] : Integer.toString(type);
  }

  /** As {@code ip -d route} prints it, links by their index. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(typeName(type())).append(' ');
    if (family() == Family.AF_MPLS) {
      text.append(get(LABEL).map(LabelStack::toString).orElse("all"));
    } else {
      text.append(destinationLength() == 0 ? "default" : destination().toString());
    }
    Attributes rest =
        attributes().without(DESTINATION).without(TABLE_ID).without(CACHE_INFO).without(PAD);
    if (!rest.isEmpty()) {
      text.append(' ').append(rest);
    }
    text.append(" table ").append(Integer.toUnsignedString(tableId()));
    text.append(" proto ").append(RouteProtocol.name(protocol()));
    text.append(" scope ").append(scopeName(scope()));
    return text.toString();
  }

  private static String scopeName(int scope) {
    return switch (scope) {
      case RT_SCOPE_UNIVERSE -> "global";
      case RT_SCOPE_SITE -> "site";
      case RT_SCOPE_LINK -> "link";
      case RT_SCOPE_HOST -> "host";
      case RT_SCOPE_NOWHERE -> "nowhere";
      default -> Integer.toString(scope);
    };
  }

  private static final class Layout extends Codec<Route> {
    private Layout() {
      super("route", MessageType.RTM_NEWROUTE, HEADER_BYTES);
    }

    @Override
    protected AttributeSet table(int family) {
      return switch (family) {
        case Family.AF_UNSPEC,
            Family.AF_INET,
            Family.AF_INET6,
            Family.RTNL_FAMILY_IPMR,
            Family.RTNL_FAMILY_IP6MR ->
            TABLE;
        case Family.AF_MPLS -> MPLS_TABLE;
        default -> AttributeSet.UNKNOWN;
      };
    }

    @Override
    protected Route read(MessageCursor message, AttributeSet table) {
      byte[] bytes = message.bytes();
      int from = message.payload();
      Route route = new Route(table, bytes, from, message.payloadBytes(), message.isLenient());
      if (route.isMalformed()) {
        message.countMalformed(route.attributes().malformed().size());
      }
      if (table != MPLS_TABLE) {
        int destinationLength = Byte.toUnsignedInt(bytes[from + 1]);
        Prefix.check(route.attributes(), DESTINATION, destinationLength);
      }
      return route;
    }

    /** The kernel reads four bytes of an IPv4 route's gateway, however many it was sent. */
    private static void requireAddressesOf(Route route) {
      int family = route.family();
      int bytes = family == Family.AF_INET ? 4 : 16;
      if (family == Family.AF_INET || family == Family.AF_INET6) {
        Attributes attributes = route.attributes();
        for (Attribute<InetAddress> each : ADDRESSES) {
          int size = attributes.sizeOf(each);
          if (size >= 0 && size != bytes) {
            throw new IllegalArgumentException(
                each + " of " + size + " bytes in a route of " + Family.name(family));
          }
        }
      }
    }

    @Override
    protected void writeHeader(Route route, MessageWriter writer) {
      requireAddressesOf(route);
      writer
          .u8s(route.family(), route.destinationLength(), route.sourceLength(), route.tos())
          .u8s(route.table(), route.protocol(), route.scope(), route.type())
          .u32(route.flags());
    }
  }
}
