// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatrixPlanTest {
  private static final List<String> FOUR = List.of("a", "b", "c", "d");

  @Test
  void everyRoundBootsEveryKernelOnce() {
    List<Boot> order = plan(FOUR, 3, 1).order();
    assertEquals(12, order.size());
    for (int round = 1; round <= 3; round++) {
      Set<String> kernels = new HashSet<>();
      for (Boot boot : order.subList((round - 1) * 4, round * 4)) {
        assertEquals(round, boot.round());
        kernels.add(boot.kernel());
      }
      assertEquals(Set.copyOf(FOUR), kernels);
    }
  }

  @Test
  void theSeedAloneDecidesTheOrder() {
    assertEquals(plan(FOUR, 5, 7).order(), plan(FOUR, 5, 7).order());
    assertNotEquals(plan(FOUR, 5, 7).order(), plan(FOUR, 5, 8).order());
  }

  @Test
  void roundsDifferInOrder() {
    List<Boot> order = plan(FOUR, 20, 1).order();
    Set<List<String>> orders = new HashSet<>();
    for (int round = 0; round < 20; round++) {
      orders.add(order.subList(round * 4, round * 4 + 4).stream().map(Boot::kernel).toList());
    }
    assertTrue(orders.size() > 5, orders.toString());
  }

  @Test
  void resumingKeepsTheOrderOfWhatIsLeft() {
    MatrixPlan plan = plan(FOUR, 2, 3);
    List<Boot> order = plan.order();
    Set<Boot> done = Set.of(order.get(0), order.get(5));
    List<Boot> left = plan.remaining(done);
    assertEquals(6, left.size());
    assertEquals(order.stream().filter(boot -> !done.contains(boot)).toList(), left);
  }

  @Test
  void aPathBecomesOneFoldersName() {
    assertEquals("_boot_bzImage.2", new Boot("/boot/bzImage", 2).folder());
  }

  @Test
  void whatCannotWorkIsRefusedBeforeAnythingBoots() {
    assertRefused("at least one kernel", "qemu", "real", List.of(), 1);
    assertRefused("named twice", "qemu", "real", List.of("a", "a"), 1);
    assertRefused("--boots", "qemu", "real", FOUR, 0);
    assertRefused("--driver qemu", "vagrant", "instructions", FOUR, 1);
    assertRefused("one kernel", "host", "real", FOUR, 1);
  }

  private static void assertRefused(
      String why, String driver, String clock, List<String> kernels, int boots) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new MatrixPlan(1, driver, clock, kernels, boots, 1, 60, 0, List.of("run"), null));
    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused.getMessage());
  }

  private static MatrixPlan plan(List<String> kernels, int boots, long seed) {
    return new MatrixPlan(1, "qemu", "real", kernels, boots, seed, 60, 1, List.of("run"), null);
  }
}
