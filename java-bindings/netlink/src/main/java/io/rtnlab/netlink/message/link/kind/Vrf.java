// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.link.kind;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.link.LinkKind;

/** A routing domain of its own, for the links that are its ports ({@code IFLA_VRF_*}). */
public record Vrf(Attributes attributes) implements LinkKind, NestKind<Vrf> {
  public static final String KIND = "vrf";

  public static final AttributeTable TABLE = new AttributeTable("linkinfo-vrf-attrs", "IFLA_VRF_");
  public static final Attribute<Integer> TABLE_ID = TABLE.u32(1, "IFLA_VRF_TABLE");

  public static final Format<Vrf> FORMAT = NestKind.format(TABLE, Vrf::new);

  /** Routes by that table. */
  public static Vrf table(int table) {
    return new Vrf(TABLE.empty()).with(TABLE_ID, table);
  }

  public int table() {
    return get(TABLE_ID, 0);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Vrf with(Attributes attributes) {
    return new Vrf(attributes);
  }
}
