// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.NestKind;
import io.rtnlab.netlink.message.tc.Discipline;

/** Shapes and shares a link among hosts and flows ({@code TCA_CAKE_*}, net/sched/sch_cake.c). */
public record Cake(Attributes attributes) implements Discipline, NestKind<Cake> {
  public static final String KIND = "cake";

  public static final AttributeTable TABLE = new AttributeTable("cake-attrs", "TCA_CAKE_");

  public static final Attribute<Bytes> PAD = TABLE.bytes(1, "TCA_CAKE_PAD");
  public static final Attribute<Long> BASE_RATE64 = TABLE.u64(2, "TCA_CAKE_BASE_RATE64");
  public static final Attribute<Integer> DIFFSERV_MODE = TABLE.u32(3, "TCA_CAKE_DIFFSERV_MODE");
  public static final Attribute<Integer> ATM = TABLE.u32(4, "TCA_CAKE_ATM");
  public static final Attribute<Integer> FLOW_MODE = TABLE.u32(5, "TCA_CAKE_FLOW_MODE");
  public static final Attribute<Integer> OVERHEAD = TABLE.s32(6, "TCA_CAKE_OVERHEAD");
  public static final Attribute<Integer> RTT = TABLE.u32(7, "TCA_CAKE_RTT");
  public static final Attribute<Integer> TARGET = TABLE.u32(8, "TCA_CAKE_TARGET");
  public static final Attribute<Integer> AUTORATE = TABLE.u32(9, "TCA_CAKE_AUTORATE");
  public static final Attribute<Integer> MEMORY = TABLE.u32(10, "TCA_CAKE_MEMORY");
  public static final Attribute<Integer> NAT = TABLE.u32(11, "TCA_CAKE_NAT");
  public static final Attribute<Integer> RAW = TABLE.u32(12, "TCA_CAKE_RAW");
  public static final Attribute<Integer> WASH = TABLE.u32(13, "TCA_CAKE_WASH");
  public static final Attribute<Integer> MPU = TABLE.u32(14, "TCA_CAKE_MPU");
  public static final Attribute<Integer> INGRESS = TABLE.u32(15, "TCA_CAKE_INGRESS");
  public static final Attribute<Integer> ACK_FILTER = TABLE.u32(16, "TCA_CAKE_ACK_FILTER");
  public static final Attribute<Integer> SPLIT_GSO = TABLE.u32(17, "TCA_CAKE_SPLIT_GSO");
  public static final Attribute<Integer> FWMARK = TABLE.bits32(18, "TCA_CAKE_FWMARK");

  /** How it lies in its attribute. */
  public static final Format<Cake> FORMAT = NestKind.format(TABLE, Cake::new);

  /** With the kernel's defaults. */
  public static Cake plain() {
    return new Cake(TABLE.empty());
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Cake with(Attributes attributes) {
    return new Cake(attributes);
  }
}
