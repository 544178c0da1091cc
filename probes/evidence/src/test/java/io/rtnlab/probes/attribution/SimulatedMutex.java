// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.event.LockEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * kernel/locking/mutex.c with its owner known: fast path, optimistic spinning, wait list, handoff,
 * waits given up, {@code mutex_trylock}, spinners that lose their CPU, wake-ups that find the
 * waiter awake and so do not show; driven by a seed. It says what the tracepoints would say and
 * records the truth: who held, and for how long others waited meanwhile.
 */
final class SimulatedMutex {
  /**
   * The truth: who owned from when to when.
   *
   * @param shownNs when its acquisition showed: {@code contention_end} comes after it
   */
  record Hold(int thread, long fromNs, long shownNs, long untilNs) {}

  /** What the backend can see. */
  enum ProbeCapabilities {
    TRACEPOINTS,
    OWNERS,
    OWNERS_AND_WAKE_UPS,
    OWNERS_AND_SWITCHES,
    OWNERS_AT_EVERY_SWITCH,
    EVERYTHING;

    boolean switches() {
      return this == OWNERS_AND_SWITCHES || this == OWNERS_AT_EVERY_SWITCH;
    }
  }

  private enum Step {
    IDLE,
    WANTS,
    SPINS,
    SPINS_WITHOUT_CPU,
    WINS_SPINNING,
    SLEEPS,
    WAKES,
    SPINS_AS_FIRST,
    WINS,
    GIVES_UP,
    HOLDS,
    AWAY,
    AFTER
  }

  private static final class Task {
    final int id;
    final boolean ours;

    /** Takes the mutex by {@code mutex_trylock} only, and is never seen to wait. */
    final boolean tries;

    Step step = Step.IDLE;
    long requestNs;
    long systemCallNs;

    /** What it goes on with when it is back on a CPU. */
    Step back = Step.HOLDS;

    boolean asleep;

    Task(int id, boolean ours, boolean tries) {
      this.id = id;
      this.ours = ours;
      this.tries = tries;
    }
  }

  private final Random random;
  private final ProbeCapabilities capabilities;
  private final Consumer<LockEvent> out;
  private final List<Task> tasks = new ArrayList<>();
  private final Deque<Task> list = new ArrayDeque<>();
  final List<Hold> holds = new ArrayList<>();

  /** A wait that is over. */
  private long nowNs = 1_000;

  private int owner;
  private boolean pickup;
  private boolean handoff;
  private long ownedSinceNs;
  private long shownNs;

