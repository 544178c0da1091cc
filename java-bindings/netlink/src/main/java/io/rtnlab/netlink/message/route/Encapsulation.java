// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import java.net.InetAddress;

/**
 * What is put around a packet on a route ({@code RTA_ENCAP}, include/uapi/linux/lwtunnel.h); SRv6
 * is in {@link SegmentRouting}. Of types that are not known here the attributes are kept as they
 * came.
 */
public final class Encapsulation {
  public static final int LWTUNNEL_ENCAP_MPLS = 1;
  public static final int LWTUNNEL_ENCAP_IP = 2;
  public static final int LWTUNNEL_ENCAP_ILA = 3;
  public static final int LWTUNNEL_ENCAP_IP6 = 4;
  public static final int LWTUNNEL_ENCAP_SEG6 = 5;
  public static final int LWTUNNEL_ENCAP_BPF = 6;
  public static final int LWTUNNEL_ENCAP_SEG6_LOCAL = 7;
  public static final int LWTUNNEL_ENCAP_RPL = 8;
  public static final int LWTUNNEL_ENCAP_IOAM6 = 9;
  public static final int LWTUNNEL_ENCAP_XFRM = 10;

  /** {@code MPLS_IPTUNNEL_*}. */
  public static final AttributeTable MPLS_TABLE =
      new AttributeTable("mpls-iptunnel", "MPLS_IPTUNNEL_");

  public static final Attribute<LabelStack> MPLS_LABELS =
      MPLS_TABLE.add(1, "MPLS_IPTUNNEL_DST", LabelStack.FORMAT);
  public static final Attribute<Integer> MPLS_TTL = MPLS_TABLE.u8(2, "MPLS_IPTUNNEL_TTL");

  /** {@code LWTUNNEL_IP_*}. */
  public static final AttributeTable IP_TABLE = new AttributeTable("lwtunnel-ip", "LWTUNNEL_IP_");

  public static final Attribute<Long> IP_ID = IP_TABLE.add(1, "LWTUNNEL_IP_ID", Formats.BE64);
  public static final Attribute<InetAddress> IP_DESTINATION = IP_TABLE.ip(2, "LWTUNNEL_IP_DST");
  public static final Attribute<InetAddress> IP_SOURCE = IP_TABLE.ip(3, "LWTUNNEL_IP_SRC");
  public static final Attribute<Integer> IP_TTL = IP_TABLE.u8(4, "LWTUNNEL_IP_TTL");
  public static final Attribute<Integer> IP_TOS = IP_TABLE.u8(5, "LWTUNNEL_IP_TOS");
  public static final Attribute<Integer> IP_FLAGS = IP_TABLE.be16(6, "LWTUNNEL_IP_FLAGS");

  public static final Attribute<Bytes> IP_PAD = IP_TABLE.bytes(7, "LWTUNNEL_IP_PAD");
  public static final Attribute<Attributes> IP_OPTIONS =
      IP_TABLE.nest(8, "LWTUNNEL_IP_OPTS", () -> Encapsulation.OPTIONS_TABLE);

  /** Options of the tunnel's header, as {@code LWTUNNEL_IP_OPTS_*}. */
  public static final AttributeTable OPTIONS_TABLE =
      new AttributeTable("lwtunnel-ip-opts", "LWTUNNEL_IP_OPTS_");

  public static final Attribute<Attributes> GENEVE =
      OPTIONS_TABLE.nest(1, "LWTUNNEL_IP_OPTS_GENEVE", () -> Encapsulation.GENEVE_TABLE);
  public static final Attribute<Attributes> VXLAN =
      OPTIONS_TABLE.nest(2, "LWTUNNEL_IP_OPTS_VXLAN", () -> Encapsulation.VXLAN_TABLE);
  public static final Attribute<Attributes> ERSPAN =
      OPTIONS_TABLE.nest(3, "LWTUNNEL_IP_OPTS_ERSPAN", () -> Encapsulation.ERSPAN_TABLE);

  public static final AttributeTable GENEVE_TABLE =
      new AttributeTable("lwtunnel-ip-opt-geneve", "LWTUNNEL_IP_OPT_GENEVE_");
  public static final Attribute<Integer> GENEVE_CLASS =
      GENEVE_TABLE.be16(1, "LWTUNNEL_IP_OPT_GENEVE_CLASS");
  public static final Attribute<Integer> GENEVE_TYPE =
      GENEVE_TABLE.u8(2, "LWTUNNEL_IP_OPT_GENEVE_TYPE");
  public static final Attribute<Bytes> GENEVE_DATA =
      GENEVE_TABLE.bytes(3, "LWTUNNEL_IP_OPT_GENEVE_DATA");

