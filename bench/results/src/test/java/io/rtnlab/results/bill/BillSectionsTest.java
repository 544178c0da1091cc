// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.bill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.report.format.CsvFormat;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillSectionsTest {
  private static final BillDocument BILL =
      new BillDocument(
          "ip -s link\033[2J",
          0,
          1.25,
          List.of(
              new BilledRequest(
                  "RTM_GETLINK dump",
                  1203,
                  new Bounds(1203, 2406),
                  new Bounds(0, 3_400_000),
                  120_000,
                  3_500_000),
              new BilledRequest(
                  "RTM_GETADDR dump", 2, Bounds.exactly(2), Bounds.exactly(41_000), 0, 60_000)),
          new Bounds(1205, 2408),
          new Bounds(41_000, 3_441_000),
          new Bounds(0, 900_000),
          List.of(
              new CheaperWay(
                  "vf-not-needed",
                  "leave RTEXT_FILTER_VF out",
                  1203,
                  "RTM_GETLINK dump",
                  0.4,
                  1_360_000,
                  "one kernel, one machine",
                  "kernel 3.4",
                  new CheaperWay.Tried(
                      "link-dump-vf", "link-dump", 90_000, 60_000, 0.33, 0.2, 0.41))),
          new BudgetCheck(3L, null, true, "not within locks=3: up to 2,408"),
          List.of("reads in /sys/class/net are not followed"));

  @Test
  void theAnswerComesFirstThenWhatItAskedFor() {
    assertEquals(
        """
        ip -s link\\x1b[2J in 1.3 s: RTNL taken 1,205..2,408x, held 41.0 µs..3.44 ms;
          others waited for it 0..900 µs
        budget  not within locks=3: up to 2,408
        sure    reads in /sys/class/net are not followed

        what it asked for
        request           count         locks        held  waited
        RTM_GETLINK dump  1,203  1,203..2,406  0..3.40 ms  120 µs
        RTM_GETADDR dump      2             2     41.0 µs    0 ns

        cheaper ways to ask: share of time and most of holding that they save; tried
          here
        rule           instead of        requests  saves  at most  here
        vf-not-needed  RTM_GETLINK dump     1,203   40 %  1.36 ms  33 %
        vf-not-needed  leave RTEXT_FILTER_VF out. Estimate: one kernel, one machine.
                       Tried here: link-dump-vf 90.0 µs of CPU, link-dump 60.0 µs,
                       20..41 % less. Source: kernel 3.4
        """,
        new TextFormat(TextStyle.PLAIN).render(BillSections.of(BILL)));
  }

  @Test
  void roundsThatDisagreeShowNoDifference() {
    assertTrue(new CheaperWay.Tried("a", "b", 100, 80, 0.2, 0.1, 0.3).isDecided());
    assertTrue(new CheaperWay.Tried("a", "b", 100, 120, -0.2, -0.3, -0.1).isDecided());
    assertFalse(new CheaperWay.Tried("a", "b", 208, 199, 0.043, -0.26, 0.12).isDecided());
  }

  @Test
  void noLineIsWiderThanATerminal() {
    String text = new TextFormat(TextStyle.PLAIN).render(BillSections.of(BILL));
    assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
  }

  @Test
  void filesGetBothBoundsAsPlainNumbers() {
    String csv = new CsvFormat().render(BillSections.of(BILL));
    assertTrue(csv.contains("locks_low,locks_high,held_low_ns,held_high_ns,waited_ns"), csv);
    assertTrue(csv.contains("requests,RTM_GETLINK dump,1203,1203,2406,0,3400000,120000"), csv);
  }
}
