// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.attribute.Attributed;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Struct;
import io.rtnlab.netlink.attribute.Struct.Octets;
import io.rtnlab.netlink.attribute.Struct.U8;
import io.rtnlab.netlink.attribute.StructThenNest;
import io.rtnlab.netlink.message.tc.Discipline;

/** Gives traffic classes queues of the hardware ({@code TCA_MQPRIO_*}, net/sched/sch_mqprio.c). */
public record MqPrio(Queues queues, Attributes attributes)
    implements Discipline, Attributed<MqPrio> {
  public static final String KIND = "mqprio";

  public static final AttributeTable TABLE = new AttributeTable("mqprio-attrs", "TCA_MQPRIO_");
  public static final Attribute<Integer> MODE = TABLE.u16(1, "TCA_MQPRIO_MODE");
  public static final Attribute<Integer> SHAPER = TABLE.u16(2, "TCA_MQPRIO_SHAPER");
  public static final Attribute<Attributes> LEAST_RATES =
      TABLE.nest(3, "TCA_MQPRIO_MIN_RATE64", () -> MqPrio.LEAST_RATE_TABLE);
  public static final Attribute<Attributes> GREATEST_RATES =
      TABLE.nest(4, "TCA_MQPRIO_MAX_RATE64", () -> MqPrio.GREATEST_RATE_TABLE);
  public static final Attribute<Attributes> CLASS_ENTRY =
      TABLE.nest(5, "TCA_MQPRIO_TC_ENTRY", () -> MqPrio.ENTRY_TABLE);

  /** A number for each class, in order. */
  public static final AttributeTable LEAST_RATE_TABLE =
      new AttributeTable("mqprio-min-rate", "TCA_MQPRIO_");

  public static final Attribute<Long> LEAST_RATE = LEAST_RATE_TABLE.u64(3, "TCA_MQPRIO_MIN_RATE64");

  /** A number for each class, in order. */
  public static final AttributeTable GREATEST_RATE_TABLE =
      new AttributeTable("mqprio-max-rate", "TCA_MQPRIO_");

  public static final Attribute<Long> GREATEST_RATE =
      GREATEST_RATE_TABLE.u64(4, "TCA_MQPRIO_MAX_RATE64");

  public static final AttributeTable ENTRY_TABLE =
      new AttributeTable("mqprio-tc-entry", "TCA_MQPRIO_TC_ENTRY_");
  public static final Attribute<Integer> ENTRY_INDEX =
      ENTRY_TABLE.u32(1, "TCA_MQPRIO_TC_ENTRY_INDEX");
  public static final Attribute<Integer> ENTRY_PREEMPTIBLE =
      ENTRY_TABLE.u32(2, "TCA_MQPRIO_TC_ENTRY_FP");

  private static final Struct<Queues> STRUCT = Struct.of(Queues.class);
  private static final StructThenNest<Queues> LAYOUT = new StructThenNest<>(STRUCT, TABLE);

  /** How it lies in its attribute. */
  public static final Format<MqPrio> FORMAT =
      LAYOUT.as(
          value -> new MqPrio(value.struct(), value.attributes()),
          mqprio -> new StructThenNest.Value<>(mqprio.queues, mqprio.attributes));

  /**
   * {@code struct tc_mqprio_qopt}.
   *
   * @param classes how many there are
   * @param classOfPriority a class for each of 16 priorities
   * @param hardware whether the hardware is to know
   * @param counts how many queues each of 16 classes has, 16 bits each
   * @param offsets which is the first of them, 16 bits each
   */
  public record Queues(
      @U8 int classes,
      @Octets(16) Bytes classOfPriority,
      @U8 int hardware,
      @Octets(32) Bytes counts,
      @Octets(32) Bytes offsets) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public byte[] toArray() {
    return FORMAT.write(this);
  }

  @Override
  public MqPrio with(Attributes attributes) {
    return new MqPrio(queues, attributes);
  }

  @Override
  public String toString() {
    return "{ " + STRUCT.show(queues) + " " + attributes + " }";
  }
}