  public static final AttributeTable VXLAN_TABLE =
      new AttributeTable("lwtunnel-ip-opt-vxlan", "LWTUNNEL_IP_OPT_VXLAN_");
  public static final Attribute<Integer> VXLAN_GBP =
      VXLAN_TABLE.u32(1, "LWTUNNEL_IP_OPT_VXLAN_GBP");

  public static final AttributeTable ERSPAN_TABLE =
      new AttributeTable("lwtunnel-ip-opt-erspan", "LWTUNNEL_IP_OPT_ERSPAN_");
  public static final Attribute<Integer> ERSPAN_VERSION =
      ERSPAN_TABLE.u8(1, "LWTUNNEL_IP_OPT_ERSPAN_VER");
  public static final Attribute<Integer> ERSPAN_INDEX =
      ERSPAN_TABLE.be32(2, "LWTUNNEL_IP_OPT_ERSPAN_INDEX");
  public static final Attribute<Integer> ERSPAN_DIRECTION =
      ERSPAN_TABLE.u8(3, "LWTUNNEL_IP_OPT_ERSPAN_DIR");
  public static final Attribute<Integer> ERSPAN_HARDWARE =
      ERSPAN_TABLE.u8(4, "LWTUNNEL_IP_OPT_ERSPAN_HWID");

  /** {@code LWTUNNEL_IP6_*}. */
  public static final AttributeTable IP6_TABLE =
      new AttributeTable("lwtunnel-ip6", "LWTUNNEL_IP6_");

  public static final Attribute<Long> IP6_ID = IP6_TABLE.add(1, "LWTUNNEL_IP6_ID", Formats.BE64);
  public static final Attribute<InetAddress> IP6_DESTINATION = IP6_TABLE.ip(2, "LWTUNNEL_IP6_DST");
  public static final Attribute<InetAddress> IP6_SOURCE = IP6_TABLE.ip(3, "LWTUNNEL_IP6_SRC");
  public static final Attribute<Integer> IP6_HOP_LIMIT = IP6_TABLE.u8(4, "LWTUNNEL_IP6_HOPLIMIT");
  public static final Attribute<Integer> IP6_TRAFFIC_CLASS = IP6_TABLE.u8(5, "LWTUNNEL_IP6_TC");
  public static final Attribute<Integer> IP6_FLAGS = IP6_TABLE.be16(6, "LWTUNNEL_IP6_FLAGS");

  public static final Attribute<Bytes> IP6_PAD = IP6_TABLE.bytes(7, "LWTUNNEL_IP6_PAD");
  public static final Attribute<Attributes> IP6_OPTIONS =
      IP6_TABLE.nest(8, "LWTUNNEL_IP6_OPTS", () -> Encapsulation.OPTIONS_TABLE);

  /** {@code LWT_BPF_*}: programs for packets that come in, go out, and are sent. */
  public static final AttributeTable BPF_TABLE = new AttributeTable("lwt-bpf", "LWT_BPF_");

  public static final Attribute<Attributes> BPF_IN =
      BPF_TABLE.nest(1, "LWT_BPF_IN", () -> Encapsulation.BPF_PROGRAM_TABLE);
  public static final Attribute<Attributes> BPF_OUT =
      BPF_TABLE.nest(2, "LWT_BPF_OUT", () -> Encapsulation.BPF_PROGRAM_TABLE);
  public static final Attribute<Attributes> BPF_XMIT =
      BPF_TABLE.nest(3, "LWT_BPF_XMIT", () -> Encapsulation.BPF_PROGRAM_TABLE);
  public static final Attribute<Integer> BPF_XMIT_HEADROOM =
      BPF_TABLE.u32(4, "LWT_BPF_XMIT_HEADROOM");

  public static final AttributeTable BPF_PROGRAM_TABLE =
      new AttributeTable("lwt-bpf-prog", "LWT_BPF_PROG_");
  public static final Attribute<Integer> BPF_PROGRAM_FD =
      BPF_PROGRAM_TABLE.u32(1, "LWT_BPF_PROG_FD");
  public static final Attribute<String> BPF_PROGRAM_NAME =
      BPF_PROGRAM_TABLE.text(2, "LWT_BPF_PROG_NAME");

  /** {@code ILA_ATTR_*}: identifier-locator addressing. */
  public static final AttributeTable ILA_TABLE = new AttributeTable("ila", "ILA_ATTR_");

