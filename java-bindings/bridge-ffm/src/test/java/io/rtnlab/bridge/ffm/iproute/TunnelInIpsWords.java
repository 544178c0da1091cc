// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.Attributed;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.message.link.kind.Geneve;
import io.rtnlab.netlink.message.link.kind.Gre;
import io.rtnlab.netlink.message.link.kind.IpTunnel;
import io.rtnlab.netlink.message.link.kind.Vti;
import io.rtnlab.netlink.message.link.kind.Vxlan;
import java.net.InetAddress;
import java.util.function.IntFunction;

/** What only tunnels have, as {@code ip -j -d link} prints it. */
final class TunnelInIpsWords {
  private static final String[] DO_NOT_FRAGMENT = {"unset", "set", "inherit"};

  /** {@code GRE_CSUM} and {@code GRE_SEQ}, include/uapi/linux/if_tunnel.h. */
  private static final int GRE_CSUM = 0x8000;

  private static final int GRE_SEQ = 0x1000;

  /** {@code IP6_TNL_F_IGN_ENCAP_LIMIT} and {@code IP6_TNL_F_RCV_DSCP_COPY}. */
  private static final int IGNORE_ENCAP_LIMIT = 0x1;

  private static final int COPY_DSCP = 0x10;

  private static final int IPPROTO_IPIP = 4;
  private static final int IPPROTO_IPV6 = 41;

  private TunnelInIpsWords() {}

  static void gre(Gre gre, Fields data) {
    ends(gre, Gre.LOCAL, Gre.REMOTE, data);
    data.from(gre, Gre.TTL, "ttl");
    data.from(gre, Gre.PMTUDISC, "pmtudisc", on -> on != 0);
    service(gre, Gre.TOS, data);
    if (gre.kind().startsWith("ip6")) {
      overIpv6(gre, Gre.FLAGS, Gre.ENCAP_LIMIT, Gre.FLOWINFO, data);
    }
    int in = gre.get(Gre.IFLAGS, 0);
    int out = gre.get(Gre.OFLAGS, 0);
    if ((in & Gre.GRE_KEY) != 0) {
      data.from(gre, Gre.IKEY, "ikey", TunnelInIpsWords::dotted);
    }
    if ((out & Gre.GRE_KEY) != 0) {
      data.from(gre, Gre.OKEY, "okey", TunnelInIpsWords::dotted);
    }
    data.flag("iseq", in & GRE_SEQ);
    data.flag("oseq", out & GRE_SEQ);
    data.flag("icsum", in & GRE_CSUM);
    data.flag("ocsum", out & GRE_CSUM);
    mark(gre, Gre.FWMARK, data);
    data.from(gre, Gre.ERSPAN_INDEX, "erspan_index");
    data.from(gre, Gre.ERSPAN_VER, "erspan_ver");
    data.from(gre, Gre.ERSPAN_DIR, "erspan_dir", way -> way == 0 ? "ingress" : "egress");
    data.from(gre, Gre.ERSPAN_HWID, "erspan_hwid", TunnelInIpsWords::hexadecimal);
  }

  static void ip(IpTunnel tunnel, Fields data) {
    boolean overIpv6 = tunnel.kind().equals(IpTunnel.IP6TNL);
    data.from(tunnel, IpTunnel.PROTO, "proto", protocol -> protocol(tunnel, protocol));
    ends(tunnel, IpTunnel.LOCAL, IpTunnel.REMOTE, data);
    data.from(tunnel, IpTunnel.TTL, "ttl");
    data.from(tunnel, IpTunnel.PMTUDISC, "pmtudisc", on -> on != 0);
    service(tunnel, IpTunnel.TOS, data);
    mark(tunnel, IpTunnel.FWMARK, data);
    if (overIpv6) {
      overIpv6(tunnel, IpTunnel.IP6TNL_FLAGS, IpTunnel.ENCAP_LIMIT, IpTunnel.FLOWINFO, data);
    }
    if (tunnel.get(IpTunnel.SIXRD_PREFIXLEN, 0) != 0) {
      data.from(tunnel, IpTunnel.SIXRD_PREFIX, "prefix", IpText::of);
      data.from(tunnel, IpTunnel.SIXRD_PREFIXLEN, "prefixlen");
    }
  }

  private static String protocol(IpTunnel tunnel, int protocol) {
    return switch (protocol) {
      case IPPROTO_IPIP -> tunnel.kind().equals(IpTunnel.IP6TNL) ? "ipip6" : "ipip";
      case IPPROTO_IPV6 -> tunnel.kind().equals(IpTunnel.IP6TNL) ? "ip6ip6" : "ip6ip";
      default -> "any";
    };
  }

