// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.Struct.U16;
import io.rtnlab.netlink.message.tc.Discipline;

/**
 * Hierarchical fair service curves ({@code struct tc_hfsc_qopt}, net/sched/sch_hfsc.c); its classes
 * are {@link HfscClass}.
 */
public record Hfsc(Parameters parameters) implements Discipline {
  public static final String KIND = "hfsc";

  private static final Format<Parameters> STRUCT = Formats.struct(Parameters.class);

  /** How it lies in its attribute. */
  public static final Format<Hfsc> FORMAT = STRUCT.as(Hfsc::new, Hfsc::parameters);

  /**
   * {@code struct tc_hfsc_qopt}.
   *
   * @param defaultClass minor number of the class for what no filter takes
   */
  public record Parameters(@U16 int defaultClass) {}

  /** What no filter takes goes into that class, by its minor number. */
  public static Hfsc defaultClass(int minor) {
    return new Hfsc(new Parameters(minor));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public byte[] toArray() {
    return STRUCT.write(parameters);
  }

  @Override
  public String toString() {
    return STRUCT.show(parameters);
  }
}
