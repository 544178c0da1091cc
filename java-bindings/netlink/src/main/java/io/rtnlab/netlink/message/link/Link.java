// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.attribute.Struct.PadAfter;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.attribute.Struct.U64;
import io.rtnlab.netlink.attribute.Struct.U8;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.message.link.kind.Bridge;
import io.rtnlab.netlink.message.link.kind.BridgePort;
import io.rtnlab.netlink.message.link.kind.MacVlan;
import io.rtnlab.netlink.message.link.kind.Veth;
import io.rtnlab.netlink.message.link.kind.Vlan;
import io.rtnlab.netlink.wire.KernelText;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A network interface ({@code RTM_NEWLINK}).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-------------------------------+
 * |  ifi_family   |      pad      |           ifi_type            |
 * +---------------+---------------+-------------------------------+
 * |                           ifi_index                           |
 * +---------------------------------------------------------------+
 * |                           ifi_flags                           |
 * +---------------------------------------------------------------+
 * |                          ifi_change                           |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param family {@code AF_UNSPEC}, or {@code AF_BRIDGE} for a bridge's view of its ports
 * @param type {@code ARPHRD_*}: 1 is Ethernet, 772 loopback
 * @param index number of the link in its namespace; 0 where the name identifies it
 * @param flags {@code IFF_*}
 * @param change which of the flags are meant, in a request
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>,
 *     include/uapi/linux/if_link.h
 */
