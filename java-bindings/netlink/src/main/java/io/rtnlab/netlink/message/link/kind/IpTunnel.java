// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;
import java.net.InetAddress;

/**
 * A tunnel for IP in IP ({@code IFLA_IPTUN_*}): {@code ipip}, {@code sit} (IPv6 over IPv4), {@code
 * ip6tnl}.
 */
public record IpTunnel(String kind, Attributes attributes) implements LinkKind, NestKind<IpTunnel> {
  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-iptun-attrs", "IFLA_IPTUN_");
  public static final Attribute<Integer> LINK = TABLE.u32(1, "IFLA_IPTUN_LINK");
  public static final Attribute<InetAddress> LOCAL = TABLE.ip(2, "IFLA_IPTUN_LOCAL");
  public static final Attribute<InetAddress> REMOTE = TABLE.ip(3, "IFLA_IPTUN_REMOTE");
  public static final Attribute<Integer> TTL = TABLE.u8(4, "IFLA_IPTUN_TTL");
  public static final Attribute<Integer> TOS = TABLE.u8(5, "IFLA_IPTUN_TOS");
  public static final Attribute<Integer> ENCAP_LIMIT = TABLE.u8(6, "IFLA_IPTUN_ENCAP_LIMIT");
  public static final Attribute<Integer> FLOWINFO = TABLE.be32(7, "IFLA_IPTUN_FLOWINFO");
  public static final Attribute<Integer> FLAGS = TABLE.be16(8, "IFLA_IPTUN_FLAGS");
  public static final Attribute<Integer> PROTO = TABLE.u8(9, "IFLA_IPTUN_PROTO");
  public static final Attribute<Integer> PMTUDISC = TABLE.u8(10, "IFLA_IPTUN_PMTUDISC");
  public static final Attribute<InetAddress> SIXRD_PREFIX = TABLE.ip(11, "IFLA_IPTUN_6RD_PREFIX");
  public static final Attribute<InetAddress> SIXRD_RELAY_PREFIX =
      TABLE.ip(12, "IFLA_IPTUN_6RD_RELAY_PREFIX");
  public static final Attribute<Integer> SIXRD_PREFIXLEN =
      TABLE.u16(13, "IFLA_IPTUN_6RD_PREFIXLEN");
  public static final Attribute<Integer> SIXRD_RELAY_PREFIXLEN =
      TABLE.u16(14, "IFLA_IPTUN_6RD_RELAY_PREFIXLEN");
  public static final Attribute<Integer> ENCAP_TYPE = TABLE.u16(15, "IFLA_IPTUN_ENCAP_TYPE");
  public static final Attribute<Integer> ENCAP_FLAGS = TABLE.u16(16, "IFLA_IPTUN_ENCAP_FLAGS");
  public static final Attribute<Integer> ENCAP_SPORT = TABLE.be16(17, "IFLA_IPTUN_ENCAP_SPORT");
  public static final Attribute<Integer> ENCAP_DPORT = TABLE.be16(18, "IFLA_IPTUN_ENCAP_DPORT");
  public static final Attribute<Boolean> COLLECT_METADATA =
      TABLE.flag(19, "IFLA_IPTUN_COLLECT_METADATA");
  public static final Attribute<Integer> FWMARK = TABLE.bits32(20, "IFLA_IPTUN_FWMARK");

  /** For {@code ip6tnl}, whose flags are {@code IP6_TNL_F_*}. */
  public static final AttributeTable IP6TNL_TABLE = TABLE.copy("linkinfo-ip6tnl-attrs");

  public static final Attribute<Integer> IP6TNL_FLAGS =
      IP6TNL_TABLE.replace(8, "IFLA_IPTUN_FLAGS", "flags", Formats.U32);

  public static final String IPIP = "ipip";
  public static final String SIT = "sit";
  public static final String IP6TNL = "ip6tnl";

  private static AttributeTable table(String kind) {
    return kind.equals(IP6TNL) ? IP6TNL_TABLE : TABLE;
  }

  public static Format<IpTunnel> format(String kind) {
    return NestKind.format(table(kind), attributes -> new IpTunnel(kind, attributes));
  }

  /** One of {@link #IPIP}, {@link #SIT}, {@link #IP6TNL} between two addresses. */
  public static IpTunnel of(String kind, InetAddress local, InetAddress remote) {
    return new IpTunnel(kind, table(kind).empty()).with(LOCAL, local).with(REMOTE, remote);
  }

  @Override
  public IpTunnel with(Attributes attributes) {
    return new IpTunnel(kind, attributes);
  }
}
