// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import io.rtnlab.probes.task.TaskLook;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hold that goes on: looks that name one owner see one hold, as long as they are near to each
 * other or the owner, or the first in the queue, did not run in between. An owner that ran for
 * longer, unseen, may have let go and come back.
 */
final class PresentHold {
  private static final long NEAR_NS = 100_000_000;

  private @Nullable TaskLook last;
  private int owner;
  private long sinceNs;
  private long lastNs;
  private int number;

  /** A look found no owner. */
  void addIdle(long nowNs) {
    change(0, nowNs);
    last = null;
    lastNs = nowNs;
  }

  void add(TaskLook look) {
    long nowNs = look.after().timeNs();
    int now = look.after().owner();
    if (now != owner || (nowNs - lastNs > NEAR_NS && !surelyWentOn(look))) {
      change(now, nowNs);
    }
    // One that sleeps with the mutex took it before.
    long asleepNs = look.task(owner).map(task -> task.sleep().asleepNs()).orElse(0L);
    sinceNs = Math.min(sinceNs, nowNs - asleepNs);
    last = look;
    lastNs = nowNs;
  }

  private void change(int now, long nowNs) {
    if (now != owner || now != 0) {
      number++;
    }
    owner = now;
    sinceNs = nowNs;
  }

  private boolean surelyWentOn(TaskLook look) {
    TaskLook before = last;
    int first = look.after().first();
    return before != null
        && (stayed(owner, before, look)
            || (first != 0 && first == before.after().first() && stayed(first, before, look)));
  }

  /** Whether the thread did not run between two looks that name one owner of the mutex. */
  static boolean stayed(int thread, TaskLook before, TaskLook now) {
    return before.after().owner() == now.after().owner()
        && now.stayedOffCpu(thread, before)
        && wants(thread, before).equals(wants(thread, now));
  }

  private static Optional<Long> wants(int thread, TaskLook look) {
    return look.task(thread).map(task -> task.wants().address());
  }

  /** Thread id; 0 for none. */
  int owner() {
    return owner;
  }

  /** Nanoseconds; 0 where no thread owns it. */
  long lengthNs() {
    return owner == 0 ? 0 : lastNs - sinceNs;
  }

  /** Another for each hold, and for each time between them. */
  int number() {
    return number;
  }
}
