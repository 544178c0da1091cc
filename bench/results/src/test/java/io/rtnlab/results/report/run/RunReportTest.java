// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.Documents;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import org.junit.jupiter.api.Test;

class RunReportTest {
  private final String report =
      new TextFormat(new TextStyle(1_000, false, false))
          .render(RunReport.details(Documents.sample()));

  @Test
  void aPercentileWithTooFewSamplesIsADashWithItsReason() {
    assertTrue(report.contains("90.0 µs      –  1.20 ms"), report);
    assertTrue(report.contains("fewer than ten requests"), report);
  }

  @Test
  void theBlameSaysHowSureItIs() {
    assertTrue(
        report.lines().anyMatch(l -> l.matches("route-insert +link-dump +proved +20.0 ms +50 %.*")),
        report);
  }

  @Test
  void boundsAreNotWrittenAsConfidenceIs() {
    assertTrue(
        report.lines().anyMatch(l -> l.matches("link-dump +25.0 ms +20.0..37.0 ms")), report);
    assertTrue(
        report.lines().anyMatch(l -> l.matches("ip\\[4711].* +6.00 ms +0..12.0 ms")), report);
    assertTrue(report.contains("identified for 63 % of the waiting: proved for 50 % ±0.4"), report);
    assertTrue(report.contains("no thread held for 3.00..20.0 ms of the waiting"), report);
    assertTrue(report.lines().anyMatch(l -> l.matches("route-insert +5,000 .* 40 % ±1.2 .*")));
  }

  @Test
  void aClosedLoopSaysWhatItLeavesOut() {
    assertTrue(report.contains("(coordinated omission); --rate gives response times"), report);
  }

  @Test
  void processesOfOneNameAtTheSameAreOneRow() {
    assertTrue(
        report
            .lines()
            .anyMatch(
                l -> l.matches("route-insert +ip ×2 \\(rtnl_dellink\\) +snapshot +10.0 ms .* 9")),
        report);
  }

  @Test
  void aLongWaitIsAChain() {
    assertTrue(
        report.contains(
            "route-insert waited 12.0 ms: 11.0 ms for ip[4711] (rtnl_dellink), mostly proved, which"
                + " slept 10.0 ms in synchronize_rcu (rcu); 600 µs for link-dump, snapshot;"
                + " 400 µs for the rest"),
        report);
  }

  @Test
  void whatHoldersDidMeanwhileIsSummed() {
    assertTrue(
        report
            .lines()
            .anyMatch(
                l ->
                    l.matches(
                        "ip\\[4711] \\(rtnl_dellink\\) +asleep in synchronize_rcu \\(rcu\\) +6.00"
                            + " ms +19 %")),
        report);
  }

  @Test
  void timeOffTheCpuIsAShareOfTheWall() {
    assertTrue(
        report.lines().anyMatch(l -> l.matches("route-insert +20 % +15 % +1.0 % +4.0 % +2.0 % .*")),
        report);
  }

  @Test
  void lossesAreShownNextToTheProbe() {
    assertTrue(report.contains("lost: 3 lock events (failed reservations"), report);
  }

  @Test
  void theProgramsThatRanSayWhatTheyCost() {
    assertTrue(
        report.contains("BPF programs, metered while warming up: 1.0 % of one CPU\n"), report);
    assertTrue(
        report.lines().anyMatch(l -> l.matches("contention_begin +40,000/s +250 ns")), report);
  }

  @Test
  void errorsAreCountedByName() {
    assertTrue(report.contains("2 EEXIST"), report);
  }
}
