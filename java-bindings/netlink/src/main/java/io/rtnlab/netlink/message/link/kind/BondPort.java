// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.PortKind;

/** A link that is part of a {@link Bond} ({@code IFLA_BOND_SLAVE_*}). */
public record BondPort(Attributes attributes) implements PortKind, NestKind<BondPort> {
  public static final String KIND = "bond";

  public static final AttributeTable TABLE =
      new AttributeTable("bond-slave-attrs", "IFLA_BOND_SLAVE_");
  public static final Attribute<Integer> STATE = TABLE.u8(1, "IFLA_BOND_SLAVE_STATE");
  public static final Attribute<Integer> MII_STATUS = TABLE.u8(2, "IFLA_BOND_SLAVE_MII_STATUS");
  public static final Attribute<Integer> LINK_FAILURE_COUNT =
      TABLE.u32(3, "IFLA_BOND_SLAVE_LINK_FAILURE_COUNT");
  public static final Attribute<LinkAddress> PERM_HWADDR =
      TABLE.linkAddress(4, "IFLA_BOND_SLAVE_PERM_HWADDR");
  public static final Attribute<Integer> QUEUE_ID = TABLE.u16(5, "IFLA_BOND_SLAVE_QUEUE_ID");
  public static final Attribute<Integer> AD_AGGREGATOR_ID =
      TABLE.u16(6, "IFLA_BOND_SLAVE_AD_AGGREGATOR_ID");
  public static final Attribute<Integer> AD_ACTOR_OPER_PORT_STATE =
      TABLE.u8(7, "IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE");
  public static final Attribute<Integer> AD_PARTNER_OPER_PORT_STATE =
      TABLE.u16(8, "IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE");
  public static final Attribute<Integer> PRIO = TABLE.s32(9, "IFLA_BOND_SLAVE_PRIO");
  public static final Attribute<Integer> ACTOR_PORT_PRIO =
      TABLE.u16(10, "IFLA_BOND_SLAVE_ACTOR_PORT_PRIO");
  public static final Attribute<Integer> AD_CHURN_ACTOR_STATE =
      TABLE.u8(11, "IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE");
  public static final Attribute<Integer> AD_CHURN_PARTNER_STATE =
      TABLE.u8(12, "IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE");

  public static final Format<BondPort> FORMAT = NestKind.format(TABLE, BondPort::new);

  /** Which transmit queue of the bond it serves. */
  public static BondPort queue(int queueId) {
    return new BondPort(TABLE.empty()).with(QUEUE_ID, queueId);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public BondPort with(Attributes attributes) {
    return new BondPort(attributes);
  }
}
