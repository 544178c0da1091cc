// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.Struct.U32;
import java.net.InetAddress;
import java.util.List;

/**
 * What a link has for each address family ({@code IFLA_AF_SPEC}): a nest each, numbered by the
 * family.
 */
public final class FamilySpecific {
  public static final AttributeTable TABLE = new AttributeTable("af-spec-attrs", "AF_");
  public static final Attribute<Attributes> INET = TABLE.nest(2, "AF_INET", () -> Inet.TABLE);
  public static final Attribute<Attributes> INET6 = TABLE.nest(10, "AF_INET6", () -> Inet6.TABLE);
  public static final Attribute<Attributes> MCTP = TABLE.nest(45, "AF_MCTP", () -> Mctp.TABLE);

  private FamilySpecific() {}

  /** For IPv4 ({@code IFLA_INET_*}). */
  public static final class Inet {
    public static final AttributeTable TABLE = new AttributeTable("ifla-attrs", "IFLA_INET_");

    /** {@code IPV4_DEVCONF_*}, numbered from 1, in the order of the numbers. */
    public static final Attribute<List<Integer>> CONF =
        TABLE.add(1, "IFLA_INET_CONF", Formats.arrayOf(Formats.S32));

    private Inet() {}
  }

  /** For IPv6 ({@code IFLA_INET6_*}). */
  public static final class Inet6 {
    public static final AttributeTable TABLE = new AttributeTable("ifla6-attrs", "IFLA_INET6_");
    public static final Attribute<Integer> FLAGS = TABLE.u32(1, "IFLA_INET6_FLAGS");
    public static final Attribute<List<Integer>> CONF =
        TABLE.add(2, "IFLA_INET6_CONF", Formats.arrayOf(Formats.S32));
    public static final Attribute<List<Long>> STATS =
        TABLE.add(3, "IFLA_INET6_STATS", Formats.arrayOf(Formats.U64));
    public static final Attribute<Bytes> MCAST = TABLE.bytes(4, "IFLA_INET6_MCAST");
    public static final Attribute<CacheInfo> CACHEINFO =
        TABLE.struct(5, "IFLA_INET6_CACHEINFO", CacheInfo.class);
    public static final Attribute<List<Long>> ICMP6STATS =
        TABLE.add(6, "IFLA_INET6_ICMP6STATS", Formats.arrayOf(Formats.U64));
    public static final Attribute<InetAddress> TOKEN = TABLE.ip(7, "IFLA_INET6_TOKEN");
    public static final Attribute<Integer> ADDR_GEN_MODE = TABLE.u8(8, "IFLA_INET6_ADDR_GEN_MODE");
    public static final Attribute<Integer> RA_MTU = TABLE.u32(9, "IFLA_INET6_RA_MTU");

    private Inet6() {}

    /**
     * {@code struct ifla_cacheinfo}.
     *
     * @param longestReassembly bytes
     * @param updated when it was last changed, in hundredths of a second since boot
     * @param reachableMs how long a neighbour counts as reachable
     * @param retransmitMs between two questions for a neighbour
     */
    public record CacheInfo(
        @U32 long longestReassembly,
        @U32 long updated,
        @U32 int reachableMs,
        @U32 long retransmitMs) {}
  }

  /** For management controllers ({@code IFLA_MCTP_*}). */
  public static final class Mctp {
    public static final AttributeTable TABLE = new AttributeTable("mctp-attrs", "IFLA_MCTP_");
    public static final Attribute<Integer> NET = TABLE.u32(1, "IFLA_MCTP_NET");
    public static final Attribute<Integer> PHYS_BINDING = TABLE.u8(2, "IFLA_MCTP_PHYS_BINDING");

    private Mctp() {}
  }
}
