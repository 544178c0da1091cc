// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnerChainTest {
  private static final MutexLook MUTEX = new MutexLook(0, 0, 1, 0, List.of(), true);

  @Test
  void leadsToTheTaskThatWaitsForNoLock() {
    OwnerChain chain = OwnerChain.from(1, look(task(1, 2, 5), task(2, 3, 5), task(3, 0, 5)));
    assertEquals(List.of(1, 2, 3), chain.threads());
    assertTrue(chain.complete());
  }

  @Test
  void breaksOffWhereTheOwnerIsNotThere() {
    OwnerChain chain = OwnerChain.from(1, look(task(1, 2, 5)));
    assertEquals(List.of(1, 2), chain.threads()); // a further look must show it
    assertFalse(chain.complete());
    assertEquals(List.of(), OwnerChain.from(9, look(task(1, 2, 5))).tasks());
  }

  @Test
  void aCircleEnds() {
    OwnerChain chain = OwnerChain.from(1, look(task(1, 2, 5), task(2, 1, 5)));
    assertEquals(2, chain.tasks().size());
    assertFalse(chain.complete());
  }

  @Test
  void noOwnerHasNoChain() {
    assertEquals(List.of(), OwnerChain.from(0, look(task(1, 0, 5))).tasks());
  }

  /** Who ran meanwhile may have taken and released a lock unseen. */
  @Test
  void chainsAgreeOnlyWhereNoneInThemRan() {
    OwnerChain first = OwnerChain.from(1, look(task(1, 2, 5), task(2, 0, 7)));
    assertTrue(first.sameAs(OwnerChain.from(1, look(task(1, 2, 5), task(2, 0, 8)))));
    assertFalse(first.sameAs(OwnerChain.from(1, look(task(1, 2, 6), task(2, 0, 7)))));
    assertFalse(first.sameAs(OwnerChain.from(1, look(task(1, 0, 5), task(2, 0, 7)))));
    assertFalse(first.sameAs(OwnerChain.from(2, look(task(2, 0, 7)))));
  }

  private static TaskLook look(Task... tasks) {
    return TaskLook.of(MUTEX, MUTEX, List.of(tasks), Set.of());
  }

  /** A task that wants a lock of {@code owner}'s, or none where that is 0. */
  private static Task task(int thread, int owner, long switches) {
    WantedLock wants =
        owner == 0
            ? WantedLock.NONE
            : new WantedLock(0x1000 + owner, WantedLock.Kind.MUTEX, owner, "");
    return new Task(
        thread, thread, "t", wants, new TaskSleep(2, false, 0, switches), 0, "", List.of());
  }
}
