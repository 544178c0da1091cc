package io.rtnlab.netlink.message.route;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import java.net.InetAddress;

/**
 * What is put around a packet on a route ({@code RTA_ENCAP}, include/uapi/linux/lwtunnel.h). Known
 * here are MPLS, IP and IPv6; of the others the attributes are kept as they came.
 */
public final class Encapsulation {
  public static final int LWTUNNEL_ENCAP_MPLS = 1;
  public static final int LWTUNNEL_ENCAP_IP = 2;
  public static final int LWTUNNEL_ENCAP_IP6 = 4;
  public static final int LWTUNNEL_ENCAP_SEG6 = 5;
  public static final int LWTUNNEL_ENCAP_BPF = 6;

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

  /** {@code LWTUNNEL_IP6_*}. */
  public static final AttributeTable IP6_TABLE =
      new AttributeTable("lwtunnel-ip6", "LWTUNNEL_IP6_");

  public static final Attribute<Long> IP6_ID = IP6_TABLE.add(1, "LWTUNNEL_IP6_ID", Formats.BE64);
  public static final Attribute<InetAddress> IP6_DESTINATION = IP6_TABLE.ip(2, "LWTUNNEL_IP6_DST");
  public static final Attribute<InetAddress> IP6_SOURCE = IP6_TABLE.ip(3, "LWTUNNEL_IP6_SRC");
  public static final Attribute<Integer> IP6_HOP_LIMIT = IP6_TABLE.u8(4, "LWTUNNEL_IP6_HOPLIMIT");
  public static final Attribute<Integer> IP6_TRAFFIC_CLASS = IP6_TABLE.u8(5, "LWTUNNEL_IP6_TC");
  public static final Attribute<Integer> IP6_FLAGS = IP6_TABLE.be16(6, "LWTUNNEL_IP6_FLAGS");

  private Encapsulation() {}

  /** What a packet is put into depends on the type that {@code type} holds beside it. */
  static Format<Attributes> format(Attribute<Integer> type) {
    return Formats.nestBy(
        siblings ->
            switch (siblings.get(type, 0)) {
              case LWTUNNEL_ENCAP_MPLS -> MPLS_TABLE;
              case LWTUNNEL_ENCAP_IP -> IP_TABLE;
              case LWTUNNEL_ENCAP_IP6 -> IP6_TABLE;
              default -> AttributeTable.UNKNOWN;
            });
  }
}