  public static final Attribute<Long> ILA_LOCATOR = ILA_TABLE.u64(1, "ILA_ATTR_LOCATOR");
  public static final Attribute<Long> ILA_IDENTIFIER = ILA_TABLE.u64(2, "ILA_ATTR_IDENTIFIER");
  public static final Attribute<Long> ILA_LOCATOR_MATCH =
      ILA_TABLE.u64(3, "ILA_ATTR_LOCATOR_MATCH");
  public static final Attribute<Integer> ILA_IFINDEX = ILA_TABLE.s32(4, "ILA_ATTR_IFINDEX");
  public static final Attribute<Integer> ILA_DIRECTION = ILA_TABLE.u32(5, "ILA_ATTR_DIR");
  public static final Attribute<Bytes> ILA_PAD = ILA_TABLE.bytes(6, "ILA_ATTR_PAD");
  public static final Attribute<Integer> ILA_CSUM_MODE = ILA_TABLE.u8(7, "ILA_ATTR_CSUM_MODE");
  public static final Attribute<Integer> ILA_IDENT_TYPE = ILA_TABLE.u8(8, "ILA_ATTR_IDENT_TYPE");
  public static final Attribute<Integer> ILA_HOOK_TYPE = ILA_TABLE.u8(9, "ILA_ATTR_HOOK_TYPE");

  /** {@code RPL_IPTUNNEL_*}: source routes of RFC 6554. */
  public static final AttributeTable RPL_TABLE =
      new AttributeTable("rpl-iptunnel", "RPL_IPTUNNEL_");

  public static final Attribute<Bytes> RPL_SRH = RPL_TABLE.bytes(1, "RPL_IPTUNNEL_SRH");

  /** {@code IOAM6_IPTUNNEL_*}: traces in packets, RFC 9197. */
  public static final AttributeTable IOAM6_TABLE =
      new AttributeTable("ioam6-iptunnel", "IOAM6_IPTUNNEL_");

  public static final Attribute<Integer> IOAM6_MODE = IOAM6_TABLE.u8(1, "IOAM6_IPTUNNEL_MODE");
  public static final Attribute<InetAddress> IOAM6_DESTINATION =
      IOAM6_TABLE.ip(2, "IOAM6_IPTUNNEL_DST");
  public static final Attribute<Bytes> IOAM6_TRACE = IOAM6_TABLE.bytes(3, "IOAM6_IPTUNNEL_TRACE");
  public static final Attribute<Integer> IOAM6_FREQUENCY_K =
      IOAM6_TABLE.u32(4, "IOAM6_IPTUNNEL_FREQ_K");
  public static final Attribute<Integer> IOAM6_FREQUENCY_N =
      IOAM6_TABLE.u32(5, "IOAM6_IPTUNNEL_FREQ_N");
  public static final Attribute<InetAddress> IOAM6_SOURCE = IOAM6_TABLE.ip(6, "IOAM6_IPTUNNEL_SRC");

  /** {@code LWT_XFRM_*}: the interface of IPsec policies. */
  public static final AttributeTable XFRM_TABLE = new AttributeTable("lwt-xfrm", "LWT_XFRM_");

  public static final Attribute<Integer> XFRM_IF_ID = XFRM_TABLE.u32(1, "LWT_XFRM_IF_ID");
  public static final Attribute<Integer> XFRM_LINK = XFRM_TABLE.u32(2, "LWT_XFRM_LINK");

  private Encapsulation() {}

  /** What a packet is put into depends on the type that {@code type} holds beside it. */
  static Format<Attributes> format(Attribute<Integer> type) {
    return Formats.nestBy(
        siblings ->
            switch (siblings.get(type, 0)) {
              case LWTUNNEL_ENCAP_MPLS -> MPLS_TABLE;
              case LWTUNNEL_ENCAP_IP -> IP_TABLE;
              case LWTUNNEL_ENCAP_IP6 -> IP6_TABLE;
              case LWTUNNEL_ENCAP_ILA -> ILA_TABLE;
              case LWTUNNEL_ENCAP_SEG6 -> SegmentRouting.TABLE;
              case LWTUNNEL_ENCAP_BPF -> BPF_TABLE;
              case LWTUNNEL_ENCAP_SEG6_LOCAL -> SegmentRouting.LOCAL_TABLE;
              case LWTUNNEL_ENCAP_RPL -> RPL_TABLE;
              case LWTUNNEL_ENCAP_IOAM6 -> IOAM6_TABLE;
              case LWTUNNEL_ENCAP_XFRM -> XFRM_TABLE;
              default -> AttributeSet.UNKNOWN;
            });
  }
}
