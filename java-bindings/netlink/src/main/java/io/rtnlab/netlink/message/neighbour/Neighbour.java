// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.neighbour;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A neighbour on a link and its hardware address, or a forwarding entry of a bridge or tunnel
 * ({@code RTM_NEWNEIGH}; family {@code AF_BRIDGE} for the latter).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+-----------------------------------------------+
 * |   ndm_family  |                      pad                      |
 * +---------------------------------------------------------------+
 * |                          ndm_ifindex                          |
 * +-------------------------------+---------------+---------------+
 * |           ndm_state           |   ndm_flags   |    ndm_type   |
 * +-------------------------------+---------------+---------------+
 * </pre>
 *
 * @param dev index of the link
 * @param state {@code NUD_*}
 * @param flags {@code NTF_*}
 * @param type {@code RTN_*}
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>,
 *     include/uapi/linux/neighbour.h
 */
public record Neighbour(int family, int dev, int state, int flags, int type, Attributes attributes)
    implements KernelObject<Neighbour> {

  public static final AttributeTable TABLE = new AttributeTable("neighbour-attrs", "NDA_");
  public static final Attribute<InetAddress> DESTINATION = TABLE.ip(1, "NDA_DST", "to");
  public static final Attribute<LinkAddress> LINK_ADDRESS = TABLE.linkAddress(2, "NDA_LLADDR");
  public static final Attribute<CacheInfo> CACHEINFO =
      TABLE.struct(3, "NDA_CACHEINFO", CacheInfo.class);
  public static final Attribute<Integer> PROBES = TABLE.u32(4, "NDA_PROBES");
  public static final Attribute<Integer> VLAN = TABLE.u16(5, "NDA_VLAN");
  public static final Attribute<Integer> PORT = TABLE.be16(6, "NDA_PORT");
  public static final Attribute<Integer> VNI = TABLE.u32(7, "NDA_VNI");
  public static final Attribute<Integer> IFINDEX = TABLE.u32(8, "NDA_IFINDEX");
  public static final Attribute<Integer> MASTER = TABLE.u32(9, "NDA_MASTER");
  public static final Attribute<Integer> LINK_NETNSID = TABLE.s32(10, "NDA_LINK_NETNSID");
  public static final Attribute<Integer> SRC_VNI = TABLE.u32(11, "NDA_SRC_VNI");
  public static final Attribute<Integer> PROTOCOL = TABLE.u8(12, "NDA_PROTOCOL");
  public static final Attribute<Integer> NH_ID = TABLE.u32(13, "NDA_NH_ID");
  public static final Attribute<Attributes> FDB_EXTENDED =
      TABLE.nest(14, "NDA_FDB_EXT_ATTRS", () -> Neighbour.FDB_TABLE);
  public static final Attribute<Integer> FLAGS_EXT = TABLE.u32(15, "NDA_FLAGS_EXT");
  public static final Attribute<Integer> NDM_STATE_MASK = TABLE.u16(16, "NDA_NDM_STATE_MASK");
  public static final Attribute<Integer> NDM_FLAGS_MASK = TABLE.u8(17, "NDA_NDM_FLAGS_MASK");

  public static final AttributeTable FDB_TABLE = new AttributeTable("fdb-ext-attrs", "NFEA_");
  public static final Attribute<Integer> FDB_NOTIFY = FDB_TABLE.u8(1, "NFEA_ACTIVITY_NOTIFY");
  public static final Attribute<Boolean> FDB_DONT_REFRESH = FDB_TABLE.flag(2, "NFEA_DONT_REFRESH");

  public static final Codec<Neighbour> CODEC = new Layout();

  public static final int NUD_INCOMPLETE = 0x01;
  public static final int NUD_REACHABLE = 0x02;
  public static final int NUD_STALE = 0x04;
  public static final int NUD_DELAY = 0x08;
  public static final int NUD_PROBE = 0x10;
  public static final int NUD_FAILED = 0x20;
  public static final int NUD_NOARP = 0x40;
  public static final int NUD_PERMANENT = 0x80;

  public static final int NTF_USE = 1 << 0;
  public static final int NTF_SELF = 1 << 1;
  public static final int NTF_MASTER = 1 << 2;
  public static final int NTF_PROXY = 1 << 3;
  public static final int NTF_EXT_LEARNED = 1 << 4;
  public static final int NTF_OFFLOADED = 1 << 5;
  public static final int NTF_STICKY = 1 << 6;
  public static final int NTF_ROUTER = 1 << 7;

  private static final String[] STATES = {
    "INCOMPLETE", "REACHABLE", "STALE", "DELAY", "PROBE", "FAILED", "NOARP", "PERMANENT"
  };

  /**
   * {@code struct nda_cacheinfo}, times in clock ticks of 1/100 s ago.
   *
   * @param references how many use it
   */
  public record CacheInfo(
      @U32 long confirmed, @U32 long used, @U32 long updated, @U32 long references) {}

  /** Every neighbour of a family, for a dump; {@code AF_BRIDGE} for forwarding entries. */
  public static Neighbour all(int family) {
    return new Neighbour(family, 0, 0, 0, 0, TABLE.empty());
  }

  /** One that stays ({@code ip neighbour add … lladdr … dev … nud permanent}). */
  public static Neighbour of(InetAddress address, LinkAddress linkAddress, int dev) {
    int family = address.getAddress().length == 4 ? Family.AF_INET : Family.AF_INET6;
    return new Neighbour(family, dev, NUD_PERMANENT, 0, 0, TABLE.empty())
        .with(DESTINATION, address)
        .with(LINK_ADDRESS, linkAddress);
  }

  public static Neighbour of(String address, String linkAddress, int dev) {
    return of(IpText.address(address), LinkAddress.of(linkAddress), dev);
  }

  /** Answers for that address on behalf of others ({@code ip neighbour add proxy …}). */
  public static Neighbour proxy(InetAddress address, int dev) {
    int family = address.getAddress().length == 4 ? Family.AF_INET : Family.AF_INET6;
    return new Neighbour(family, dev, 0, NTF_PROXY, 0, TABLE.empty()).with(DESTINATION, address);
  }

  /** A forwarding entry of the bridge that {@code dev} is a port of ({@code bridge fdb add …}). */
  public static Neighbour forwarding(LinkAddress linkAddress, int dev) {
    return new Neighbour(
            Family.AF_BRIDGE, dev, NUD_PERMANENT | NUD_NOARP, NTF_MASTER, 0, TABLE.empty())
        .with(LINK_ADDRESS, linkAddress);
  }

  /** {@code NUD_*}. */
  public Neighbour state(int state) {
    return new Neighbour(family, dev, state, flags, type, attributes);
  }

  /** {@code NTF_*}. */
  public Neighbour flags(int flags) {
    return new Neighbour(family, dev, state, flags, type, attributes);
  }

  public Optional<InetAddress> destination() {
    return get(DESTINATION);
  }

  public Optional<LinkAddress> linkAddress() {
    return get(LINK_ADDRESS);
  }

  @Override
  public Neighbour with(Attributes attributes) {
    return new Neighbour(family, dev, state, flags, type, attributes);
  }

  @Override
  public Codec<Neighbour> codec() {
    return CODEC;
  }

  /**
   * An address on a link; a bridge's entry by its bridge, address and VLAN, whichever port it is on
   * (br_fdb_find in net/bridge/br_fdb.c); a link's own by all that a tunnel distinguishes
   * destinations apart by (vxlan_fdb_find_rdst in drivers/net/vxlan/vxlan_core.c).
   */
  @Override
  public Object identity() {
    if (family != Family.AF_BRIDGE) {
      return List.of(family, dev, destination(), flags & NTF_PROXY);
    }
    return isOfBridge()
        ? List.of(get(MASTER, 0), linkAddress(), get(VLAN, 0))
        : List.of(
            dev,
            linkAddress(),
            get(VLAN, 0),
            get(SRC_VNI, 0),
            destination(),
            get(PORT, 0),
            get(VNI, 0),
            get(IFINDEX, 0),
            get(NH_ID, 0));
  }

  /** The hardware address on the link, or in the bridge, whatever it leads to. */
  @Override
  public Object place() {
    return family == Family.AF_BRIDGE
        ? List.of(isOfBridge() ? get(MASTER, 0) : dev, linkAddress())
        : identity();
  }

  private boolean isOfBridge() {
    return has(MASTER) && (flags & NTF_SELF) == 0;
  }

  /**
   * Up to Linux 6.12 an entry that a tunnel or a bridge adds on its own is reported twice: by its
   * driver, and without destination and bridge by rtnl_fdb_add (net/core/rtnetlink.c).
   */
  @Override
  public boolean mayMean(Neighbour known) {
    return family == Family.AF_BRIDGE
        && (flags & NTF_SELF) != 0
        && !has(MASTER)
        && !has(DESTINATION)
        && !has(NH_ID)
        && (known.has(MASTER) || known.has(DESTINATION) || known.has(NH_ID));
  }

  @Override
  public Optional<Boolean> isListedBy(Neighbour filter) {
    boolean proxies = (filter.flags & NTF_PROXY) != 0;
    Attributes others = filter.attributes;
    if (family == Family.AF_BRIDGE) {
      others = others.without(MASTER);
      if (filter.dev != 0) {
        return Optional.empty(); // a port, or a bridge
      }
    }
    boolean listed =
        (filter.family == Family.AF_UNSPEC ? family != Family.AF_BRIDGE : filter.family == family)
            && (filter.dev == 0 || filter.dev == dev)
            && (family == Family.AF_BRIDGE || proxies == ((flags & NTF_PROXY) != 0))
            && (family != Family.AF_BRIDGE
                || !filter.has(MASTER)
                || filter.get(MASTER, 0).equals(get(MASTER, 0)));
    return others.isEmpty() ? Optional.of(listed) : Optional.empty();
  }

  /** As {@code ip neighbour} prints it, the link by its index. */
  @Override
  public String toString() {
    StringJoiner states = new StringJoiner(",");
    for (int bit = 0; bit < STATES.length; bit++) {
      if ((state & 1 << bit) != 0) {
        states.add(STATES[bit]);
      }
    }
    return Family.name(family)
        + " "
        + attributes.without(CACHEINFO)
        + " dev "
        + dev
        + " flags 0x"
        + Integer.toHexString(flags)
        + " "
        + states;
  }

  private static final class Layout extends Codec<Neighbour> {
    private Layout() {
      super("neighbour", MessageType.RTM_NEWNEIGH, 12);
    }

    @Override
    protected AttributeSet table(int family) {
      return switch (family) {
        case Family.AF_UNSPEC, Family.AF_INET, Family.AF_INET6, Family.AF_BRIDGE -> TABLE;
        default -> AttributeSet.UNKNOWN;
      };
    }

    @Override
    protected Neighbour read(MessageCursor header, AttributeSet table) {
      return new Neighbour(
          header.u8(0),
          header.u32(4),
          header.u16(8),
          header.u8(10),
          header.u8(11),
          attributes(header, table));
    }

    @Override
    protected void writeHeader(Neighbour neighbour, MessageWriter writer) {
      writer
          .u8(neighbour.family)
          .u8(0)
          .u16(0)
          .u32(neighbour.dev)
          .u16(neighbour.state)
          .u8(neighbour.flags)
          .u8(neighbour.type);
    }
  }
}