public record Link(int family, int type, int index, int flags, int change, Attributes attributes)
    implements KernelObject<Link> {

  /** {@code IFNAMSIZ} less the NUL behind the name. */
  private static final int LONGEST_NAME_BYTES = 15;

  /** Size of {@code struct ifinfomsg}. */
  static final int HEADER_BYTES = 16;

  /** A whole link inside an attribute, as the other end of a cable. */
  public static final Format<Link> EMBEDDED = new EmbeddedLink();

  public static final AttributeTable TABLE = new AttributeTable("link-attrs", "IFLA_");
  public static final Attribute<LinkAddress> ADDRESS =
      TABLE.linkAddress(1, "IFLA_ADDRESS", "address");
  public static final Attribute<LinkAddress> BROADCAST =
      TABLE.linkAddress(2, "IFLA_BROADCAST", "brd");
  public static final Attribute<String> NAME = TABLE.text(3, "IFLA_IFNAME", "name");
  public static final Attribute<Integer> MTU = TABLE.u32(4, "IFLA_MTU", "mtu");

  /** Index of the link below (of a vlan), or of the other end (of a veth). */
  public static final Attribute<Integer> LINK = TABLE.u32(5, "IFLA_LINK", "link");

  public static final Attribute<String> QDISC = TABLE.text(6, "IFLA_QDISC", "qdisc");
  public static final Attribute<LinkStatistics32> STATISTICS_32 =
      TABLE.struct(7, "IFLA_STATS", "stats", LinkStatistics32.class);
  public static final Attribute<Bytes> COST = TABLE.bytes(8, "IFLA_COST", "cost");
  public static final Attribute<Bytes> PRIORITY = TABLE.bytes(9, "IFLA_PRIORITY", "priority");
  public static final Attribute<Integer> MASTER = TABLE.u32(10, "IFLA_MASTER", "master");
  public static final Attribute<Bytes> WIRELESS = TABLE.bytes(11, "IFLA_WIRELESS", "wireless");
  public static final Attribute<Bytes> PROTOCOL_INFO = TABLE.bytes(12, "IFLA_PROTINFO", "protinfo");
  public static final Attribute<Integer> QUEUE_LENGTH = TABLE.u32(13, "IFLA_TXQLEN", "qlen");
  public static final Attribute<DeviceMap> MAP =
      TABLE.struct(14, "IFLA_MAP", "map", DeviceMap.class);
  public static final Attribute<Integer> WEIGHT = TABLE.u32(15, "IFLA_WEIGHT", "weight");
  public static final Attribute<Integer> OPERATIONAL_STATE =
      TABLE.add(16, "IFLA_OPERSTATE", "state", Formats.U8.shown(OperationalState::show));
  public static final Attribute<Integer> LINK_MODE = TABLE.u8(17, "IFLA_LINKMODE", "linkmode");
  public static final Attribute<Attributes> INFO =
      TABLE.nest(18, "IFLA_LINKINFO", "linkinfo", () -> LinkInfo.TABLE);

  /** A process, into whose network namespace the link is to go. */
  public static final Attribute<Integer> NAMESPACE_PROCESS =
      TABLE.u32(19, "IFLA_NET_NS_PID", "netns-pid");

  public static final Attribute<String> ALIAS = TABLE.text(20, "IFLA_IFALIAS", "alias");
  public static final Attribute<Integer> VF_COUNT = TABLE.u32(21, "IFLA_NUM_VF", "vfs");
  public static final Attribute<Attributes> VF_LIST =
      TABLE.nest(22, "IFLA_VFINFO_LIST", "vf-list", () -> VirtualFunction.LIST_TABLE);
  public static final Attribute<LinkStatistics64> STATISTICS =
      TABLE.struct(23, "IFLA_STATS64", "stats64", LinkStatistics64.class);
  public static final Attribute<Attributes> VF_PORTS =
      TABLE.nest(24, "IFLA_VF_PORTS", () -> VirtualPort.LIST_TABLE);
  public static final Attribute<Attributes> PORT_SELF =
      TABLE.nest(25, "IFLA_PORT_SELF", () -> VirtualPort.TABLE);
  public static final Attribute<Attributes> PER_FAMILY =
      TABLE.nest(26, "IFLA_AF_SPEC", "af-spec", () -> FamilySpecific.TABLE);
  public static final Attribute<Integer> GROUP = TABLE.u32(27, "IFLA_GROUP", "group");

  /** A file descriptor of the network namespace that the link is to go into. */
  public static final Attribute<Integer> NAMESPACE_FD = TABLE.u32(28, "IFLA_NET_NS_FD", "netns-fd");

  /** What a dump is to report besides, and what to leave out: {@code RTEXT_FILTER_*}. */
  public static final Attribute<Integer> EXTENDED_MASK =
      TABLE.bits32(29, "IFLA_EXT_MASK", "ext-mask");

  public static final Attribute<Integer> PROMISCUITY =
      TABLE.u32(30, "IFLA_PROMISCUITY", "promiscuity");
  public static final Attribute<Integer> TX_QUEUES =
      TABLE.u32(31, "IFLA_NUM_TX_QUEUES", "numtxqueues");
  public static final Attribute<Integer> RX_QUEUES =
      TABLE.u32(32, "IFLA_NUM_RX_QUEUES", "numrxqueues");
  public static final Attribute<Integer> CARRIER = TABLE.u8(33, "IFLA_CARRIER", "carrier");
  public static final Attribute<Bytes> PHYSICAL_PORT_ID =
      TABLE.bytes(34, "IFLA_PHYS_PORT_ID", "portid");
  public static final Attribute<Integer> CARRIER_CHANGES =
      TABLE.u32(35, "IFLA_CARRIER_CHANGES", "carrier-changes");
  public static final Attribute<Bytes> PHYSICAL_SWITCH_ID =
      TABLE.bytes(36, "IFLA_PHYS_SWITCH_ID", "switchid");

  /** Id of the namespace that {@link #LINK} is in, where it is in another; see NamespaceId. */
  public static final Attribute<Integer> LINK_NAMESPACE_ID =
      TABLE.s32(37, "IFLA_LINK_NETNSID", "link-netnsid");

  public static final Attribute<String> PHYSICAL_PORT_NAME =
      TABLE.text(38, "IFLA_PHYS_PORT_NAME", "portname");
  public static final Attribute<Integer> PROTO_DOWN = TABLE.u8(39, "IFLA_PROTO_DOWN", "proto-down");
  public static final Attribute<Integer> GSO_MAX_SEGMENTS =
      TABLE.u32(40, "IFLA_GSO_MAX_SEGS", "gso_max_segs");
  public static final Attribute<Integer> GSO_MAX_SIZE =
      TABLE.u32(41, "IFLA_GSO_MAX_SIZE", "gso_max_size");
  public static final Attribute<Bytes> PAD = TABLE.bytes(42, "IFLA_PAD", "pad");
  public static final Attribute<Attributes> XDP =
      TABLE.nest(43, "IFLA_XDP", "xdp", () -> Xdp.TABLE);
  public static final Attribute<Integer> EVENT = TABLE.u32(44, "IFLA_EVENT", "event");
  public static final Attribute<Integer> NEW_NAMESPACE_ID =
      TABLE.s32(45, "IFLA_NEW_NETNSID", "new-netnsid");
  public static final Attribute<Integer> TARGET_NAMESPACE_ID =
      TABLE.s32(46, "IFLA_TARGET_NETNSID", "target-netnsid");
  public static final Attribute<Integer> CARRIER_UPS =
      TABLE.u32(47, "IFLA_CARRIER_UP_COUNT", "carrier-ups");
  public static final Attribute<Integer> CARRIER_DOWNS =
      TABLE.u32(48, "IFLA_CARRIER_DOWN_COUNT", "carrier-downs");
  public static final Attribute<Integer> NEW_INDEX =
      TABLE.s32(49, "IFLA_NEW_IFINDEX", "new-ifindex");
  public static final Attribute<Integer> LEAST_MTU = TABLE.u32(50, "IFLA_MIN_MTU", "minmtu");
  public static final Attribute<Integer> GREATEST_MTU = TABLE.u32(51, "IFLA_MAX_MTU", "maxmtu");
  public static final Attribute<Attributes> PROPERTIES =
      TABLE.nest(52, "IFLA_PROP_LIST", "properties", () -> Link.TABLE);
  public static final Attribute<String> ALTERNATIVE_NAME =
      TABLE.text(53, "IFLA_ALT_IFNAME", "altname");
  public static final Attribute<LinkAddress> PERMANENT_ADDRESS =
      TABLE.linkAddress(54, "IFLA_PERM_ADDRESS", "permaddr");
  public static final Attribute<Attributes> PROTO_DOWN_REASON =
      TABLE.nest(55, "IFLA_PROTO_DOWN_REASON", () -> ProtoDownReason.TABLE);
  public static final Attribute<String> PARENT_DEVICE =
      TABLE.text(56, "IFLA_PARENT_DEV_NAME", "parentdev");
  public static final Attribute<String> PARENT_BUS =
      TABLE.text(57, "IFLA_PARENT_DEV_BUS_NAME", "parentbus");
  public static final Attribute<Integer> GRO_MAX_SIZE =
      TABLE.u32(58, "IFLA_GRO_MAX_SIZE", "gro_max_size");
  public static final Attribute<Integer> TSO_MAX_SIZE =
      TABLE.u32(59, "IFLA_TSO_MAX_SIZE", "tso_max_size");
  public static final Attribute<Integer> TSO_MAX_SEGMENTS =
      TABLE.u32(60, "IFLA_TSO_MAX_SEGS", "tso_max_segs");
  public static final Attribute<Integer> ALL_MULTICAST = TABLE.u32(61, "IFLA_ALLMULTI", "allmulti");
  public static final Attribute<Bytes> DEVLINK_PORT =
      TABLE.bytes(62, "IFLA_DEVLINK_PORT", "devlink-port");
  public static final Attribute<Integer> GSO_IPV4_MAX_SIZE =
      TABLE.u32(63, "IFLA_GSO_IPV4_MAX_SIZE", "gso_ipv4_max_size");
  public static final Attribute<Integer> GRO_IPV4_MAX_SIZE =
      TABLE.u32(64, "IFLA_GRO_IPV4_MAX_SIZE", "gro_ipv4_max_size");
  public static final Attribute<Attributes> DPLL_PIN =
      TABLE.nest(65, "IFLA_DPLL_PIN", () -> DpllPin.TABLE);
  public static final Attribute<Long> MAX_PACING_OFFLOAD_HORIZON =
      TABLE.add(66, "IFLA_MAX_PACING_OFFLOAD_HORIZON", "max-pacing-horizon", Formats.UINT);
  public static final Attribute<Integer> NAMESPACE_IMMUTABLE =
      TABLE.u8(67, "IFLA_NETNS_IMMUTABLE", "netns-immutable");
  public static final Attribute<Integer> HEADROOM = TABLE.u16(68, "IFLA_HEADROOM", "headroom");
  public static final Attribute<Integer> TAILROOM = TABLE.u16(69, "IFLA_TAILROOM", "tailroom");

  /** For {@code AF_BRIDGE}, where a port reports what it is as such. */
  public static final AttributeTable BRIDGE_TABLE = TABLE.copy();

  public static final Attribute<Attributes> BRIDGE_PORT =
      BRIDGE_TABLE.replace(12, "IFLA_PROTINFO", "port", Formats.nest(() -> BridgePort.TABLE));
  public static final Attribute<Attributes> BRIDGE_SPECIFIC =
      BRIDGE_TABLE.replace(26, "IFLA_AF_SPEC", "bridge", Formats.nest(() -> BridgeSpecific.TABLE));

  /** For {@code AF_INET6}, where a link reports its IPv6 settings. */
  public static final AttributeTable INET6_TABLE = TABLE.copy();

  public static final Attribute<Attributes> INET6_SPECIFIC =
      INET6_TABLE.replace(
          12, "IFLA_PROTINFO", "inet6", Formats.nest(() -> FamilySpecific.Inet6.TABLE));

  public static final Codec<Link> CODEC = new Layout();

  public static final int IFF_UP = 0x1;
  public static final int IFF_BROADCAST = 0x2;
  public static final int IFF_LOOPBACK = 0x8;
  public static final int IFF_POINTOPOINT = 0x10;
  public static final int IFF_RUNNING = 0x40;
  public static final int IFF_NOARP = 0x80;
  public static final int IFF_PROMISC = 0x100;
  public static final int IFF_MULTICAST = 0x1000;
  public static final int IFF_LOWER_UP = 0x10000;

  public static final int RTEXT_FILTER_VF = 1 << 0;
  public static final int RTEXT_FILTER_BRVLAN = 1 << 1;
  public static final int RTEXT_FILTER_BRVLAN_COMPRESSED = 1 << 2;
  public static final int RTEXT_FILTER_SKIP_STATS = 1 << 3;

  /** Names and nothing else; kernels before 7.2 do not know it and report all. */
  public static final int RTEXT_FILTER_NAME_ONLY = 1 << 8;

  /** Why a link is held down ({@code IFLA_PROTO_DOWN_REASON_*}): a bit for each reason. */
  public static final class ProtoDownReason {
    public static final AttributeTable TABLE =
        new AttributeTable("proto-down-reason", "IFLA_PROTO_DOWN_REASON_");
    public static final Attribute<Integer> MASK = TABLE.bits32(1, "IFLA_PROTO_DOWN_REASON_MASK");
    public static final Attribute<Integer> VALUE = TABLE.u32(2, "IFLA_PROTO_DOWN_REASON_VALUE");

    private ProtoDownReason() {}
  }

  /** The clock input of a link ({@code DPLL_A_*}). */
  public static final class DpllPin {
    public static final AttributeTable TABLE = new AttributeTable("link-dpll-pin-attrs", "DPLL_A_");
    public static final Attribute<Integer> ID = TABLE.u32(1, "DPLL_A_ID");

    private DpllPin() {}
  }

  /**
   * {@code struct rtnl_link_ifmap}: where old hardware is found.
   *
   * @param port what kind of socket it has
   */
  public record DeviceMap(
      @U64 long memoryStart,
      @U64 long memoryEnd,
      @U64 long base,
      @U16 int interrupt,
      @U8 int dma,
      @U8 @PadAfter(4) int port) {}

  /** Every link, for a dump. */
  public static Link all() {
    return index(0);
  }

  /** The link of that number, to ask for, to change or to delete. */
  public static Link index(int index) {
    return new Link(Family.AF_UNSPEC, 0, index, 0, 0, TABLE.empty());
  }

  /**
   * The link of that name, to ask for, to change or to delete; a name of more than 15 bytes can
   * only be an alternative one.
   */
  public static Link named(String name) {
    Link named = all().with(NAME, name);
    return named.attributes.sizeOf(NAME) - 1 > LONGEST_NAME_BYTES
        ? all().with(ALTERNATIVE_NAME, name)
        : named;
  }

  /** The name alone, or the alternative one, to ask for. */
  public Link onlyName() {
    return has(NAME) ? named(name()) : all().with(ALTERNATIVE_NAME, get(ALTERNATIVE_NAME, ""));
  }

  /** A link to be made ({@code ip link add … type …}). */
  public static Link of(String name, LinkKind kind) {
    if (KernelText.encode(name).length > LONGEST_NAME_BYTES) {
      throw new IllegalArgumentException(
          "a link cannot be called " + KernelText.printable(name) + ": up to 15 bytes");
    }
    return named(name).kind(kind);
  }

  /** Both ends of a cable, to be made. */
  public static Link veth(String name, String peer) {
    return veth(name, named(peer));
  }

  /** Both ends of a cable, to be made; the other end may go into another namespace at once. */
  public static Link veth(String name, Link peer) {
    return of(name, Veth.withPeer(peer));
  }

  /** A link that drops what is sent to it, to be made. */
  public static Link dummy(String name) {
    return of(name, OtherLink.of(OtherLink.DUMMY));
  }

  /** A switch, to be made. */
  public static Link bridge(String name) {
    return of(name, Bridge.plain());
  }

  /** VLAN {@code id} of the link below, to be made. */
  public static Link vlan(String name, int linkBelow, int id) {
    return of(name, Vlan.id(id)).link(linkBelow);
  }

  /** A link that shares the one below by hardware addresses of its own, to be made. */
  public static Link macvlan(String name, int linkBelow) {
    return of(name, MacVlan.mode(MacVlan.MACVLAN_MODE_BRIDGE)).link(linkBelow);
  }

  /** Every port of every bridge with what the bridge knows of it, for a dump. */
  public static Link bridgePorts() {
    return new Link(Family.AF_BRIDGE, 0, 0, 0, 0, BRIDGE_TABLE.empty());
  }

  public Link up() {
    return flags(flags | IFF_UP, change | IFF_UP);
  }

  public Link down() {
    return flags(flags & ~IFF_UP, change | IFF_UP);
  }

  /** {@code IFF_*}, and which of them are meant. */
  public Link flags(int flags, int change) {
    return new Link(family, type, index, flags, change, attributes);
  }

  public Link kind(LinkKind kind) {
    return with(INFO, LinkInfo.KINDS.put(info(), LinkInfo.DATA, kind));
  }

  /** As a port of what it is a port of already. */
  public Link port(PortKind kind) {
    return with(INFO, LinkInfo.PORTS.put(info(), LinkInfo.PORT_DATA, kind));
  }

  public Link mtu(int bytes) {
    return with(MTU, bytes);
  }

  public Link address(LinkAddress address) {
    return with(ADDRESS, address);
  }

  public Link address(String address) {
    return address(LinkAddress.of(address));
  }

  /** As a port of that bridge, bond, team or vrf; 0 takes it out. */
  public Link master(int linkIndex) {
    return with(MASTER, linkIndex);
  }

  /** On top of that link. */
  public Link link(int linkIndex) {
    return with(LINK, linkIndex);
  }

  /** Into the network namespace that the file descriptor stands for. */
  public Link toNamespace(int fileDescriptor) {
    return with(NAMESPACE_FD, fileDescriptor);
  }

  /** Into the network namespace of a process. */
  public Link toNamespaceOf(int processId) {
    return with(NAMESPACE_PROCESS, processId);
  }

  /**
   * A dump without the counters of IPv6 and of virtual functions, which take half its time ({@code
   * RTEXT_FILTER_SKIP_STATS}); those of the links themselves are reported all the same.
   */
  public Link skipStatistics() {
    return with(EXTENDED_MASK, get(EXTENDED_MASK, 0) | RTEXT_FILTER_SKIP_STATS);
  }

  /** Empty where a request gave the index instead. */
  public String name() {
    return get(NAME, "");
  }

  public int mtu() {
    return attributes.u32(MTU, 0);
  }

  public Optional<LinkAddress> address() {
    return get(ADDRESS);
  }

  /** Index of the bridge, bond, team or vrf that it is a port of; 0 for none. */
  public int master() {
    return attributes.u32(MASTER, 0);
  }

  /** Index of the link below, or of a veth's other end; 0 for none. */
  public int link() {
    return attributes.u32(LINK, 0);
  }

  /** {@code IF_OPER_*}; unknown in a request. */
  public OperationalState operationalState() {
    return OperationalState.of(get(OPERATIONAL_STATE, 0));
  }

  /** {@link #flags} by name. */
  public Set<LinkFlag> flagSet() {
    return LinkFlag.in(flags);
  }

  public boolean isUp() {
    return (flags & IFF_UP) != 0;
  }

  /** Empty for hardware and loopback. */
  public Optional<LinkKind> kind() {
    return LinkInfo.KINDS.of(info(), LinkInfo.DATA);
  }

  /** Empty where it is no port. */
  public Optional<PortKind> port() {
    return LinkInfo.PORTS.of(info(), LinkInfo.PORT_DATA);
  }

  private Attributes info() {
    return get(INFO, LinkInfo.TABLE.empty());
  }

  /** Other names that it goes by. */
  public List<String> alternativeNames() {
    return get(PROPERTIES, TABLE.empty()).all(ALTERNATIVE_NAME);
  }

  /** What it has carried; empty in a request. */
  public Optional<LinkStatistics64> statistics() {
    return get(STATISTICS);
  }

  @Override
  public Link with(Attributes attributes) {
    return new Link(family, type, index, flags, change, attributes);
  }

  @Override
  public Codec<Link> codec() {
    return CODEC;
  }

  @Override
  public Object identity() {
    return List.of(family, index);
  }

  @Override
  public Optional<Boolean> isListedBy(Link filter) {
    Attributes others = filter.attributes.without(EXTENDED_MASK).without(MASTER).without(INFO);
    Optional<LinkKind> wanted = filter.kind();
    if (!others.isEmpty() || filter.index != 0) {
      return Optional.empty();
    }
    boolean report = has(WIRELESS) && !has(MTU); // of a driver, not of the link
    return Optional.of(
        !report
            && filter.family == family
            && (filter.master() == 0 || filter.master() == master())
            && (wanted.isEmpty()
                || wanted.get().kind().equals(kind().map(LinkKind::kind).orElse(""))));
  }

  /** As {@code ip -d link} prints it, other links by their index. */
  @Override
  public String toString() {
    Attributes rest =
        attributes
            .without(NAME)
            .without(INFO)
            .without(STATISTICS_32)
            .without(STATISTICS)
            .without(MAP)
            .without(PAD);
    if (family == Family.AF_UNSPEC) {
      rest = rest.without(PER_FAMILY);
    }
    StringJoiner text = new StringJoiner(" ");
    if (index != 0) {
      text.add(index + ":");
    }
    if (has(NAME)) {
      text.add(KernelText.printable(name()));
    }
    if (flags != 0 || change != 0) {
      text.add(LinkFlags.show(flags));
    }
    if (!rest.isEmpty()) {
      text.add(rest.toString());
    }
    Attributes info = info().without(LinkInfo.EXTRA_STATISTICS);
    if (!info.isEmpty()) {
      text.add(info.toString());
    }
    return text.toString();
  }

  private static final class Layout extends Codec<Link> {
    private Layout() {
      super("link", MessageType.RTM_NEWLINK, HEADER_BYTES);
    }

    @Override
    protected AttributeSet table(int family) {
      return switch (family) {
        case Family.AF_BRIDGE -> BRIDGE_TABLE;
        case Family.AF_INET6 -> INET6_TABLE;
        default -> TABLE;
      };
    }

    @Override
    public Verb changeVerb(Link link) {
      return link.family == Family.AF_BRIDGE ? Verb.SET : Verb.NEW;
    }

    @Override
    protected Link read(MessageCursor header, AttributeSet table) {
      return new Link(
          header.u8(0),
          header.u16(2),
          header.u32(4),
          header.u32(8),
          header.u32(12),
          attributes(header, table));
    }

    @Override
    protected void writeHeader(Link link, MessageWriter writer) {
      writer.u8(link.family).u8(0).u16(link.type).u32(link.index).u32(link.flags).u32(link.change);
    }
  }
}
