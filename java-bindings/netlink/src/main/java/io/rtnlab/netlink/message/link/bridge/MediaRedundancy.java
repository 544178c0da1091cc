// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.bridge;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;

/**
 * Rings of the Media Redundancy Protocol ({@code IFLA_BRIDGE_MRP_*}, IEC 62439-2,
 * net/bridge/br_mrp_netlink.c).
 */
public final class MediaRedundancy {
  public static final AttributeTable TABLE = new AttributeTable("bridge-mrp", "IFLA_BRIDGE_MRP_");

  public static final Attribute<Attributes> INSTANCE =
      TABLE.nest(1, "IFLA_BRIDGE_MRP_INSTANCE", () -> MediaRedundancy.INSTANCE_TABLE);
  public static final Attribute<Attributes> PORT_STATE =
      TABLE.nest(2, "IFLA_BRIDGE_MRP_PORT_STATE", () -> MediaRedundancy.PORT_STATE_TABLE);
  public static final Attribute<Attributes> PORT_ROLE =
      TABLE.nest(3, "IFLA_BRIDGE_MRP_PORT_ROLE", () -> MediaRedundancy.PORT_ROLE_TABLE);
  public static final Attribute<Attributes> RING_STATE =
      TABLE.nest(4, "IFLA_BRIDGE_MRP_RING_STATE", () -> MediaRedundancy.RING_STATE_TABLE);
  public static final Attribute<Attributes> RING_ROLE =
      TABLE.nest(5, "IFLA_BRIDGE_MRP_RING_ROLE", () -> MediaRedundancy.RING_ROLE_TABLE);
  public static final Attribute<Attributes> START_TEST =
      TABLE.nest(6, "IFLA_BRIDGE_MRP_START_TEST", () -> MediaRedundancy.START_TEST_TABLE);
  public static final Attribute<Attributes> INFO =
      TABLE.nest(7, "IFLA_BRIDGE_MRP_INFO", () -> MediaRedundancy.INFO_TABLE);
  public static final Attribute<Attributes> IN_ROLE =
      TABLE.nest(8, "IFLA_BRIDGE_MRP_IN_ROLE", () -> MediaRedundancy.IN_ROLE_TABLE);
  public static final Attribute<Attributes> IN_STATE =
      TABLE.nest(9, "IFLA_BRIDGE_MRP_IN_STATE", () -> MediaRedundancy.IN_STATE_TABLE);
  public static final Attribute<Attributes> START_IN_TEST =
      TABLE.nest(10, "IFLA_BRIDGE_MRP_START_IN_TEST", () -> MediaRedundancy.START_IN_TEST_TABLE);

  /** A ring, and its two ports. */
  public static final AttributeTable INSTANCE_TABLE =
      new AttributeTable("bridge-mrp-instance", "IFLA_BRIDGE_MRP_INSTANCE_");

  public static final Attribute<Integer> RING_ID =
      INSTANCE_TABLE.u32(1, "IFLA_BRIDGE_MRP_INSTANCE_RING_ID");
  public static final Attribute<Integer> PRIMARY_PORT =
      INSTANCE_TABLE.u32(2, "IFLA_BRIDGE_MRP_INSTANCE_P_IFINDEX");
  public static final Attribute<Integer> SECONDARY_PORT =
      INSTANCE_TABLE.u32(3, "IFLA_BRIDGE_MRP_INSTANCE_S_IFINDEX");
  public static final Attribute<Integer> PRIORITY =
      INSTANCE_TABLE.u16(4, "IFLA_BRIDGE_MRP_INSTANCE_PRIO");

  public static final AttributeTable PORT_STATE_TABLE =
      new AttributeTable("bridge-mrp-port-state", "IFLA_BRIDGE_MRP_PORT_STATE_");

  public static final Attribute<Integer> PORT_STATE_STATE =
      PORT_STATE_TABLE.u32(1, "IFLA_BRIDGE_MRP_PORT_STATE_STATE");

