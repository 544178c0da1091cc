// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.message.link.bridge.FaultManagement;
import io.rtnlab.netlink.message.link.bridge.MediaRedundancy;
import io.rtnlab.netlink.message.link.bridge.SpanningTrees;

/**
 * What a bridge reports of a port, or of itself, in a {@link Link} of family {@code AF_BRIDGE}
 * ({@code IFLA_BRIDGE_*} inside {@code IFLA_AF_SPEC}).
 */
public final class BridgeSpecific {
  public static final AttributeTable TABLE = new AttributeTable("bridge-af-spec", "IFLA_BRIDGE_");

  /** Whom a request is meant for: {@link #BRIDGE_FLAGS_MASTER}, {@link #BRIDGE_FLAGS_SELF}. */
  public static final Attribute<Integer> FLAGS = TABLE.u16(0, "IFLA_BRIDGE_FLAGS");

  public static final Attribute<Integer> MODE = TABLE.u16(1, "IFLA_BRIDGE_MODE");

  /** Once for each vlan, or for the first and the last of a range. */
  public static final Attribute<VlanInfo> VLAN_INFO =
      TABLE.struct(2, "IFLA_BRIDGE_VLAN_INFO", VlanInfo.class);

  public static final Attribute<Attributes> VLAN_TUNNEL_INFO =
      TABLE.nest(3, "IFLA_BRIDGE_VLAN_TUNNEL_INFO", () -> BridgeSpecific.TUNNEL_TABLE);
  public static final Attribute<Attributes> MRP =
      TABLE.nest(4, "IFLA_BRIDGE_MRP", () -> MediaRedundancy.TABLE);
  public static final Attribute<Attributes> CFM =
      TABLE.nest(5, "IFLA_BRIDGE_CFM", () -> FaultManagement.TABLE);
  public static final Attribute<Attributes> MST =
      TABLE.nest(6, "IFLA_BRIDGE_MST", () -> SpanningTrees.TABLE);

  public static final AttributeTable TUNNEL_TABLE =
      new AttributeTable("bridge-vlan-tunnel", "IFLA_BRIDGE_VLAN_TUNNEL_");
  public static final Attribute<Integer> TUNNEL_ID =
      TUNNEL_TABLE.u32(1, "IFLA_BRIDGE_VLAN_TUNNEL_ID");
  public static final Attribute<Integer> TUNNEL_VLAN =
      TUNNEL_TABLE.u16(2, "IFLA_BRIDGE_VLAN_TUNNEL_VID");
  public static final Attribute<Integer> TUNNEL_FLAGS =
      TUNNEL_TABLE.u16(3, "IFLA_BRIDGE_VLAN_TUNNEL_FLAGS");

  public static final int BRIDGE_FLAGS_MASTER = 1;
  public static final int BRIDGE_FLAGS_SELF = 2;

  public static final int BRIDGE_VLAN_INFO_MASTER = 1 << 0;
  public static final int BRIDGE_VLAN_INFO_PVID = 1 << 1;
  public static final int BRIDGE_VLAN_INFO_UNTAGGED = 1 << 2;
  public static final int BRIDGE_VLAN_INFO_RANGE_BEGIN = 1 << 3;
  public static final int BRIDGE_VLAN_INFO_RANGE_END = 1 << 4;

  private BridgeSpecific() {}

  /** {@code struct bridge_vlan_info}, {@code BRIDGE_VLAN_INFO_*} as flags. */
  public record VlanInfo(@U16 int flags, @U16 int vlan) {}
}
