package io.rtnlab.lab.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.lab.results.Documents;
import org.junit.jupiter.api.Test;

class RunReportTest {
  private final String report = RunReport.of(Documents.sample());

  @Test
  void aPercentileWithTooFewSamplesIsADashWithItsReason() {
    assertTrue(report.contains("90.0 µs      –  1.20 ms"), report);
    assertTrue(report.contains("fewer than ten requests"), report);
  }

  @Test
  void theBlameSaysHowSureItIs() {
    assertTrue(
        report.lines().anyMatch(l -> l.matches("route-insert +link-dump +proved +25.0 ms +63 %.*")),
        report);
  }

  @Test
  void lossesAreShownNextToTheProbe() {
    assertTrue(report.contains("lost: 3 lock events (failed reservations"), report);
  }

  @Test
  void theProgramsThatRanSayWhatTheyCost() {
    assertTrue(
        report.contains(
            "metered while warming up: 1.0 % of one CPU: contention_begin 40,000/s × 250 ns\n"),
        report);
  }

  @Test
  void errorsAreCountedByName() {
    assertTrue(report.contains("2 EEXIST"), report);
  }

  @Test
  void emulationIsMarked() {
    assertFalse(report.contains("EMULATION"));
    assertTrue(RunReport.of(Documents.emulated()).contains("UNDER SOFTWARE EMULATION (tcg)"));
  }

  @Test
  void aCheckThatFailsShouts() {
    assertFalse(report.contains("THEY DIFFER"));
    String wrong = RunReport.of(Documents.withRoutes(100, 99));
    assertTrue(wrong.contains("100 reported, 99 counted in /proc — THEY DIFFER"), wrong);
  }
}
