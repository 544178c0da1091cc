// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.Foreign;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlameByTest {
  private static final String OWN = "/user.slice";

  private static BlameRow row(
      String holder, @Nullable String root, long ns, @Nullable Foreign holderIs) {
    return new BlameRow("route-insert", holder, root, ns, 0L, ns, 1, "proved", null, holderIs);
  }

  private static Foreign in(String cgroup) {
    return new Foreign("mtu-setter", 900, null, null, cgroup);
  }

  private static final List<BlameRow> BLAME =
      List.of(
          row("mtu-setter[900]", null, 10, in("/a.service")),
          row("mtu-setter[900]", "ethtool[901]", 800, in("/a.service")),
          row("mtu-setter[902]", "ethtool[901]", 50, in("/b.service")),
          row("link-dump", null, 7, null),
          row("old[1]", null, 2, new Foreign("old", 1, null, null)),
          row("(udev-worker)[44]", null, 3, in("/udev.service")),
          new BlameRow(
              "route-insert", "(free or handed over)", null, 5, 0L, 5L, 1, "handover", null, null));

  private static Map<String, Long> sums(By by) {
    return BlameBy.of(BLAME, by, OWN).stream()
        .collect(Collectors.toMap(BlameRow::holder, BlameRow::ns, Long::sum));
  }

  @Test
  void byHolderAllStaysAsItIs() {
    assertSame(BLAME, BlameBy.of(BLAME, By.HOLDER, OWN));
  }

  @Test
  void byRootTheHolderIsBlamedForWhatItDidNotWaitFor() {
    assertEquals(
        Map.of(
            "ethtool[901]", 850L,
            "mtu-setter[900]", 10L,
            "link-dump", 7L,
            "old[1]", 2L,
            "(udev-worker)[44]", 3L,
            "(free or handed over)", 5L),
        sums(By.ROOT));
  }

  @Test
  void byCgroupOursHaveTheRunsOwnAndNoHolderHasNone() {
    assertEquals(
        Map.of(
            "/a.service",
            810L,
            "/b.service",
            50L,
            "/udev.service",
            3L,
            OWN,
            7L,
            "cgroup unknown",
            2L,
            "(free or handed over)",
            5L),
        sums(By.CGROUP));
  }

  @Test
  void theSumOfAllStaysAndTheMostComesFirst() {
    for (By by : By.values()) {
      List<BlameRow> rows = BlameBy.of(BLAME, by, OWN);
      assertEquals(877, rows.stream().mapToLong(BlameRow::ns).sum());
    }
    assertEquals("ethtool[901]", BlameBy.of(BLAME, By.ROOT, OWN).getFirst().holder());
  }

  @Test
  void aDocumentSummedByAnotherHasNoBoundsOfHolders() {
    RunDocument run = Documents.sample();
    assertEquals(run, run.by(By.HOLDER));
    assertNull(run.by(By.CGROUP).waiting().holderBounds());
    assertEquals(
        run.waiting().blame().stream().mapToLong(BlameRow::ns).sum(),
        run.by(By.CGROUP).waiting().blame().stream().mapToLong(BlameRow::ns).sum());
  }
}
