// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.rtnlab.probes.task.MutexLook;
import io.rtnlab.probes.task.Task;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.probes.task.TaskSleep;
import io.rtnlab.probes.task.WantedLock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PresentHoldTest {
  private static final long MS = 1_000_000;
  private static final int OWNER = 7;

  private final PresentHold hold = new PresentHold();

  /** One that runs says nothing of how long it slept. */
  private static TaskLook look(long timeMs, long asleepMs, long switches) {
    MutexLook mutex = new MutexLook(timeMs * MS, 1, OWNER, 0, List.of(), true);
    TaskSleep sleep = new TaskSleep(asleepMs > 0 ? 2 : 0, asleepMs == 0, asleepMs * MS, switches);
    Task task = new Task(OWNER, OWNER, "holder", WantedLock.NONE, sleep, 0, "", List.of());
    return new TaskLook(mutex, mutex, Map.of(OWNER, task), Set.of());
  }

  @Test
  void looksNearToEachOtherSeeOneHold() {
    hold.add(look(1000, 0, 1));
    int number = hold.number();
    hold.add(look(1010, 0, 1));
    hold.add(look(1020, 0, 2));
    assertEquals(20 * MS, hold.lengthNs());
    assertEquals(number, hold.number());
  }

  @Test
  void anOwnerThatRanUnseenForLongMayHaveLetGo() {
    hold.add(look(1000, 0, 1));
    int number = hold.number();
    hold.add(look(3000, 0, 1));
    assertEquals(0, hold.lengthNs());
    assertNotEquals(number, hold.number());
  }

  @Test
  void anOwnerThatSleptBetweenTwoLooksAndRanIsTakenForAnotherHold() {
    hold.add(look(1000, 50, 1));
    hold.add(look(3000, 300, 2));
    assertEquals(300 * MS, hold.lengthNs());
  }

  @Test
  void anOwnerThatSleepsThroughoutHoldsOnHoweverFarLooksAreApart() {
    hold.add(look(1000, 50, 1));
    int number = hold.number();
    hold.add(look(3000, 2050, 1));
    assertEquals(2050 * MS, hold.lengthNs());
    assertEquals(number, hold.number());
  }

  @Test
  void anIdleMutexEndsTheHold() {
    hold.add(look(1000, 50, 1));
    int number = hold.number();
    hold.addIdle(1010 * MS);
    assertEquals(0, hold.lengthNs());
    assertNotEquals(number, hold.number());
  }
}
