// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.link.LinkKind;

/**
 * A link that carries one VLAN of the link below ({@code IFLA_VLAN_*}, IEEE 802.1Q and 802.1ad).
 */
public record Vlan(Attributes attributes) implements LinkKind, NestKind<Vlan> {
  public static final String KIND = "vlan";

  public static final AttributeTable TABLE =
      new AttributeTable("linkinfo-vlan-attrs", "IFLA_VLAN_");
  public static final Attribute<Integer> ID = TABLE.u16(1, "IFLA_VLAN_ID");
  public static final Attribute<Flags> FLAGS = TABLE.struct(2, "IFLA_VLAN_FLAGS", Flags.class);
  public static final Attribute<Attributes> EGRESS_QOS =
      TABLE.nest(3, "IFLA_VLAN_EGRESS_QOS", () -> Vlan.QOS_TABLE);
  public static final Attribute<Attributes> INGRESS_QOS =
      TABLE.nest(4, "IFLA_VLAN_INGRESS_QOS", () -> Vlan.QOS_TABLE);
  public static final Attribute<Integer> PROTOCOL = TABLE.be16(5, "IFLA_VLAN_PROTOCOL");

  public static final AttributeTable QOS_TABLE =
      new AttributeTable("ifla-vlan-qos", "IFLA_VLAN_QOS_");
  public static final Attribute<Mapping> MAPPING =
      QOS_TABLE.struct(1, "IFLA_VLAN_QOS_MAPPING", Mapping.class);

  public static final Format<Vlan> FORMAT = NestKind.format(TABLE, Vlan::new);

  public static final int ETH_P_8021Q = 0x8100;
  public static final int ETH_P_8021AD = 0x88A8;

  /**
   * {@code struct ifla_vlan_flags}, {@code VLAN_FLAG_*} as bits.
   *
   * @param mask which of them are meant
   */
  public record Flags(@U32 int flags, @U32 int mask) {}

  /** {@code struct ifla_vlan_qos_mapping}: a priority of the kernel's, and one of the frame's. */
  public record Mapping(@U32 int from, @U32 int to) {}

  /** VLAN 1 to 4094. */
  public static Vlan id(int id) {
    return new Vlan(TABLE.empty()).with(ID, id);
  }

  /** {@link #ETH_P_8021Q} or {@link #ETH_P_8021AD}. */
  public Vlan protocol(int etherType) {
    return with(PROTOCOL, etherType);
  }

  public int id() {
    return get(ID, 0);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Vlan with(Attributes attributes) {
    return new Vlan(attributes);
  }
}
