// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.who.WhoDocument;
import io.rtnlab.results.who.WhoTask;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTextTest {
  private static final String LONG_NAME = "a/very/long/cgroup".repeat(10);

  private static WatchSecond second(int number, boolean held) {
    WhoTask task =
        new WhoTask(
            7, 7, "\033[2Jevil", "dev_ioctl", "running", "rtnl_mutex", null, 0, LONG_NAME, null);
    WhoDocument who =
        new WhoDocument(
            "held", 5_000_000_000L, 0, task, List.of(task), List.of(), List.of(), "0x1", 2);
    return new WatchSecond(
        String.format("2026-01-01T00:00:%02dZ", number),
        held ? "held" : "idle",
        50,
        held ? 50 : 0,
        5,
        5,
        3,
        9,
        1,
        held ? who : null);
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "200, 50", "20, 3"})
  void fitsTheTerminalAndHasTheAnswerFirst(int columns, int rows) {
    List<WatchSecond> seconds =
        IntStream.range(0, 60).mapToObj(i -> second(i, i == 59)).collect(Collectors.toList());
    List<String> lines =
        ScreenText.of(
            seconds, List.of(new WatchSummary.Culprit(LONG_NAME, 1, 2)), "", columns, rows);
    assertEquals(rows, lines.size());
    assertTrue(lines.stream().allMatch(line -> line.length() <= columns), lines::toString);
    assertTrue(lines.get(2).startsWith("RTNL held >= "), lines::toString);
    assertFalse(String.join("", lines).contains("\033"), "a name must not steer the terminal");
  }

  @Test
  void anIdleHostIsOneLineAndItsPast() {
    List<String> lines =
        ScreenText.of(List.of(second(1, false), second(2, false)), List.of(), "", 80, 24);
    assertTrue(lines.get(2).contains("idle"), lines::toString);
    assertTrue(lines.get(4).startsWith("00:00:02"), lines::toString);
  }

  @Test
  void aLineNamesTheHolderAndBecauseOfWhomItHoldsOn() {
    WhoTask setter =
        new WhoTask(
            812, 812, "ovs", "do_setlink", "asleep", "rtnl_mutex", "dev->lock", 9, "", null);
    WhoTask root =
        new WhoTask(111, 110, "ethtool", "dev_ethtool", "asleep", "dev->lock", null, 9, "", null);
    WhoDocument who =
        new WhoDocument("held", 9L, 0, root, List.of(setter, root), List.of(), List.of(), "0x1", 2);
    WatchSecond second =
        new WatchSecond("2026-01-01T00:00:07Z", "held", 50, 50, 5_000_000, 5, 0, 0, 1, who);
    assertEquals(
        "00:00:07 held >= 5.00 ms by ovs[812] do_setlink because of ethtool[111]",
        second.text().substring(0, 71));
    assertTrue(second.text().strip().length() <= 80, second::text);
  }
}
