// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.message.tc.Discipline;

/** Sends packets at the time that each bears ({@code TCA_ETF_*}, net/sched/sch_etf.c). */
public record Etf(Attributes attributes) implements Discipline, NestKind<Etf> {
  public static final String KIND = "etf";

  public static final AttributeTable TABLE = new AttributeTable("etf-attrs", "TCA_ETF_");

  public static final Attribute<Parameters> PARMS =
      TABLE.struct(1, "TCA_ETF_PARMS", Parameters.class);

  /** How it lies in its attribute. */
  public static final Format<Etf> FORMAT = NestKind.format(TABLE, Etf::new);

  /** {@code struct tc_etf_qopt}. */
  public record Parameters(@S32 int delta, @S32 int clockid, @U32 long flags) {}

  /** With the kernel's defaults. */
  public static Etf plain() {
    return new Etf(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Etf with(Attributes attributes) {
    return new Etf(attributes);
  }
}