  private static void overIpv6(
      Attributed<?> tunnel,
      Attribute<Integer> flagBits,
      Attribute<Integer> encapsulationLimit,
      Attribute<Integer> flowInfo,
      Fields data) {
    int flags = tunnel.get(flagBits, 0);
    int flow = tunnel.get(flowInfo, 0);
    if ((flags & IGNORE_ENCAP_LIMIT) == 0) {
      data.put("encap_limit", tunnel.get(encapsulationLimit, 0));
    }
    data.flag("ip6_tnl_f_ign_encap_limit", flags & IGNORE_ENCAP_LIMIT);
    data.put("tclass", String.format("0x%02x", flow >>> 20 & 0xFF));
    data.put("flowlabel", String.format("0x%05x", flow & 0xFFFFF));
    data.flag("ip6_tnl_f_rcv_dscp_copy", flags & COPY_DSCP);
  }

  static void vti(Vti vti, Fields data) {
    ends(vti, Vti.LOCAL, Vti.REMOTE, data);
    key(vti, Vti.IKEY, "ikey", data);
    key(vti, Vti.OKEY, "okey", data);
    mark(vti, Vti.FWMARK, data);
  }

  private static void key(Vti vti, Attribute<Integer> attribute, String word, Fields data) {
    if (vti.get(attribute, 0) != 0) {
      data.from(vti, attribute, word, TunnelInIpsWords::dotted);
    }
  }

  static void geneve(Geneve geneve, Fields data) {
    data.from(geneve, Geneve.ID, "id");
    data.from(geneve, Geneve.REMOTE, "remote", IpText::of);
    data.from(geneve, Geneve.REMOTE6, "remote6", IpText::of);
    data.from(geneve, Geneve.TTL, "ttl");
    service(geneve, Geneve.TOS, data);
    data.from(geneve, Geneve.DF, "df", df -> DO_NOT_FRAGMENT[df]);
    data.from(geneve, Geneve.PORT, "port");
    data.from(geneve, Geneve.UDP_CSUM, "udp_csum", on -> on != 0);
    data.from(geneve, Geneve.UDP_ZERO_CSUM6_TX, "udp_zero_csum6_tx", on -> on != 0);
    data.from(geneve, Geneve.UDP_ZERO_CSUM6_RX, "udp_zero_csum6_rx", on -> on != 0);
  }

  static void vxlan(Vxlan vxlan, IntFunction<String> name, Fields data) {
    data.from(vxlan, Vxlan.ID, "id");
    data.from(vxlan, Vxlan.GROUP, "remote", IpText::of);
    data.from(vxlan, Vxlan.LINK, "link", name::apply);
    data.from(vxlan, Vxlan.PORT, "port");
    data.from(vxlan, Vxlan.LEARNING, "learning", on -> on != 0);
    data.from(vxlan, Vxlan.TTL, "ttl");
    data.from(vxlan, Vxlan.AGEING, "ageing");
    data.from(vxlan, Vxlan.UDP_CSUM, "udp_csum", on -> on != 0);
    data.from(vxlan, Vxlan.UDP_ZERO_CSUM6_TX, "udp_zero_csum6_tx", on -> on != 0);
    data.from(vxlan, Vxlan.UDP_ZERO_CSUM6_RX, "udp_zero_csum6_rx", on -> on != 0);
    data.from(vxlan, Vxlan.DF, "df", df -> DO_NOT_FRAGMENT[df]);
    data.from(
        vxlan,
        Vxlan.PORT_RANGE,
        "port_range",
        range -> new Fields().and("low", range.low()).and("high", range.high()));
  }

  /** No address, or that of zeros, is any. */
  private static void ends(
      Attributed<?> tunnel,
      Attribute<InetAddress> local,
      Attribute<InetAddress> remote,
      Fields data) {
    data.put("local", end(tunnel, local));
    data.put("remote", end(tunnel, remote));
  }

  private static String end(Attributed<?> tunnel, Attribute<InetAddress> end) {
    return tunnel.get(end).filter(ip -> !ip.isAnyLocalAddress()).map(IpText::of).orElse("any");
  }

  private static void service(Attributed<?> tunnel, Attribute<Integer> attribute, Fields data) {
    tunnel
        .get(attribute)
        .filter(service -> service != 0)
        .ifPresent(service -> data.put("tos", service == 1 ? "inherit" : hexadecimal(service)));
  }

  private static void mark(Attributed<?> tunnel, Attribute<Integer> attribute, Fields data) {
    tunnel
        .get(attribute)
        .filter(mark -> mark != 0)
        .ifPresent(mark -> data.put("fwmark", hexadecimal(mark)));
  }

  private static String hexadecimal(int number) {
    return "0x" + Integer.toHexString(number);
  }

  /** A key is written like an IPv4 address. */
  private static String dotted(int key) {
    return (key >>> 24) + "." + (key >>> 16 & 0xFF) + "." + (key >>> 8 & 0xFF) + "." + (key & 0xFF);
  }
}
