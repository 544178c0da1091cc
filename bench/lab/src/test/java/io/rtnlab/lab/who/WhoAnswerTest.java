// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.who;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.stack.Symbols;
import io.rtnlab.probes.task.MutexLook;
import io.rtnlab.probes.task.OwnerChain;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.probes.task.TaskLook.Knows;
import io.rtnlab.results.who.WhoDocument;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WhoAnswerTest {
  private static final Symbols NONE =
      new Symbols() {
        @Override
        public Map<String, Long> addressesOf(Collection<String> names) {
          return Map.of();
        }

        @Override
        public Map<Long, String> namesOf(Collection<Long> addresses) {
          return Map.of();
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

  private static Inspection inspection(int owner, boolean showsInit) {
    MutexLook mutex = new MutexLook(1, owner, owner, 0, List.of(), true);
    TaskLook look = new TaskLook(mutex, mutex, Map.of(), Set.of(Knows.values()));
    return new Inspection(
        new RtnlAddress(0x1000, RtnlAddress.Source.KERNEL_SYMBOLS, 1, 1),
        look,
        OwnerChain.from(owner, look),
        true,
        2,
        0,
        0,
        showsInit,
        NONE);
  }
}
