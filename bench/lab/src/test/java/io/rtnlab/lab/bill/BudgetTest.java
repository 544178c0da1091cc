// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.bill.Bounds;
import io.rtnlab.results.bill.BudgetCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
  @Test
  void readsLocksAndHold() {
    assertEquals(new Budget(3L, 2_000_000L), Budget.parse("locks=3,hold=2ms"));
    assertEquals(new Budget(null, 1500L), Budget.parse("hold=1.5us"));
    assertEquals(new Budget(0L, null), Budget.parse("locks=0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "locks=-1", "locks=3,locks=4", "hold=2", "hold=2m", "wait=1ms"})
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Budget.parse(text));
  }

  @Test
  void onlyWhatIsProvedToSufficeIsWithinTheBudget() {
    Budget budget = Budget.parse("locks=3,hold=2ms");
    assertFalse(budget.check(Bounds.exactly(3), new Bounds(0, 2_000_000)).exceeded());
    BudgetCheck perhaps = budget.check(new Bounds(2, 4), Bounds.NONE);
    assertTrue(perhaps.exceeded());
    assertTrue(perhaps.verdict().contains("NOT PROVED"), perhaps.verdict());
    BudgetCheck surely = budget.check(Bounds.exactly(4), Bounds.NONE);
    assertTrue(surely.exceeded());
    assertTrue(surely.verdict().contains("EXCEEDED"), surely.verdict());
    assertTrue(budget.check(Bounds.NONE, Bounds.exactly(2_000_001)).exceeded());
  }
}
