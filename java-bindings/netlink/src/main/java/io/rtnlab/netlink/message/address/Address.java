// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.address;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.netlink.message.Prefix;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * An IP address of a link ({@code RTM_NEWADDR}).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+---------------+---------------+
 * |  ifa_family   | ifa_prefixlen |   ifa_flags   |   ifa_scope   |
 * +---------------+---------------+---------------+---------------+
 * |                           ifa_index                           |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * @param lowFlags the eight flags that the header has room for; {@link #flags} gives all
 * @param scope {@code RT_SCOPE_*}
 * @param dev index of its link
 * @see <a href="https://man7.org/linux/man-pages/man7/rtnetlink.7.html">rtnetlink(7)</a>,
 *     include/uapi/linux/if_addr.h
 */
public record Address(
    int family, int prefixLength, int lowFlags, int scope, int dev, Attributes attributes)
    implements KernelObject<Address> {

  public static final AttributeTable TABLE = new AttributeTable("addr-attrs", "IFA_");
  public static final Attribute<InetAddress> ADDRESS = TABLE.ip(1, "IFA_ADDRESS", "peer");
  public static final Attribute<InetAddress> LOCAL = TABLE.ip(2, "IFA_LOCAL", "local");
  public static final Attribute<String> LABEL = TABLE.text(3, "IFA_LABEL", "label");
  public static final Attribute<InetAddress> BROADCAST = TABLE.ip(4, "IFA_BROADCAST", "brd");
  public static final Attribute<InetAddress> ANYCAST = TABLE.ip(5, "IFA_ANYCAST", "any");
  public static final Attribute<CacheInfo> CACHE_INFO =
      TABLE.struct(6, "IFA_CACHEINFO", "lifetime", CacheInfo.class);
  public static final Attribute<InetAddress> MULTICAST = TABLE.ip(7, "IFA_MULTICAST", "mcast");
  public static final Attribute<Integer> FLAGS = TABLE.u32(8, "IFA_FLAGS", "flags");
  public static final Attribute<Integer> ROUTE_PRIORITY = TABLE.u32(9, "IFA_RT_PRIORITY", "metric");
  public static final Attribute<Integer> TARGET_NAMESPACE =
      TABLE.s32(10, "IFA_TARGET_NETNSID", "target-nsid");
  public static final Attribute<Integer> PROTOCOL = TABLE.u8(11, "IFA_PROTO", "proto");
  public static final Attribute<Integer> MULTICAST_USERS = TABLE.u32(12, "IFA_MC_USERS", "users");

  public static final Codec<Address> CODEC = new Layout("address", MessageType.RTM_NEWADDR);

  public static final int IFA_F_SECONDARY = 0x01;
  public static final int IFA_F_NODAD = 0x02;
  public static final int IFA_F_OPTIMISTIC = 0x04;
  public static final int IFA_F_DADFAILED = 0x08;
  public static final int IFA_F_HOMEADDRESS = 0x10;
  public static final int IFA_F_DEPRECATED = 0x20;
  public static final int IFA_F_TENTATIVE = 0x40;
  public static final int IFA_F_PERMANENT = 0x80;
  public static final int IFA_F_MANAGETEMPADDR = 0x100;
  public static final int IFA_F_NOPREFIXROUTE = 0x200;
  public static final int IFA_F_MCAUTOJOIN = 0x400;
  public static final int IFA_F_STABLE_PRIVACY = 0x800;

  /**
   * {@code struct ifa_cacheinfo}.
   *
   * @param preferred seconds for which new connections may use the address; {@link #FOREVER}
   * @param valid seconds until it goes; {@link #FOREVER}
   * @param created when it was made, in hundredths of a second since boot
   * @param updated when it was last changed, likewise
   */
  public record CacheInfo(
      @U32 long preferred, @U32 long valid, @U32 long created, @U32 long updated) {
    public static final long FOREVER = 0xFFFF_FFFFL;

    @Override
    public String toString() {
      return "valid "
          + seconds(valid)
          + " preferred "
          + seconds(preferred)
          + " created "
          + created
          + " updated "
          + updated;
    }

    private static String seconds(long seconds) {
      return seconds == FOREVER ? "forever" : seconds + "sec";
    }
  }

  /** Every address of a family, for a dump; {@code AF_UNSPEC} for all families. */
  public static Address all(int family) {
    return new Address(family, 0, 0, 0, 0, TABLE.empty());
  }

  /** {@code ip address add … dev …}. */
  public static Address of(Prefix address, int linkIndex) {
    Address host =
        new Address(address.family(), address.length(), 0, 0, linkIndex, TABLE.empty())
            .with(LOCAL, address.address());
    return address.family() == Family.AF_INET ? host.with(ADDRESS, address.address()) : host;
  }

  /** The same, of {@code 10.0.0.1/24}. */
  public static Address of(String address, int linkIndex) {
    return of(Prefix.of(address), linkIndex);
  }

  /** On that link only, for a dump. */
  public Address on(int linkIndex) {
    return new Address(family, prefixLength, lowFlags, scope, linkIndex, attributes);
  }

  /** The other end of a point-to-point link. */
  public Address peer(InetAddress peer) {
    Family.requireSame(family, peer, "the peer");
    return with(ADDRESS, peer);
  }

  public Address broadcast(InetAddress broadcast) {
    Family.requireSame(family, broadcast, "the broadcast address");
    return with(BROADCAST, broadcast);
  }

  public Address scope(int scope) {
    return new Address(family, prefixLength, lowFlags, scope, dev, attributes);
  }

  /** {@code IFA_F_*}. */
  public Address flags(int flags) {
    return new Address(
        family, prefixLength, flags & 0xFF, scope, dev, attributes.with(FLAGS, flags));
  }

  /** The address itself, with the length of its network. */
  public Prefix local() {
    return get(LOCAL)
        .or(() -> get(ADDRESS))
        .map(address -> new Prefix(address, prefixLength))
        .orElseGet(() -> Prefix.all(family));
  }

  /** The other end of a point-to-point link. */
  public Optional<InetAddress> peer() {
    Optional<InetAddress> local = get(LOCAL);
    return local.isEmpty() ? local : get(ADDRESS).filter(peer -> !peer.equals(local.get()));
  }

  public int flags() {
    return get(FLAGS, lowFlags);
  }

  public Optional<String> label() {
    return get(LABEL);
  }

  @Override
  public Address with(Attributes attributes) {
    return new Address(family, prefixLength, lowFlags, scope, dev, attributes);
  }

  @Override
  public Codec<Address> codec() {
    return CODEC;
  }

  /** The address, its length and its peer on a link (find_matching_ifa in net/ipv4/devinet.c). */
  @Override
  public Object identity() {
    return List.of(family, dev, local(), peer());
  }

  @Override
  public Optional<Boolean> isListedBy(Address filter) {
    boolean listed =
        (filter.family == Family.AF_UNSPEC || filter.family == family)
            && (filter.dev == 0 || filter.dev == dev);
    return filter.attributes.isEmpty() ? Optional.of(listed) : Optional.empty();
  }

  /** As {@code ip -d address} prints it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Family.name(family)).append(' ');
    text.append(IpText.of(local().address())).append('/').append(prefixLength);
    Attributes rest = attributes.without(LOCAL).without(FLAGS);
    if (peer().isEmpty()) {
      rest = rest.without(ADDRESS);
    }
    if (!rest.isEmpty()) {
      text.append(' ').append(rest);
    }
    return text.append(" flags 0x")
        .append(Integer.toHexString(flags()))
        .append(" dev ")
        .append(dev)
        .toString();
  }

  private static final class Layout extends Codec<Address> {
    private Layout(String name, int newType) {
      super(name, newType, 8);
    }

    @Override
    protected AttributeSet table(int family) {
      return switch (family) {
        case Family.AF_UNSPEC, Family.AF_INET, Family.AF_INET6 -> TABLE;
        default -> AttributeSet.UNKNOWN;
      };
    }

    @Override
    protected Address read(MessageCursor header, AttributeSet table) {
      Attributes attributes = attributes(header, table);
      Prefix.check(attributes, ADDRESS, header.u8(1));
      Prefix.check(attributes, LOCAL, header.u8(1));
      return new Address(
          header.u8(0), header.u8(1), header.u8(2), header.u8(3), header.u32(4), attributes);
    }

    @Override
    protected void writeHeader(Address address, MessageWriter writer) {
      writer
          .u8(address.family)
          .u8(address.prefixLength)
          .u8(address.lowFlags)
          .u8(address.scope)
          .u32(address.dev);
    }
  }
}
