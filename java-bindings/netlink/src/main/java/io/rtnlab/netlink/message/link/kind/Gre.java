// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;
import java.net.InetAddress;

/**
 * A tunnel by generic routing encapsulation ({@code IFLA_GRE_*}, RFC 2784): {@code gre} and {@code
 * gretap} over IPv4, {@code ip6gre} and {@code ip6gretap} over IPv6, and {@code erspan}.
 */
public record Gre(String kind, Attributes attributes) implements LinkKind, NestKind<Gre> {
  public static final AttributeTable TABLE = new AttributeTable("linkinfo-gre-attrs", "IFLA_GRE_");
  public static final Attribute<Integer> LINK = TABLE.u32(1, "IFLA_GRE_LINK");
  public static final Attribute<Integer> IFLAGS = TABLE.be16(2, "IFLA_GRE_IFLAGS");
  public static final Attribute<Integer> OFLAGS = TABLE.be16(3, "IFLA_GRE_OFLAGS");
  public static final Attribute<Integer> IKEY = TABLE.be32(4, "IFLA_GRE_IKEY");
  public static final Attribute<Integer> OKEY = TABLE.be32(5, "IFLA_GRE_OKEY");
  public static final Attribute<InetAddress> LOCAL = TABLE.ip(6, "IFLA_GRE_LOCAL");
  public static final Attribute<InetAddress> REMOTE = TABLE.ip(7, "IFLA_GRE_REMOTE");
  public static final Attribute<Integer> TTL = TABLE.u8(8, "IFLA_GRE_TTL");
  public static final Attribute<Integer> TOS = TABLE.u8(9, "IFLA_GRE_TOS");
  public static final Attribute<Integer> PMTUDISC = TABLE.u8(10, "IFLA_GRE_PMTUDISC");
  public static final Attribute<Integer> ENCAP_LIMIT = TABLE.u8(11, "IFLA_GRE_ENCAP_LIMIT");
  public static final Attribute<Integer> FLOWINFO = TABLE.be32(12, "IFLA_GRE_FLOWINFO");
  public static final Attribute<Integer> FLAGS = TABLE.u32(13, "IFLA_GRE_FLAGS");
  public static final Attribute<Integer> ENCAP_TYPE = TABLE.u16(14, "IFLA_GRE_ENCAP_TYPE");
  public static final Attribute<Integer> ENCAP_FLAGS = TABLE.u16(15, "IFLA_GRE_ENCAP_FLAGS");
  public static final Attribute<Integer> ENCAP_SPORT = TABLE.be16(16, "IFLA_GRE_ENCAP_SPORT");
  public static final Attribute<Integer> ENCAP_DPORT = TABLE.be16(17, "IFLA_GRE_ENCAP_DPORT");
  public static final Attribute<Boolean> COLLECT_METADATA =
      TABLE.flag(18, "IFLA_GRE_COLLECT_METADATA");
  public static final Attribute<Integer> IGNORE_DF = TABLE.u8(19, "IFLA_GRE_IGNORE_DF");
  public static final Attribute<Integer> FWMARK = TABLE.bits32(20, "IFLA_GRE_FWMARK");
  public static final Attribute<Integer> ERSPAN_INDEX = TABLE.u32(21, "IFLA_GRE_ERSPAN_INDEX");
  public static final Attribute<Integer> ERSPAN_VER = TABLE.u8(22, "IFLA_GRE_ERSPAN_VER");
  public static final Attribute<Integer> ERSPAN_DIR = TABLE.u8(23, "IFLA_GRE_ERSPAN_DIR");
  public static final Attribute<Integer> ERSPAN_HWID = TABLE.u16(24, "IFLA_GRE_ERSPAN_HWID");

  public static Format<Gre> format(String kind) {
    return NestKind.format(TABLE, attributes -> new Gre(kind, attributes));
  }

  /** Carries IP over IPv4. */
  public static final String GRE = "gre";

  /** Carries Ethernet over IPv4. */
  public static final String GRETAP = "gretap";

  public static final String IP6GRE = "ip6gre";
  public static final String IP6GRETAP = "ip6gretap";
  public static final String ERSPAN = "erspan";
  public static final String IP6ERSPAN = "ip6erspan";

  /** {@code GRE_KEY} in {@link #IFLAGS} and {@link #OFLAGS}: packets carry a key. */
  public static final int GRE_KEY = 0x2000;

  /** One of {@link #GRE}, {@link #GRETAP}, … between two addresses. */
  public static Gre of(String kind, InetAddress local, InetAddress remote) {
    return new Gre(kind, TABLE.empty()).with(LOCAL, local).with(REMOTE, remote);
  }

  /** The same key in both directions. */
  public Gre key(int key) {
    return with(IKEY, key).with(OKEY, key).with(IFLAGS, GRE_KEY).with(OFLAGS, GRE_KEY);
  }

  public Gre ttl(int ttl) {
    return with(TTL, ttl);
  }

  @Override
  public Gre with(Attributes attributes) {
    return new Gre(kind, attributes);
  }
}
