// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Discipline;

/** Strict bands before weighted ones ({@code TCA_ETS_*}, net/sched/sch_ets.c). */
public record Ets(Attributes attributes) implements Discipline, NestKind<Ets> {
  public static final String KIND = "ets";

  public static final AttributeTable TABLE = new AttributeTable("ets-attrs", "TCA_ETS_");

  public static final Attribute<Integer> NBANDS = TABLE.u8(1, "TCA_ETS_NBANDS");
  public static final Attribute<Integer> NSTRICT = TABLE.u8(2, "TCA_ETS_NSTRICT");
  public static final Attribute<Attributes> QUANTA =
      TABLE.nest(3, "TCA_ETS_QUANTA", () -> Ets.TABLE);
  public static final Attribute<Integer> QUANTA_BAND = TABLE.u32(4, "TCA_ETS_QUANTA_BAND");
  public static final Attribute<Attributes> PRIOMAP =
      TABLE.nest(5, "TCA_ETS_PRIOMAP", () -> Ets.TABLE);
  public static final Attribute<Integer> PRIOMAP_BAND = TABLE.u8(6, "TCA_ETS_PRIOMAP_BAND");

  /** How it lies in its attribute. */
  public static final Format<Ets> FORMAT = NestKind.format(TABLE, Ets::new);

  /** With the kernel's defaults. */
  public static Ets plain() {
    return new Ets(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Ets with(Attributes attributes) {
    return new Ets(attributes);
  }
}