  public static final AttributeTable PORT_ROLE_TABLE =
      new AttributeTable("bridge-mrp-port-role", "IFLA_BRIDGE_MRP_PORT_ROLE_");

  public static final Attribute<Integer> PORT_ROLE_ROLE =
      PORT_ROLE_TABLE.u32(1, "IFLA_BRIDGE_MRP_PORT_ROLE_ROLE");

  public static final AttributeTable RING_STATE_TABLE =
      new AttributeTable("bridge-mrp-ring-state", "IFLA_BRIDGE_MRP_RING_STATE_");

  public static final Attribute<Integer> RING_STATE_RING_ID =
      RING_STATE_TABLE.u32(1, "IFLA_BRIDGE_MRP_RING_STATE_RING_ID");
  public static final Attribute<Integer> RING_STATE_STATE =
      RING_STATE_TABLE.u32(2, "IFLA_BRIDGE_MRP_RING_STATE_STATE");

  public static final AttributeTable RING_ROLE_TABLE =
      new AttributeTable("bridge-mrp-ring-role", "IFLA_BRIDGE_MRP_RING_ROLE_");

  public static final Attribute<Integer> RING_ROLE_RING_ID =
      RING_ROLE_TABLE.u32(1, "IFLA_BRIDGE_MRP_RING_ROLE_RING_ID");
  public static final Attribute<Integer> RING_ROLE_ROLE =
      RING_ROLE_TABLE.u32(2, "IFLA_BRIDGE_MRP_RING_ROLE_ROLE");

  /** Test frames, in microseconds. */
  public static final AttributeTable START_TEST_TABLE =
      new AttributeTable("bridge-mrp-start-test", "IFLA_BRIDGE_MRP_START_TEST_");

  public static final Attribute<Integer> TEST_RING_ID =
      START_TEST_TABLE.u32(1, "IFLA_BRIDGE_MRP_START_TEST_RING_ID");
  public static final Attribute<Integer> TEST_INTERVAL =
      START_TEST_TABLE.u32(2, "IFLA_BRIDGE_MRP_START_TEST_INTERVAL");
  public static final Attribute<Integer> TEST_MAX_MISS =
      START_TEST_TABLE.u32(3, "IFLA_BRIDGE_MRP_START_TEST_MAX_MISS");
  public static final Attribute<Integer> TEST_PERIOD =
      START_TEST_TABLE.u32(4, "IFLA_BRIDGE_MRP_START_TEST_PERIOD");
  public static final Attribute<Integer> TEST_MONITOR =
      START_TEST_TABLE.u32(5, "IFLA_BRIDGE_MRP_START_TEST_MONITOR");

  /** What the kernel lists of a ring. */
  public static final AttributeTable INFO_TABLE =
      new AttributeTable("bridge-mrp-info", "IFLA_BRIDGE_MRP_INFO_");