  SimulatedMutex(
      long seed,
      int ours,
      int foreign,
      int tryLockers,
      ProbeCapabilities capabilities,
      Consumer<LockEvent> out) {
    random = new Random(seed);
    this.capabilities = capabilities;
    this.out = out;
    for (int i = 0; i < ours + foreign; i++) {
      tasks.add(new Task(100 + i, i < ours, false));
    }
    for (int i = 0; i < tryLockers; i++) {
      tasks.add(new Task(200 + i, false, true));
    }
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      nowNs += 1 + random.nextInt(200);
      step(tasks.get(random.nextInt(tasks.size())));
      if (capabilities == ProbeCapabilities.OWNERS_AT_EVERY_SWITCH && random.nextInt(20) == 0) {
        out.accept(new LockEvent.OwnerSeen(nowNs, pickup ? 0 : owner));
      }
    }
    ownedBy(0);
  }

  private void step(Task task) {
    switch (task.step) {
      case IDLE -> {
        if (task.ours) {
          out.accept(new LockEvent.RequestBegin(nowNs, task.id, task.id % 3));
          task.requestNs = nowNs;
        }
        task.step = Step.WANTS;
      }
      case WANTS -> {
        if (task.tries) {
          if (owner == 0) {
            ownedBy(task.id);
            shownNs = nowNs;
            if (capabilities == ProbeCapabilities.EVERYTHING) {
              out.accept(new LockEvent.Acquired(nowNs, task.id, false, 0));
            }
            task.step = Step.HOLDS;
          }
          return;
        }
        if (owner == 0 && list.isEmpty()) {
          ownedBy(task.id);
          shownNs = nowNs;
          if (capabilities == ProbeCapabilities.EVERYTHING) {
            out.accept(new LockEvent.Acquired(nowNs, task.id, false, 0));
          }
          task.step = Step.HOLDS;
        } else {
          look(task, false);
          task.step = Step.SPINS;
        }
      }
      case SPINS -> {
        if (owner == 0) {
          ownedBy(task.id);
          task.step = Step.WINS_SPINNING;
        } else if (capabilities.switches() && random.nextInt(4) == 0) {
          out.accept(new LockEvent.OffCpu(nowNs, task.id, false, false, -1));
          task.step = Step.SPINS_WITHOUT_CPU;
        } else if (random.nextInt(3) == 0) {
          list.addLast(task);
          look(task, true);
          task.step = Step.SLEEPS;
        }
      }
      case WINS_SPINNING -> {
        if (leavesCpu(task)) {
          return;
        }
        shownNs = nowNs;
        out.accept(new LockEvent.Acquired(nowNs, task.id, true, 0));
        task.step = Step.HOLDS;
      }
      case SPINS_WITHOUT_CPU -> {
        if (random.nextInt(6) == 0) {
          list.addLast(task);
          look(task, true);
          task.step = Step.SLEEPS;
        }
      }
      case SLEEPS -> {
        if (random.nextInt(200) == 0) {
          task.step = Step.GIVES_UP;
        }
      }
      case WAKES, SPINS_AS_FIRST -> wake(task);
      case WINS -> {
        if (leavesCpu(task)) {
          return;
        }
        list.remove(task);
        if (list.isEmpty()) {
          handoff = false;
        }
        shownNs = nowNs;
        out.accept(new LockEvent.Acquired(nowNs, task.id, true, 0));
        task.step = Step.HOLDS;
      }
      case GIVES_UP -> {
        if (owner == 0 || owner == task.id) {
          wake(task);
          return;
        }
        list.remove(task);
        if (list.isEmpty()) {
          handoff = false;
        }
        out.accept(new LockEvent.Acquired(nowNs, task.id, true, -Script.EINTR));
        task.step = Step.AFTER;
      }
      case AWAY -> {
        if (task.asleep) {
          out.accept(new LockEvent.Woken(nowNs, task.id));
          task.asleep = false;
        } else {
          if (random.nextInt(3) > 0) {
            out.accept(new LockEvent.OnCpu(nowNs, task.id, true));
          }
          task.step = task.back;
        }
      }
      case HOLDS -> {
        if (leavesCpu(task)) {
          return;
        }
        if (random.nextInt(4) == 0) {
          release(task);
          task.step = Step.AFTER;
        }
      }
      case AFTER -> {
        if (task.ours) {
          task.systemCallNs = nowNs - task.requestNs;
          out.accept(new LockEvent.RequestEnd(nowNs, task.id, task.id % 3, 0, task.systemCallNs));
        }
        task.step = Step.IDLE;
      }
    }
  }

  private void wake(Task task) {
    boolean first = list.peekFirst() == task;
    if (owner == 0) {
      ownedBy(task.id);
      task.step = Step.WINS;
    } else if (owner == task.id && pickup) {
      pickup = false;
      task.step = Step.WINS;
    } else if (first && task.step != Step.SPINS_AS_FIRST) {
      handoff = true;
      look(task, false);
      task.step = Step.SPINS_AS_FIRST;
    } else if (first) {
      look(task, true);
      task.step = Step.SLEEPS;
    } else {
      task.step = Step.SLEEPS;
    }
  }

  private void release(Task task) {
    Task first = list.peekFirst();
    if (capabilities == ProbeCapabilities.EVERYTHING
        || ((capabilities == ProbeCapabilities.OWNERS_AND_WAKE_UPS || capabilities.switches())
            && first != null
            && random.nextInt(3) > 0)) {
      out.accept(new LockEvent.Released(nowNs, task.id, -1));
    }
    if (handoff && first != null) {
      handoff = false;
      ownedBy(first.id);
      pickup = true;
    } else {
      ownedBy(0);
    }
    if (first != null && first.step == Step.SLEEPS) {
      first.step = Step.WAKES;
    }
  }

  private boolean leavesCpu(Task task) {
    if (!capabilities.switches() || random.nextInt(4) > 0) {
      return false;
    }
    task.asleep = random.nextBoolean();
    out.accept(new LockEvent.OffCpu(nowNs, task.id, true, task.asleep, -1));
    task.back = task.step;
    task.step = Step.AWAY;
    return true;
  }

  private void look(Task task, boolean queued) {
    int seen = capabilities == ProbeCapabilities.TRACEPOINTS ? LockEvent.OWNER_UNREAD : owner;
    out.accept(new LockEvent.WaitBegin(nowNs, task.id, seen, queued, -1));
  }

  private void ownedBy(int thread) {
    if (owner != 0) {
      holds.add(new Hold(owner, ownedSinceNs, Math.min(shownNs, nowNs), nowNs));
    }
    owner = thread;
    ownedSinceNs = nowNs;
    shownNs = Long.MAX_VALUE;
  }
}
