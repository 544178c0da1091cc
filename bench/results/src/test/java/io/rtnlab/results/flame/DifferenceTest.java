// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A function that takes longer is named; its callers, which take longer with it, are not. */
class DifferenceTest {
  private final Stacks before = new Stacks();
  private final Stacks after = new Stacks();

  DifferenceTest() {
    before.add(List.of("insert", "send", "lock"), 30);
    before.add(List.of("insert", "send", "table"), 50);
    before.add(List.of("insert", "send", "table", "gone"), 20);
    after.add(List.of("insert", "send", "lock"), 60);
    after.add(List.of("insert", "send", "table"), 100);
    after.add(List.of("insert", "send", "table", "new"), 40);
  }

  @Test
  void theWidestDifferenceIsOfWhatIsOnTop() {
    List<Difference> differences = Difference.of(after, before);
    assertEquals(
        List.of("gone", "new", "lock", "table"),
        differences.stream().map(Difference::function).toList());
    assertEquals(0.2, differences.get(1).change(), 1e-9);
    assertEquals("insert;send;table", differences.get(1).below());
    assertEquals(-0.2, differences.getFirst().change(), 1e-9);
    assertEquals("insert;send;table", differences.getFirst().below());
    assertEquals(0, differences.getLast().change(), 1e-9, "twice as long, the same share");
  }

  @Test
  void theCollapsedFormHasBothRuns() {
    assertEquals(
        """
        insert;send;lock 30 60
        insert;send;table 50 100
        insert;send;table;gone 20 0
        insert;send;table;new 0 40
        """,
        after.collapsedAgainst(before));
  }
}
