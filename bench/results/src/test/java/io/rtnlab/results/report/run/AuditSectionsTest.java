// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.AuditDocument;
import io.rtnlab.results.AuditDocument.Distance;
import io.rtnlab.results.AuditDocument.ExactHolder;
import io.rtnlab.results.AuditDocument.ExactHolds;
import io.rtnlab.results.AuditDocument.Handover;
import io.rtnlab.results.AuditDocument.Interval;
import io.rtnlab.results.AuditDocument.Row;
import io.rtnlab.results.AuditDocument.SampledTime;
import io.rtnlab.results.AuditDocument.Sampling;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditSectionsTest {
  private static final Interval SHARE = new Interval(0.0123, 0.0101, 0.0151);
  private static final Interval NONE = new Interval(0, 0, 0.0004);

  static AuditDocument audit(boolean contained) {
    return audit(new Handover(0.1, 0.2, new Interval(0.15, 0.14, 0.16), contained));
  }

  private static AuditDocument audit(Handover handover) {
    List<Row> rows =
        List.of(
            new Row("proved", 1_000, 1_000, 0, 0, new Interval(1, 0.996, 1)),
            new Row("snapshot", 200, 150, 10, 40, new Interval(0.75, 0.68, 0.81)),
            new Row("preempted", 8, 0, 3, 5, new Interval(0, 0, 0.3356)));
    return new AuditDocument(
        new Sampling(20_113, 1_000_000, 3, 0, 24_000, 23_990, 17, 1_200_000),
        rows,
        SHARE,
        NONE,
        NONE,
        handover,
        List.of(
            new Distance(0, 5_000L, 300, SHARE, NONE), new Distance(5_000, null, 9, SHARE, NONE)),
        List.of("time with interrupts off: a sample that falls into it comes late"),
        new ExactHolds(
            "bpf-functions",
            rows,
            SHARE,
            NONE,
            NONE,
            SHARE,
            List.of(
                new ExactHolder(
                    "link-dump", 812, 2_000_000_000L, 2_100_000_000L, 2_300_000_000L, null),
                new ExactHolder(
                    "worker",
                    12,
                    2_290_000_000L,
                    2_090_000_000L,
                    2_800_000_000L,
                    new SampledTime(2_330_000_000L, 2_200_000_000L, 2_470_000_000L)),
                new ExactHolder(
                    "route-insert",
                    9_812,
                    10_000_000,
                    9_000_000,
                    40_000_000,
                    new SampledTime(8_900_000, 7_000_000, 9_900_000)))));
  }

  private static String text(boolean contained) {
    return new TextFormat(TextStyle.PLAIN).render(AuditSections.of(audit(contained)));
  }

  @Test
  void theAnswerComesFirstAndEveryLineFitsATerminal() {
    String text = text(true);
    assertTrue(text.startsWith("audit: "), text);
    assertTrue(text.contains("1.01, 1.51"), text);
    assertTrue(text.contains("bpf-functions"), text);
    text.lines().forEach(line -> assertTrue(line.length() <= 80, line.length() + ": " + line));
  }

  @Test
  void holdersWhoseBoundsMissTheRecordedHoldsAreNamed() {
    String text = text(true);
    assertTrue(text.contains("2.00..2.30 s"), text);
    assertTrue(text.lines().anyMatch(line -> line.matches(".*link-dump +hold .*2.10 s.*")), text);
    assertTrue(text.lines().anyMatch(line -> line.matches(".*worker +hold by samples.*")), text);
    assertTrue(text.lines().anyMatch(line -> line.matches(".*route-insert +MISS by 11 %.*")), text);
  }

  @Test
  void boundsThatMissTheTruthAreSaidLoudly() {
    assertTrue(text(false).replaceAll("\n +", " ").contains("MISS IT"));
    assertTrue(text(true).replaceAll("\n +", " ").contains("10.00..20.00 %, contain it"));
  }

  /** Few samples have wide intervals, which many bounds reach: that confirms no bounds. */
  @Test
  void boundsBesideTheSamplesShareAreNotSaidToHold() {
    Handover beside = new Handover(0.366, 0.4352, new Interval(0.4717, 0.1706, 0.7949), true);
    String text =
        new TextFormat(TextStyle.PLAIN)
            .render(AuditSections.of(audit(beside)))
            .replaceAll("\n +", " ");
    assertTrue(text.contains("36.60..43.52 %, overlap that interval"), text);
  }

  /** Not "0.00 % [0.00, 100.00]", and no bounds that contain it. */
  @Test
  void whereNoSampleFellIntoAWaitNothingIsJudged() {
    Interval unknown = new Interval(0, 0, 1);
    AuditDocument nothing =
        new AuditDocument(
            new Sampling(9_609, 1_000_000, 0, 0, 11_000, 10_990, 17, 1_200_000),
            List.of(),
            unknown,
            unknown,
            unknown,
            new Handover(0, 0, unknown, true),
            List.of(),
            List.of(),
            null);
    String text = new TextFormat(TextStyle.PLAIN).render(AuditSections.of(nothing));
    assertTrue(text.contains("no sample fell into a wait: nothing is judged"), text);
    assertFalse(text.contains("100.00"), text);
    assertFalse(text.contains("contain it"), text);
  }

  @Test
  void aClassThatNamesNoThreadIsNeitherRightNorWrong() {
    String text = text(true);
    assertTrue(text.lines().anyMatch(l -> l.matches("preempted +8 +– +38 % +63 %")), text);
    assertTrue(text.contains("a thread is named, another held"), text);
  }
}
