// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.lab.watch.SecondSeen.Stretch;
import io.rtnlab.probes.task.MutexLook;
import io.rtnlab.probes.task.Task;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.probes.task.TaskSleep;
import io.rtnlab.probes.task.WantedLock;
import io.rtnlab.results.watch.WatchSecond;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActivityTest {
  private static final long MUTEX = 0xffff_0000;

  private final PresentHold hold = new PresentHold();
  private final Activity activity = new Activity(MUTEX, Task::comm, hold);

  private void add(TaskLook look) {
    hold.add(look);
    activity.add(look);
  }

  private void addIdle(long nowNs) {
    hold.addIdle(nowNs);
    activity.addIdle(nowNs);
  }

  private static Task task(int thread, String comm, boolean waits, long asleepNs) {
    return new Task(
        thread,
        thread,
        comm,
        waits ? new WantedLock(MUTEX, WantedLock.Kind.MUTEX, 1, "") : WantedLock.NONE,
        new TaskSleep(waits ? 2 : 0, !waits, asleepNs, waits ? 7 : 1),
        0,
        "/" + comm,
        List.of());
  }

  private static TaskLook look(long timeNs, int owner, Task... tasks) {
    MutexLook mutex = new MutexLook(timeNs, owner, owner, 0, List.of(), true);
    return new TaskLook(
        mutex,
        mutex,
        Stream.of(tasks).collect(Collectors.toMap(Task::thread, Function.identity())),
        Set.of());
  }

  private SecondSeen end() {
    return activity.end(
        new WatchSecond("2026-01-01T00:00:00Z", "idle", 0, 0, 0, 0, 0, 0, 0, null), List.of());
  }

  @Test
  void holdsAndWaitsAreKeptWhenTheyEnd() {
    add(look(1000, 1, task(1, "holder", false, 0), task(2, "waiter", true, 100)));
    add(look(2000, 1, task(1, "holder", false, 0), task(2, "waiter", true, 1100)));
    assertEquals(List.of(), end().holds());
    addIdle(3000);
    SecondSeen seen = end();
    assertEquals(List.of(new Stretch("holder", "/holder", 1000)), seen.holds());
    assertEquals(List.of(new Stretch("waiter", "/waiter", 1100)), seen.waits());
    assertEquals(List.of(), end().holds());
  }

  @Test
  void whatOthersWaitIsTheHolders() {
    add(look(1000, 1, task(1, "holder", false, 0)));
    add(
        look(
            2000,
            1,
            task(1, "holder", false, 0),
            task(2, "waiter", true, 100),
            task(3, "waiter", true, 100)));
    assertEquals(List.of(new Stretch("holder", "/holder", 2000)), end().caused());
  }
}
