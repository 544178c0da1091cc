// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.OtherCounts;
import io.rtnlab.results.OtherCounts.CallSite;
import io.rtnlab.results.OtherCounts.HoldOffset;
import io.rtnlab.results.OtherCounts.LockStatCount;
import io.rtnlab.results.OtherCounts.Offsets;
import io.rtnlab.results.OtherCounts.ProbeCount;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherCountsSectionsTest {
  private static ProbeCount probe(String name, long acquisitions, long lost) {
    return new ProbeCount(
        name,
        acquisitions,
        30,
        4_000,
        new OtherCounts.Queueing(20L, 3_000L, 40_000L),
        acquisitions,
        50_000,
        "from a to b",
        lost);
  }

  private static String report(ProbeCount... probes) {
    return text(new OtherCounts(List.of(probes), List.of(), null));
  }

  private static String text(OtherCounts counts) {
    return new TextFormat(new TextStyle(1_000, false, false))
        .render(OtherCountsSections.of(counts));
  }

  @Test
  void equalCountsAgree() {
    assertTrue(
        report(probe("kprobe", 100, 0), probe("function-args", 100, 0))
            .contains("they agree on 100 acquisitions; 0 events were lost meanwhile"));
  }

  @Test
  void lossesExplainADifferenceOrDoNot() {
    assertTrue(
        report(probe("kprobe", 100, 0), probe("function-args", 97, 3))
            .contains("differ by 3 of 100 acquisitions, which the 3 events lost meanwhile may"));
    assertTrue(
        report(probe("kprobe", 100, 0), probe("function-args", 97, 2)).contains("DO NOT EXPLAIN"));
  }

  @Test
  void oneCountAloneAgreesWithNone() {
    assertFalse(report(probe("kprobe", 100, 0)).contains("agree"));
  }

  @Test
  void offsetsComeWithWhatEachCallsAHold() {
    HoldOffset offset =
        new HoldOffset(
            "function-args",
            "kprobe",
            100,
            0,
            0,
            new Offsets(-9_000, -2_000, 10, 40),
            new Offsets(-50, -20, 5, 7),
            new Offsets(-3, 1_980, 8_000, 9_000));
    String report =
        text(
            new OtherCounts(
                List.of(probe("kprobe", 100, 0), probe("function-args", 100, 0)),
                List.of(offset),
                null));
    assertTrue(report.contains("begin 2.00 µs earlier (p50; all from 9.00 µs earlier"), report);
    assertTrue(report.contains("hold 1.98 µs longer (p50; all from 3 ns shorter"), report);
    assertTrue(report.contains("kprobe counts a hold from a to b"), report);
  }

  @Test
  void theKernelsSumsAreLaidBesideTheirOwnKind() {
    String report =
        text(
            new OtherCounts(
                List.of(probe("kprobe", 100, 0)),
                List.of(),
                new LockStatCount(99, 20, 3_500, 150_000, List.of(new CallSite("f+0x1/0x2", 15)))));
    assertTrue(report.contains("1 fewer holds: it counts a hold when that ends"), report);
    assertTrue(report.contains("held 100 µs longer in all"), report);
    assertTrue(report.contains("are 40.0 µs of that; the rest is 600 ns longer each"), report);
    assertTrue(report.contains("as many waits in the queue, 500 ns longer in all"), report);
    assertTrue(
        report.contains("they waited at f+0x1/0x2 × 15, other places × 5 (it counts"), report);
    assertEquals(2, report.lines().filter(line -> line.startsWith("/proc/lock_stat")).count());
  }
}
