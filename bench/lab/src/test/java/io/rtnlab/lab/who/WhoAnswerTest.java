// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.who;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.stack.Symbols;
import io.rtnlab.probes.task.MutexLook;
import io.rtnlab.probes.task.OwnerChain;
import io.rtnlab.probes.task.Task;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.probes.task.TaskLook.Knows;
import io.rtnlab.probes.task.TaskSleep;
import io.rtnlab.probes.task.WantedLock;
import io.rtnlab.results.who.WhoDocument;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WhoAnswerTest {
  private static final Symbols SYMBOLS =
      new Symbols() {
        @Override
        public Map<String, Long> addressesOf(Collection<String> names) {
          return Map.of();
        }

        @Override
        public Map<Long, String> namesOf(Collection<Long> addresses) {
          return Map.of(1L, "schedule", 2L, "__mutex_lock", 3L, "synchronize_rcu_expedited");
        }
      };

  /** A PID namespace, or a kernel that guards its init, hides tasks from the iterator. */
  @Test
  void aHolderThatIsHiddenIsSaidToBeHidden() throws IOException {
    WhoDocument who = WhoAnswer.of(inspection(4711, false));
    assertEquals(WhoDocument.HELD, who.state());
    assertTrue(
        who.doubts().contains("the holder, thread 4711, is not among the tasks shown"),
        who::toString);
    assertTrue(
        who.doubts()
            .contains("not all tasks show: process 1 is hidden (PID namespace, or guarded)"),
        who::toString);
  }

  @Test
  void whereAllTasksShowNothingIsDoubted() throws IOException {
    WhoDocument who = WhoAnswer.of(inspection(0, true));
    assertEquals(WhoDocument.IDLE, who.state());
    assertEquals(List.of("two looks agree; spinners not visible"), who.doubts());
  }

  /** RCU's own mutex has no symbol here, but a caller. */
  @Test
  void aLockWithoutANameIsNamedByItsCaller() throws IOException {
    Task holder =
        new Task(
            7,
            7,
            "ip",
            new WantedLock(0x2000, WantedLock.Kind.MUTEX, 0, ""),
            new TaskSleep(2, false, 1, 1),
            0,
            "",
            List.of(1L, 2L, 3L));
    WhoDocument who = WhoAnswer.of(inspection(7, true, Map.of(7, holder)));
    assertEquals("mutex of synchronize_rcu_expedited, 0x2000", who.chain().getFirst().wants());
  }

  private static Inspection inspection(int owner, boolean showsInit) {
    return inspection(owner, showsInit, Map.of());
  }

  private static Inspection inspection(int owner, boolean showsInit, Map<Integer, Task> tasks) {
    MutexLook mutex = new MutexLook(1, owner, owner, 0, List.of(), true);
    TaskLook look = new TaskLook(mutex, mutex, tasks, Set.of(Knows.values()));
    return new Inspection(
        new RtnlAddress(0x1000, RtnlAddress.Source.KERNEL_SYMBOLS, 1, 1),
        look,
        OwnerChain.from(owner, look),
        true,
        2,
        0,
        0,
        showsInit,
        SYMBOLS);
  }
}
