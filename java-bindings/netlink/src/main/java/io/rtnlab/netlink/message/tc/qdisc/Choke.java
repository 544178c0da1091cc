// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U8;
import io.rtnlab.netlink.message.tc.Discipline;

/** Drops flows that fill a queue ({@code TCA_CHOKE_*}, net/sched/sch_choke.c). */
public record Choke(Attributes attributes) implements Discipline, NestKind<Choke> {
  public static final String KIND = "choke";

  public static final AttributeTable TABLE = new AttributeTable("choke-attrs", "TCA_CHOKE_");

  public static final Attribute<Parameters> PARMS =
      TABLE.struct(1, "TCA_CHOKE_PARMS", Parameters.class);
  public static final Attribute<Bytes> STAB = TABLE.bytes(2, "TCA_CHOKE_STAB");
  public static final Attribute<Integer> MAX_P = TABLE.u32(3, "TCA_CHOKE_MAX_P");

  /** How it lies in its attribute. */
  public static final Format<Choke> FORMAT = NestKind.format(TABLE, Choke::new);

  /** {@code struct tc_red_qopt}. */
  public record Parameters(
      @U32 long limit,
      @U32 long qthMin,
      @U32 long qthMax,
      @U8 int wlog,
      @U8 int plog,
      @U8 int scellLog,
      @U8 int flags) {}

  /** With the kernel's defaults. */
  public static Choke plain() {
    return new Choke(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Choke with(Attributes attributes) {
    return new Choke(attributes);
  }
}
