// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.bridge;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;

/** States of a port in several spanning trees ({@code IFLA_BRIDGE_MST_*}, net/bridge/br_mst.c). */
public final class SpanningTrees {
  public static final AttributeTable TABLE = new AttributeTable("bridge-mst", "IFLA_BRIDGE_MST_");

  public static final Attribute<Attributes> ENTRY =
      TABLE.nest(1, "IFLA_BRIDGE_MST_ENTRY", () -> SpanningTrees.ENTRY_TABLE);

  public static final AttributeTable ENTRY_TABLE =
      new AttributeTable("bridge-mst-entry", "IFLA_BRIDGE_MST_ENTRY_");

  public static final Attribute<Integer> INSTANCE =
      ENTRY_TABLE.u16(1, "IFLA_BRIDGE_MST_ENTRY_MSTI");

  /** {@code BR_STATE_*}. */
  public static final Attribute<Integer> STATE = ENTRY_TABLE.u8(2, "IFLA_BRIDGE_MST_ENTRY_STATE");

  private SpanningTrees() {}
}
