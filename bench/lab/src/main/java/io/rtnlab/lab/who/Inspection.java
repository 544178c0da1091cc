// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.who;

import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.bpf.TaskLooks;
import io.rtnlab.probes.stack.Symbols;
import io.rtnlab.probes.task.OwnerChain;
import io.rtnlab.probes.task.Task;
import io.rtnlab.probes.task.TaskLook;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at all tasks until two looks agree, so that nothing is reported that was seen while it
 * changed. Takes no lock of the kernel's network stack, and so ends also while the RTNL is held.
 *
 * @param last the last look
 * @param chain the owner of the RTNL in that look, and whom it waits for
 * @param agreed whether the two last looks agree on owner and chain
 * @param heldAtLeastNs nanoseconds for which the owner has held it certainly
 * @param ownerSameForNs nanoseconds over which every look named that owner
 * @param showsInit whether process 1 is among the tasks: where it is not, others may be missing too
 */
record Inspection(
    RtnlAddress mutex,
    TaskLook last,
    OwnerChain chain,
    boolean agreed,
    int looks,
    long heldAtLeastNs,
    long ownerSameForNs,
    boolean showsInit,
    Symbols symbols) {
  static final int INIT = 1;
  private static final int LOOKS_AT_MOST = 10;
  private static final long PAUSE_NS = 1_000_000;
  private static final long PAUSE_WHILE_RUNNING_NS = 5_000_000;

  /**
   * Looks now.
   *
   * @param over an owner that runs, so that nothing proves since when it holds, is watched for so
   *     long
   */
  static Inspection make(HostLooks host, Duration over) throws IOException {
    return new Looker(host.looks(), host.mutex()).look(over.toNanos(), host.symbols());
  }

  /** The state of one inspection. */
  private static final class Looker {
    private final TaskLooks looks;
    private final RtnlAddress mutex;
    private TaskLook now;
    private OwnerChain chain;
    private int made;
    private long sameSinceNs;
    private long notRunSinceNs;
    private final boolean showsInit;

    private Looker(TaskLooks looks, RtnlAddress mutex) throws IOException {
      this.looks = looks;
      this.mutex = mutex;
      this.now = looks.look(List.of(INIT));
      this.showsInit = now.task(INIT).isPresent();
      this.chain = OwnerChain.from(now.after().owner(), now);
      this.made = 1;
      this.sameSinceNs = now.before().timeNs();
      this.notRunSinceNs = now.after().timeNs();
    }

    private Inspection look(long overNs, Symbols symbols) throws IOException {
      boolean agreed = false;
      while (!agreed && made < LOOKS_AT_MOST) {
        agreed = again(PAUSE_NS);
      }
      long provenNs = agreed ? provenNs() : 0;
      int owner = now.after().owner();
      while (agreed
          && owner != 0
          && Math.max(provenNs, sameForNs()) < overNs
          && !asleep(owner)
          && now.after().owner() == owner) {
        again(PAUSE_WHILE_RUNNING_NS);
        provenNs = now.after().owner() == owner ? Math.max(provenNs, provenNs()) : 0;
      }
      return new Inspection(
          mutex,
          now,
          chain,
          agreed,
          made,
          provenNs,
          owner == 0 ? 0 : sameForNs(),
          showsInit,
          symbols);
    }

    /** Looks once more; returns whether this look and the one before agree. */
    private boolean again(long pauseNs) throws IOException {
      LockSupport.parkNanos(pauseNs);
      TaskLook before = now;
      OwnerChain chainBefore = chain;
      now = looks.look(chainBefore.threads());
      chain = OwnerChain.from(now.after().owner(), now);
      made++;
      int owner = now.after().owner();
      boolean sameOwner =
          before.after().owner() == owner
              && now.before().owner() == owner
              && before.before().owner() == owner;
      if (before.after().owner() != owner || now.before().owner() != owner) {
        sameSinceNs = now.after().timeNs();
      }
      if (ownerRan(before)) {
        notRunSinceNs = now.after().timeNs();
      }
      return sameOwner
          && now.before().steady()
          && now.after().steady()
          && chain.sameAs(chainBefore);
    }

    /** Whether the owner may have been on a CPU since the look before. */
    private boolean ownerRan(TaskLook before) {
      int owner = now.after().owner();
      return before.after().owner() != owner || !now.stayedOffCpu(owner, before);
    }

    private boolean asleep(int thread) {
      return now.task(thread).map(task -> task.sleep().asleep()).orElse(false);
    }

    private long sameForNs() {
      return now.after().timeNs() - sameSinceNs;
    }

    /**
     * A task that sleeps, or wants a CPU, has not taken the mutex since it ran last. A task that is
     * first in the wait list is woken by each release, and so has not seen one since it ran last.
     */
    private long provenNs() {
      int owner = now.after().owner();
      if (owner == 0) {
        return 0;
      }
      long holderNs = now.task(owner).map(task -> task.sleep().asleepNs()).orElse(0L);
      long firstNs =
          now.before().first() != now.after().first()
              ? 0
              : now.task(now.before().first())
                  .filter(task -> task.wants().address() == mutex.address())
                  .filter(task -> task.sleep().asleep())
                  .map(Task::sleep)
                  .map(sleep -> sleep.asleepNs())
                  .orElse(0L);
      return Math.max(now.after().timeNs() - notRunSinceNs, Math.max(holderNs, firstNs));
    }
  }
}
