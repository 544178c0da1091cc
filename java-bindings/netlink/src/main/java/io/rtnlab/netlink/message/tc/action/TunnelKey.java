// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.action;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.tc.ActionKind;
import io.rtnlab.netlink.message.tc.Times;
import java.net.InetAddress;

/** Sets the tunnel that a packet goes into ({@code TCA_TUNNEL_KEY_*}). */
public record TunnelKey(Attributes attributes) implements ActionKind, NestKind<TunnelKey> {
  public static final String KIND = "tunnel_key";

  public static final AttributeTable TABLE =
      new AttributeTable("act-tunnel-key-attrs", "TCA_TUNNEL_KEY_");

  public static final Attribute<Times> TM = TABLE.struct(1, "TCA_TUNNEL_KEY_TM", Times.class);
  public static final Attribute<Parameters> PARMS =
      TABLE.struct(2, "TCA_TUNNEL_KEY_PARMS", Parameters.class);
  public static final Attribute<InetAddress> ENC_IPV4_SRC =
      TABLE.ip(3, "TCA_TUNNEL_KEY_ENC_IPV4_SRC");
  public static final Attribute<InetAddress> ENC_IPV4_DST =
      TABLE.ip(4, "TCA_TUNNEL_KEY_ENC_IPV4_DST");
  public static final Attribute<InetAddress> ENC_IPV6_SRC =
      TABLE.ip(5, "TCA_TUNNEL_KEY_ENC_IPV6_SRC");
  public static final Attribute<InetAddress> ENC_IPV6_DST =
      TABLE.ip(6, "TCA_TUNNEL_KEY_ENC_IPV6_DST");
  public static final Attribute<Integer> ENC_KEY_ID = TABLE.be32(7, "TCA_TUNNEL_KEY_ENC_KEY_ID");
  public static final Attribute<Bytes> PAD = TABLE.bytes(8, "TCA_TUNNEL_KEY_PAD");
  public static final Attribute<Integer> ENC_DST_PORT =
      TABLE.be16(9, "TCA_TUNNEL_KEY_ENC_DST_PORT");
  public static final Attribute<Integer> NO_CSUM = TABLE.u8(10, "TCA_TUNNEL_KEY_NO_CSUM");
  public static final Attribute<Attributes> ENC_OPTS =
      TABLE.nest(11, "TCA_TUNNEL_KEY_ENC_OPTS", () -> TunnelKey.OPTIONS_TABLE);
  public static final Attribute<Integer> ENC_TOS = TABLE.u8(12, "TCA_TUNNEL_KEY_ENC_TOS");
  public static final Attribute<Integer> ENC_TTL = TABLE.u8(13, "TCA_TUNNEL_KEY_ENC_TTL");
  public static final Attribute<Boolean> NO_FRAG = TABLE.flag(14, "TCA_TUNNEL_KEY_NO_FRAG");

  public static final AttributeTable OPTIONS_TABLE =
      new AttributeTable("tunnel-key-enc-opts", "TCA_TUNNEL_KEY_ENC_OPTS_");
  public static final Attribute<Attributes> GENEVE =
      OPTIONS_TABLE.nest(1, "TCA_TUNNEL_KEY_ENC_OPTS_GENEVE", () -> TunnelKey.GENEVE_TABLE);
  public static final Attribute<Attributes> VXLAN =
      OPTIONS_TABLE.nest(2, "TCA_TUNNEL_KEY_ENC_OPTS_VXLAN", () -> TunnelKey.VXLAN_TABLE);
  public static final Attribute<Attributes> ERSPAN =
      OPTIONS_TABLE.nest(3, "TCA_TUNNEL_KEY_ENC_OPTS_ERSPAN", () -> TunnelKey.ERSPAN_TABLE);

  public static final AttributeTable GENEVE_TABLE =
      new AttributeTable("tunnel-key-enc-opt-geneve", "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_");
  public static final Attribute<Integer> GENEVE_CLASS =
      GENEVE_TABLE.be16(1, "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_CLASS");
  public static final Attribute<Integer> GENEVE_TYPE =
      GENEVE_TABLE.u8(2, "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_TYPE");
  public static final Attribute<Bytes> GENEVE_DATA =
      GENEVE_TABLE.bytes(3, "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_DATA");

  public static final AttributeTable VXLAN_TABLE =
      new AttributeTable("tunnel-key-enc-opt-vxlan", "TCA_TUNNEL_KEY_ENC_OPT_VXLAN_");
  public static final Attribute<Integer> VXLAN_GBP =
      VXLAN_TABLE.u32(1, "TCA_TUNNEL_KEY_ENC_OPT_VXLAN_GBP");

  public static final AttributeTable ERSPAN_TABLE =
      new AttributeTable("tunnel-key-enc-opt-erspan", "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_");
  public static final Attribute<Integer> ERSPAN_VERSION =
      ERSPAN_TABLE.u8(1, "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_VER");
  public static final Attribute<Integer> ERSPAN_INDEX =
      ERSPAN_TABLE.be32(2, "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_INDEX");
  public static final Attribute<Integer> ERSPAN_DIRECTION =
      ERSPAN_TABLE.u8(3, "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_DIR");
  public static final Attribute<Integer> ERSPAN_HARDWARE =
      ERSPAN_TABLE.u8(4, "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_HWID");

  /** How it lies in its attribute. */
  public static final Format<TunnelKey> FORMAT = NestKind.format(TABLE, TunnelKey::new);

  /** {@code struct tc_tunnel_key}. */
  public record Parameters(
      @U32 long index,
      @U32 long capab,
      @S32 int action,
      @S32 int refcnt,
      @S32 int bindcnt,
      @S32 int tAction) {}

  /** With the kernel's defaults. */
  public static TunnelKey plain() {
    return new TunnelKey(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public TunnelKey with(Attributes attributes) {
    return new TunnelKey(attributes);
  }
}
