// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.classifier;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Formats;

/** What is inside a tunnel or label header that a {@link Flower} filter looks at. */
public final class FlowerOptions {
  public static final AttributeTable TABLE =
      new AttributeTable("flower-key-enc-opts-attrs", "TCA_FLOWER_KEY_ENC_OPTS_");
  public static final Attribute<Attributes> GENEVE =
      TABLE.nest(1, "TCA_FLOWER_KEY_ENC_OPTS_GENEVE", () -> FlowerOptions.GENEVE_TABLE);
  public static final Attribute<Attributes> VXLAN =
      TABLE.nest(2, "TCA_FLOWER_KEY_ENC_OPTS_VXLAN", () -> FlowerOptions.VXLAN_TABLE);
  public static final Attribute<Attributes> ERSPAN =
      TABLE.nest(3, "TCA_FLOWER_KEY_ENC_OPTS_ERSPAN", () -> FlowerOptions.ERSPAN_TABLE);
  public static final Attribute<Attributes> GTP =
      TABLE.nest(4, "TCA_FLOWER_KEY_ENC_OPTS_GTP", () -> FlowerOptions.GTP_TABLE);

  public static final Attribute<Attributes> PFCP =
      TABLE.nest(5, "TCA_FLOWER_KEY_ENC_OPTS_PFCP", () -> FlowerOptions.PFCP_TABLE);

  public static final AttributeTable PFCP_TABLE =
      new AttributeTable("flower-key-enc-opt-pfcp", "TCA_FLOWER_KEY_ENC_OPT_PFCP_");
  public static final Attribute<Integer> PFCP_TYPE =
      PFCP_TABLE.u8(1, "TCA_FLOWER_KEY_ENC_OPT_PFCP_TYPE");
  public static final Attribute<Long> PFCP_SEID =
      PFCP_TABLE.add(2, "TCA_FLOWER_KEY_ENC_OPT_PFCP_SEID", Formats.BE64);

  public static final AttributeTable GENEVE_TABLE =
      new AttributeTable("flower-key-enc-opt-geneve-attrs", "TCA_FLOWER_KEY_ENC_OPT_GENEVE_");
  public static final Attribute<Integer> GENEVE_CLASS =
      GENEVE_TABLE.be16(1, "TCA_FLOWER_KEY_ENC_OPT_GENEVE_CLASS");
  public static final Attribute<Integer> GENEVE_TYPE =
      GENEVE_TABLE.u8(2, "TCA_FLOWER_KEY_ENC_OPT_GENEVE_TYPE");
  public static final Attribute<Bytes> GENEVE_DATA =
      GENEVE_TABLE.bytes(3, "TCA_FLOWER_KEY_ENC_OPT_GENEVE_DATA");

  public static final AttributeTable VXLAN_TABLE =
      new AttributeTable("flower-key-enc-opt-vxlan-attrs", "TCA_FLOWER_KEY_ENC_OPT_VXLAN_");
  public static final Attribute<Integer> VXLAN_GBP =
      VXLAN_TABLE.u32(1, "TCA_FLOWER_KEY_ENC_OPT_VXLAN_GBP");

  public static final AttributeTable ERSPAN_TABLE =
      new AttributeTable("flower-key-enc-opt-erspan-attrs", "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_");
  public static final Attribute<Integer> ERSPAN_VER =
      ERSPAN_TABLE.u8(1, "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_VER");
  public static final Attribute<Integer> ERSPAN_INDEX =
      ERSPAN_TABLE.be32(2, "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_INDEX");
  public static final Attribute<Integer> ERSPAN_DIR =
      ERSPAN_TABLE.u8(3, "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_DIR");
  public static final Attribute<Integer> ERSPAN_HWID =
      ERSPAN_TABLE.u8(4, "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_HWID");

  public static final AttributeTable GTP_TABLE =
      new AttributeTable("flower-key-enc-opt-gtp-attrs", "TCA_FLOWER_KEY_ENC_OPT_GTP_");
  public static final Attribute<Integer> GTP_PDU_TYPE =
      GTP_TABLE.u8(1, "TCA_FLOWER_KEY_ENC_OPT_GTP_PDU_TYPE");
  public static final Attribute<Integer> GTP_QFI =
      GTP_TABLE.u8(2, "TCA_FLOWER_KEY_ENC_OPT_GTP_QFI");

  /** A nest for each label stack entry looked at ({@code mpls_opts_policy}, cls_flower.c). */
  public static final AttributeTable MPLS_OPTIONS_TABLE =
      new AttributeTable("flower-key-mpls-opts", "TCA_FLOWER_KEY_MPLS_OPTS_");

  public static final Attribute<Attributes> MPLS_LSE =
      MPLS_OPTIONS_TABLE.nest(1, "TCA_FLOWER_KEY_MPLS_OPTS_LSE", () -> FlowerOptions.MPLS_TABLE);

  /** What one label stack entry must be; depth 1 is the outermost. */
  public static final AttributeTable MPLS_TABLE =
      new AttributeTable("flower-key-mpls-opt-attrs", "TCA_FLOWER_KEY_MPLS_OPT_");

  public static final Attribute<Integer> MPLS_LSE_DEPTH =
      MPLS_TABLE.u8(1, "TCA_FLOWER_KEY_MPLS_OPT_LSE_DEPTH");
  public static final Attribute<Integer> MPLS_LSE_TTL =
      MPLS_TABLE.u8(2, "TCA_FLOWER_KEY_MPLS_OPT_LSE_TTL");
  public static final Attribute<Integer> MPLS_LSE_BOS =
      MPLS_TABLE.u8(3, "TCA_FLOWER_KEY_MPLS_OPT_LSE_BOS");
  public static final Attribute<Integer> MPLS_LSE_TC =
      MPLS_TABLE.u8(4, "TCA_FLOWER_KEY_MPLS_OPT_LSE_TC");
  public static final Attribute<Integer> MPLS_LSE_LABEL =
      MPLS_TABLE.u32(5, "TCA_FLOWER_KEY_MPLS_OPT_LSE_LABEL");

  public static final AttributeTable CFM_TABLE =
      new AttributeTable("flower-key-cfm-attrs", "TCA_FLOWER_KEY_CFM_");
  public static final Attribute<Integer> CFM_MD_LEVEL =
      CFM_TABLE.u8(1, "TCA_FLOWER_KEY_CFM_MD_LEVEL");
  public static final Attribute<Integer> CFM_OPCODE = CFM_TABLE.u8(2, "TCA_FLOWER_KEY_CFM_OPCODE");

  private FlowerOptions() {}
}
