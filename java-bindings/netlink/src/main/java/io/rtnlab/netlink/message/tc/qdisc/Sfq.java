// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.tc.qdisc;

import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Formats;
import io.rtnlab.netlink.attribute.Struct.S32;
import io.rtnlab.netlink.attribute.Struct.U32;
import io.rtnlab.netlink.attribute.Struct.U8;
import io.rtnlab.netlink.message.tc.Discipline;

/** Flows take turns ({@code struct tc_sfq_qopt_v1}, net/sched/sch_sfq.c). */
public record Sfq(Parameters parameters) implements Discipline {
  public static final String KIND = "sfq";

  private static final Format<Parameters> STRUCT = Formats.struct(Parameters.class);

  /** How it lies in its attribute. */
  public static final Format<Sfq> FORMAT = STRUCT.as(Sfq::new, Sfq::parameters);

  /**
   * {@code struct tc_sfq_qopt}.
   *
   * @param quantum bytes that a flow sends in its turn; 0 for an MTU
   * @param perturbSeconds how often flows are hashed anew; 0 never
   * @param limit packets that may wait
   */
  public record Basics(
      @U32 long quantum,
      @S32 int perturbSeconds,
      @U32 long limit,
      @U32 long divisor,
      @U32 long flows) {}

  /** {@code struct tc_sfqred_stats}: packets dropped and marked. */
  public record RedStatistics(
      @U32 long dropped,
      @U32 long forcedDropped,
      @U32 long marked,
      @U32 long forcedMarked,
      @U32 long markedAtHead,
      @U32 long forcedMarkedAtHead) {}

  /** {@code struct tc_sfq_qopt_v1}. */
  public record Parameters(
      Basics basics,
      @U32 long depth,
      @U32 long headDrop,
      @U32 long redLimit,
      @U32 long redLeast,
      @U32 long redGreatest,
      @U8 int redWlog,
      @U8 int redPlog,
      @U8 int redCellLog,
      @U8 int flags,
      @U32 long redProbability,
      RedStatistics statistics) {}

  /** With the kernel's defaults, hashing flows anew every so many seconds. */
  public static Sfq perturbed(int seconds) {
    return new Sfq(
        new Parameters(
            new Basics(0, seconds, 0, 0, 0),
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            new RedStatistics(0, 0, 0, 0, 0, 0)));
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
