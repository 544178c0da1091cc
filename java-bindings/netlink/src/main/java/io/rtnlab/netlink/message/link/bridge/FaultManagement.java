// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.bridge;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.LinkAddress;

/**
 * Connectivity Fault Management ({@code IFLA_BRIDGE_CFM_*}, IEEE 802.1Q,
 * net/bridge/br_cfm_netlink.c).
 */
public final class FaultManagement {
  public static final AttributeTable TABLE = new AttributeTable("bridge-cfm", "IFLA_BRIDGE_CFM_");

  public static final Attribute<Attributes> MEP_CREATE =
      TABLE.nest(1, "IFLA_BRIDGE_CFM_MEP_CREATE", () -> FaultManagement.MEP_CREATE_TABLE);
  public static final Attribute<Attributes> MEP_DELETE =
      TABLE.nest(2, "IFLA_BRIDGE_CFM_MEP_DELETE", () -> FaultManagement.MEP_DELETE_TABLE);
  public static final Attribute<Attributes> MEP_CONFIG =
      TABLE.nest(3, "IFLA_BRIDGE_CFM_MEP_CONFIG", () -> FaultManagement.MEP_CONFIG_TABLE);
  public static final Attribute<Attributes> CC_CONFIG =
      TABLE.nest(4, "IFLA_BRIDGE_CFM_CC_CONFIG", () -> FaultManagement.CC_CONFIG_TABLE);
  public static final Attribute<Attributes> CC_PEER_MEP_ADD =
      TABLE.nest(5, "IFLA_BRIDGE_CFM_CC_PEER_MEP_ADD", () -> FaultManagement.CC_PEER_TABLE);
  public static final Attribute<Attributes> CC_PEER_MEP_REMOVE =
      TABLE.nest(6, "IFLA_BRIDGE_CFM_CC_PEER_MEP_REMOVE", () -> FaultManagement.CC_PEER_TABLE);
  public static final Attribute<Attributes> CC_RDI =
      TABLE.nest(7, "IFLA_BRIDGE_CFM_CC_RDI", () -> FaultManagement.CC_RDI_TABLE);
  public static final Attribute<Attributes> CC_CCM_TX =
      TABLE.nest(8, "IFLA_BRIDGE_CFM_CC_CCM_TX", () -> FaultManagement.CC_CCM_TX_TABLE);
  public static final Attribute<Attributes> MEP_CREATE_INFO =
      TABLE.nest(9, "IFLA_BRIDGE_CFM_MEP_CREATE_INFO", () -> FaultManagement.MEP_CREATE_TABLE);
  public static final Attribute<Attributes> MEP_CONFIG_INFO =
      TABLE.nest(10, "IFLA_BRIDGE_CFM_MEP_CONFIG_INFO", () -> FaultManagement.MEP_CONFIG_TABLE);
  public static final Attribute<Attributes> CC_CONFIG_INFO =
      TABLE.nest(11, "IFLA_BRIDGE_CFM_CC_CONFIG_INFO", () -> FaultManagement.CC_CONFIG_TABLE);
  public static final Attribute<Attributes> CC_RDI_INFO =
      TABLE.nest(12, "IFLA_BRIDGE_CFM_CC_RDI_INFO", () -> FaultManagement.CC_RDI_TABLE);
  public static final Attribute<Attributes> CC_CCM_TX_INFO =
      TABLE.nest(13, "IFLA_BRIDGE_CFM_CC_CCM_TX_INFO", () -> FaultManagement.CC_CCM_TX_TABLE);
  public static final Attribute<Attributes> CC_PEER_MEP_INFO =
      TABLE.nest(14, "IFLA_BRIDGE_CFM_CC_PEER_MEP_INFO", () -> FaultManagement.CC_PEER_TABLE);
  public static final Attribute<Attributes> MEP_STATUS_INFO =
      TABLE.nest(15, "IFLA_BRIDGE_CFM_MEP_STATUS_INFO", () -> FaultManagement.MEP_STATUS_TABLE);
  public static final Attribute<Attributes> CC_PEER_STATUS_INFO =
      TABLE.nest(
          16, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_INFO", () -> FaultManagement.CC_PEER_STATUS_TABLE);

  /** A maintenance end point. */
  public static final AttributeTable MEP_CREATE_TABLE =
      new AttributeTable("bridge-cfm-mep-create", "IFLA_BRIDGE_CFM_MEP_CREATE_");

  public static final Attribute<Integer> CREATE_INSTANCE =
      MEP_CREATE_TABLE.u32(1, "IFLA_BRIDGE_CFM_MEP_CREATE_INSTANCE");
  public static final Attribute<Integer> CREATE_DOMAIN =
      MEP_CREATE_TABLE.u32(2, "IFLA_BRIDGE_CFM_MEP_CREATE_DOMAIN");
  public static final Attribute<Integer> CREATE_DIRECTION =
      MEP_CREATE_TABLE.u32(3, "IFLA_BRIDGE_CFM_MEP_CREATE_DIRECTION");
  public static final Attribute<Integer> CREATE_IFINDEX =
      MEP_CREATE_TABLE.u32(4, "IFLA_BRIDGE_CFM_MEP_CREATE_IFINDEX");

  public static final AttributeTable MEP_DELETE_TABLE =
      new AttributeTable("bridge-cfm-mep-delete", "IFLA_BRIDGE_CFM_MEP_DELETE_");

  public static final Attribute<Integer> DELETE_INSTANCE =
      MEP_DELETE_TABLE.u32(1, "IFLA_BRIDGE_CFM_MEP_DELETE_INSTANCE");

  public static final AttributeTable MEP_CONFIG_TABLE =
      new AttributeTable("bridge-cfm-mep-config", "IFLA_BRIDGE_CFM_MEP_CONFIG_");

  public static final Attribute<Integer> CONFIG_INSTANCE =
      MEP_CONFIG_TABLE.u32(1, "IFLA_BRIDGE_CFM_MEP_CONFIG_INSTANCE");
  public static final Attribute<LinkAddress> CONFIG_UNICAST_MAC =
      MEP_CONFIG_TABLE.linkAddress(2, "IFLA_BRIDGE_CFM_MEP_CONFIG_UNICAST_MAC");
  public static final Attribute<Integer> CONFIG_MDLEVEL =
      MEP_CONFIG_TABLE.u32(3, "IFLA_BRIDGE_CFM_MEP_CONFIG_MDLEVEL");
  public static final Attribute<Integer> CONFIG_MEPID =
      MEP_CONFIG_TABLE.u32(4, "IFLA_BRIDGE_CFM_MEP_CONFIG_MEPID");

  /** Continuity checks. */
  public static final AttributeTable CC_CONFIG_TABLE =
      new AttributeTable("bridge-cfm-cc-config", "IFLA_BRIDGE_CFM_CC_CONFIG_");

  public static final Attribute<Integer> CC_INSTANCE =
      CC_CONFIG_TABLE.u32(1, "IFLA_BRIDGE_CFM_CC_CONFIG_INSTANCE");
  public static final Attribute<Integer> CC_ENABLE =
      CC_CONFIG_TABLE.u32(2, "IFLA_BRIDGE_CFM_CC_CONFIG_ENABLE");
  public static final Attribute<Integer> CC_EXP_INTERVAL =
      CC_CONFIG_TABLE.u32(3, "IFLA_BRIDGE_CFM_CC_CONFIG_EXP_INTERVAL");
  public static final Attribute<Bytes> CC_EXP_MAID =
      CC_CONFIG_TABLE.bytes(4, "IFLA_BRIDGE_CFM_CC_CONFIG_EXP_MAID");

  public static final AttributeTable CC_PEER_TABLE =
      new AttributeTable("bridge-cfm-cc-peer", "IFLA_BRIDGE_CFM_CC_PEER_MEP_");

  public static final Attribute<Integer> PEER_INSTANCE =
      CC_PEER_TABLE.u32(1, "IFLA_BRIDGE_CFM_CC_PEER_MEP_INSTANCE");
  public static final Attribute<Integer> PEER_MEPID =
      CC_PEER_TABLE.u32(2, "IFLA_BRIDGE_CFM_CC_PEER_MEPID");

  public static final AttributeTable CC_RDI_TABLE =
      new AttributeTable("bridge-cfm-cc-rdi", "IFLA_BRIDGE_CFM_CC_RDI_");

  public static final Attribute<Integer> RDI_INSTANCE =
      CC_RDI_TABLE.u32(1, "IFLA_BRIDGE_CFM_CC_RDI_INSTANCE");
  public static final Attribute<Integer> RDI_RDI =
      CC_RDI_TABLE.u32(2, "IFLA_BRIDGE_CFM_CC_RDI_RDI");

  /** Continuity checks that are sent. */
  public static final AttributeTable CC_CCM_TX_TABLE =
      new AttributeTable("bridge-cfm-cc-ccm-tx", "IFLA_BRIDGE_CFM_CC_CCM_TX_");

  public static final Attribute<Integer> TX_INSTANCE =
      CC_CCM_TX_TABLE.u32(1, "IFLA_BRIDGE_CFM_CC_CCM_TX_INSTANCE");
  public static final Attribute<LinkAddress> TX_DMAC =
      CC_CCM_TX_TABLE.linkAddress(2, "IFLA_BRIDGE_CFM_CC_CCM_TX_DMAC");
  public static final Attribute<Integer> TX_SEQ_NO_UPDATE =
      CC_CCM_TX_TABLE.u32(3, "IFLA_BRIDGE_CFM_CC_CCM_TX_SEQ_NO_UPDATE");
  public static final Attribute<Integer> TX_PERIOD =
      CC_CCM_TX_TABLE.u32(4, "IFLA_BRIDGE_CFM_CC_CCM_TX_PERIOD");
  public static final Attribute<Integer> TX_IF_TLV =
      CC_CCM_TX_TABLE.u32(5, "IFLA_BRIDGE_CFM_CC_CCM_TX_IF_TLV");
  public static final Attribute<Integer> TX_IF_TLV_VALUE =
      CC_CCM_TX_TABLE.u8(6, "IFLA_BRIDGE_CFM_CC_CCM_TX_IF_TLV_VALUE");
  public static final Attribute<Integer> TX_PORT_TLV =
      CC_CCM_TX_TABLE.u32(7, "IFLA_BRIDGE_CFM_CC_CCM_TX_PORT_TLV");
  public static final Attribute<Integer> TX_PORT_TLV_VALUE =
      CC_CCM_TX_TABLE.u8(8, "IFLA_BRIDGE_CFM_CC_CCM_TX_PORT_TLV_VALUE");

  public static final AttributeTable MEP_STATUS_TABLE =
      new AttributeTable("bridge-cfm-mep-status", "IFLA_BRIDGE_CFM_MEP_STATUS_");

  public static final Attribute<Integer> STATUS_INSTANCE =
      MEP_STATUS_TABLE.u32(1, "IFLA_BRIDGE_CFM_MEP_STATUS_INSTANCE");
  public static final Attribute<Integer> STATUS_OPCODE_UNEXP_SEEN =
      MEP_STATUS_TABLE.u32(2, "IFLA_BRIDGE_CFM_MEP_STATUS_OPCODE_UNEXP_SEEN");
  public static final Attribute<Integer> STATUS_VERSION_UNEXP_SEEN =
      MEP_STATUS_TABLE.u32(3, "IFLA_BRIDGE_CFM_MEP_STATUS_VERSION_UNEXP_SEEN");
  public static final Attribute<Integer> STATUS_RX_LEVEL_LOW_SEEN =
      MEP_STATUS_TABLE.u32(4, "IFLA_BRIDGE_CFM_MEP_STATUS_RX_LEVEL_LOW_SEEN");

  public static final AttributeTable CC_PEER_STATUS_TABLE =
      new AttributeTable("bridge-cfm-cc-peer-status", "IFLA_BRIDGE_CFM_CC_PEER_STATUS_");

  public static final Attribute<Integer> PEER_STATUS_INSTANCE =
      CC_PEER_STATUS_TABLE.u32(1, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_INSTANCE");
  public static final Attribute<Integer> PEER_STATUS_PEER_MEPID =
      CC_PEER_STATUS_TABLE.u32(2, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_PEER_MEPID");
  public static final Attribute<Integer> PEER_STATUS_CCM_DEFECT =
      CC_PEER_STATUS_TABLE.u32(3, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_CCM_DEFECT");
  public static final Attribute<Integer> PEER_STATUS_RDI =
      CC_PEER_STATUS_TABLE.u32(4, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_RDI");
  public static final Attribute<Integer> PEER_STATUS_PORT_TLV_VALUE =
      CC_PEER_STATUS_TABLE.u8(5, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_PORT_TLV_VALUE");
  public static final Attribute<Integer> PEER_STATUS_IF_TLV_VALUE =
      CC_PEER_STATUS_TABLE.u8(6, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_IF_TLV_VALUE");
  public static final Attribute<Integer> PEER_STATUS_SEEN =
      CC_PEER_STATUS_TABLE.u32(7, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEEN");
  public static final Attribute<Integer> PEER_STATUS_TLV_SEEN =
      CC_PEER_STATUS_TABLE.u32(8, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_TLV_SEEN");
  public static final Attribute<Integer> PEER_STATUS_SEQ_UNEXP_SEEN =
      CC_PEER_STATUS_TABLE.u32(9, "IFLA_BRIDGE_CFM_CC_PEER_STATUS_SEQ_UNEXP_SEEN");

  private FaultManagement() {}
}