  public static final Attribute<Integer> INFO_RING_ID =
      INFO_TABLE.u32(1, "IFLA_BRIDGE_MRP_INFO_RING_ID");
  public static final Attribute<Integer> INFO_P_IFINDEX =
      INFO_TABLE.u32(2, "IFLA_BRIDGE_MRP_INFO_P_IFINDEX");
  public static final Attribute<Integer> INFO_S_IFINDEX =
      INFO_TABLE.u32(3, "IFLA_BRIDGE_MRP_INFO_S_IFINDEX");
  public static final Attribute<Integer> INFO_PRIO = INFO_TABLE.u16(4, "IFLA_BRIDGE_MRP_INFO_PRIO");
  public static final Attribute<Integer> INFO_RING_STATE =
      INFO_TABLE.u32(5, "IFLA_BRIDGE_MRP_INFO_RING_STATE");
  public static final Attribute<Integer> INFO_RING_ROLE =
      INFO_TABLE.u32(6, "IFLA_BRIDGE_MRP_INFO_RING_ROLE");
  public static final Attribute<Integer> INFO_TEST_INTERVAL =
      INFO_TABLE.u32(7, "IFLA_BRIDGE_MRP_INFO_TEST_INTERVAL");
  public static final Attribute<Integer> INFO_TEST_MAX_MISS =
      INFO_TABLE.u32(8, "IFLA_BRIDGE_MRP_INFO_TEST_MAX_MISS");
  public static final Attribute<Integer> INFO_TEST_MONITOR =
      INFO_TABLE.u32(9, "IFLA_BRIDGE_MRP_INFO_TEST_MONITOR");
  public static final Attribute<Integer> INFO_I_IFINDEX =
      INFO_TABLE.u32(10, "IFLA_BRIDGE_MRP_INFO_I_IFINDEX");
  public static final Attribute<Integer> INFO_IN_STATE =
      INFO_TABLE.u32(11, "IFLA_BRIDGE_MRP_INFO_IN_STATE");
  public static final Attribute<Integer> INFO_IN_ROLE =
      INFO_TABLE.u32(12, "IFLA_BRIDGE_MRP_INFO_IN_ROLE");
  public static final Attribute<Integer> INFO_IN_TEST_INTERVAL =
      INFO_TABLE.u32(13, "IFLA_BRIDGE_MRP_INFO_IN_TEST_INTERVAL");
  public static final Attribute<Integer> INFO_IN_TEST_MAX_MISS =
      INFO_TABLE.u32(14, "IFLA_BRIDGE_MRP_INFO_IN_TEST_MAX_MISS");

  /** A ring that connects two others. */
  public static final AttributeTable IN_ROLE_TABLE =
      new AttributeTable("bridge-mrp-in-role", "IFLA_BRIDGE_MRP_IN_ROLE_");

  public static final Attribute<Integer> IN_ROLE_RING_ID =
      IN_ROLE_TABLE.u32(1, "IFLA_BRIDGE_MRP_IN_ROLE_RING_ID");
  public static final Attribute<Integer> IN_ROLE_IN_ID =
      IN_ROLE_TABLE.u16(2, "IFLA_BRIDGE_MRP_IN_ROLE_IN_ID");
  public static final Attribute<Integer> IN_ROLE_ROLE =
      IN_ROLE_TABLE.u32(3, "IFLA_BRIDGE_MRP_IN_ROLE_ROLE");
  public static final Attribute<Integer> IN_ROLE_PORT =
      IN_ROLE_TABLE.u32(4, "IFLA_BRIDGE_MRP_IN_ROLE_I_IFINDEX");

  public static final AttributeTable IN_STATE_TABLE =
      new AttributeTable("bridge-mrp-in-state", "IFLA_BRIDGE_MRP_IN_STATE_");

  public static final Attribute<Integer> IN_STATE_IN_ID =
      IN_STATE_TABLE.u32(1, "IFLA_BRIDGE_MRP_IN_STATE_IN_ID");
  public static final Attribute<Integer> IN_STATE_STATE =
      IN_STATE_TABLE.u32(2, "IFLA_BRIDGE_MRP_IN_STATE_STATE");

  public static final AttributeTable START_IN_TEST_TABLE =
      new AttributeTable("bridge-mrp-start-in-test", "IFLA_BRIDGE_MRP_START_IN_TEST_");

  public static final Attribute<Integer> IN_TEST_IN_ID =
      START_IN_TEST_TABLE.u32(1, "IFLA_BRIDGE_MRP_START_IN_TEST_IN_ID");
  public static final Attribute<Integer> IN_TEST_INTERVAL =
      START_IN_TEST_TABLE.u32(2, "IFLA_BRIDGE_MRP_START_IN_TEST_INTERVAL");
  public static final Attribute<Integer> IN_TEST_MAX_MISS =
      START_IN_TEST_TABLE.u32(3, "IFLA_BRIDGE_MRP_START_IN_TEST_MAX_MISS");
  public static final Attribute<Integer> IN_TEST_PERIOD =
      START_IN_TEST_TABLE.u32(4, "IFLA_BRIDGE_MRP_START_IN_TEST_PERIOD");

  private MediaRedundancy() {}
}
