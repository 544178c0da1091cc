// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.event;

import java.util.List;

/**
 * One thing that happened to {@code rtnl_mutex} or to a request of ours. All times are nanoseconds
 * of {@code CLOCK_MONOTONIC}; all thread ids are those of the initial PID namespace ({@code
 * task_struct.pid}).
 *
 * <p>The words follow kernel/locking/mutex.c. An acquisition takes one of two ways:
 *
 * <pre>
 *  fast  cmpxchg(owner, 0 → me)                      no event from the lock tracepoints
 *  slow  contention_begin(SPIN|MUTEX)  WaitBegin(queued = false)   trylock, then spin
 *        contention_begin(MUTEX)       WaitBegin(queued = true)    in the wait list, WAITERS bit set
 *        ... again at each wake-up ...
 *        contention_end(ret)           Acquired(waited = true, result = ret)
 * </pre>
 *
 * While any thread stands in the wait list the WAITERS bit is set and the fast path is closed, so
 * every acquisition but {@code mutex_trylock} shows.
 */
public sealed interface LockEvent {

  /** When, in nanoseconds of {@code CLOCK_MONOTONIC}. */
  long timeNs();

  /** {@link WaitBegin#owner} of a mutex that no thread held at that moment. */
  int OWNER_NONE = 0;

  /** {@link WaitBegin#owner} where the backend cannot read the mutex. */
  int OWNER_UNREAD = -1;

  /** The same where the mutex changed hands at every attempt to read owner and clock together. */
  int OWNER_CHANGING = -2;

  /** All but the four that nearly all of a stream consists of. */
  sealed interface InfrequentEvent extends LockEvent {}

  /**
   * A thread of ours starts a request.
   *
   * @param operation index into the run's list of operation names
   */
  record RequestBegin(long timeNs, int thread, int operation) implements LockEvent {}

  /**
   * The request that the thread had open is over.
   *
   * @param result 0 or {@code -errno}
   * @param systemCallNs time that the request spent inside system calls, measured around them
   */
  record RequestEnd(long timeNs, int thread, int operation, int result, long systemCallNs)
      implements LockEvent {}

  /** A system call of a thread of ours has ended inside a request, and another follows. */
  record CallEnd(long timeNs, int thread) implements InfrequentEvent {}

  /**
   * A thread found the mutex taken ({@code lock:contention_begin}). Several may belong to one wait;
   * the first opens it and each later one is another look at the owner.
   *
   * @param owner thread that held the mutex at this moment, {@link #OWNER_NONE}, {@link
   *     #OWNER_UNREAD} or {@link #OWNER_CHANGING}
   * @param queued whether the waiter is in the wait list (flags without {@code LCB_F_SPIN}), or
   *     still about to try and spin
   * @param stack backend's id of the waiter's kernel stack, negative where none was taken
   */
  record WaitBegin(long timeNs, int thread, int owner, boolean queued, int stack)
      implements LockEvent {}

  /**
   * A thread got the mutex, or gave up waiting for it.
   *
   * @param waited whether this ends a wait ({@code lock:contention_end}); false for an uncontended
   *     acquisition, which only exact backends see
   * @param result 0, or {@code -EINTR} where the wait was given up and the mutex is not held
   */
  record Acquired(long timeNs, int thread, boolean waited, int result) implements LockEvent {}

  /**
   * A thread let the mutex go.
   *
   * @param stack backend's id of the releaser's kernel stack, negative where none was taken
   */
  record Released(long timeNs, int thread, int stack) implements InfrequentEvent {}

  /**
   * Who a thread is, announced once before or soon after it first appears.
   *
   * @param process its thread-group id ({@code tgid})
   * @param name {@code task_struct.comm}
   * @param networkNamespace inode number of its network namespace, 0 where unknown
   * @param cgroup id of its cgroup v2, which a {@link CgroupSeen} names; 0 where unknown
   */
  record ThreadSeen(
      long timeNs, int thread, int process, String name, long networkNamespace, long cgroup)
      implements InfrequentEvent {
    /** A thread whose cgroup is not known. */
    public ThreadSeen(long timeNs, int thread, int process, String name, long networkNamespace) {
      this(timeNs, thread, process, name, networkNamespace, 0);
    }
  }

  /**
   * What the id of a cgroup stands for.
   *
   * @param path from the root of the hierarchy, such as {@code /system.slice/ssh.service}
   */
  record CgroupSeen(long timeNs, long cgroup, String path) implements InfrequentEvent {}

  /**
   * What the number of another lock stands for. 0 is the mutex itself.
   *
   * @param stack backend's id of the kernel stack of the first that waited for it, negative where
   *     none was taken
   */
  record LockSeen(long timeNs, int lock, LockKey key, int stack) implements InfrequentEvent {}

  /**
   * The owner of the mutex waits for another lock; again at each look at that lock's owner.
   *
   * @param lock its number
   * @param owner thread that owns that lock, {@link #OWNER_NONE} where none is known
   * @param root the last of those of whom each waits for a lock of the next; the owner itself where
   *     it waits for none
   */
  record OtherWait(long timeNs, int lock, int thread, int owner, int root)
      implements InfrequentEvent {}

  /**
   * A wait for another lock is over: the mutex owner's, or any of a thread of ours.
   *
   * @param waitedNs how long it lasted
   * @param result 0, or {@code -EINTR} where it was given up
   */
  record OtherEnd(long timeNs, int lock, int thread, long waitedNs, int result)
      implements InfrequentEvent {}

  /**
   * A thread begins or ends to free memory of others, because its own allocation found too little
   * (direct reclaim, {@code vmscan:mm_vmscan_direct_reclaim_begin}; {@code memcg_reclaim} for the
   * limit of its cgroup).
   *
   * @param holding whether it owns the mutex; false also where the backend cannot emit
   */
  record Reclaim(long timeNs, int thread, boolean begins, boolean holding)
      implements InfrequentEvent {}

  /**
   * A thread left its CPU: the owner of the mutex, or a thread of ours that went to sleep inside
   * the kernel for anything but the mutex ({@code sched:sched_switch}).
   *
   * @param holding whether it owned the mutex: then it still does when it is back, since no other
   *     thread else can let go
   * @param asleep whether it waits for something; otherwise it was preempted, and wants a CPU
   * @param stack backend's id of its kernel stack, negative where none was taken
   */
  record OffCpu(long timeNs, int thread, boolean holding, boolean asleep, int stack)
      implements InfrequentEvent {}

  /** A sleeper got what it waited for ({@code sched:sched_waking}), and wants a CPU from now on. */
  record Woken(long timeNs, int thread) implements InfrequentEvent {}

  /**
   * A thread that was reported off its CPU runs again. Not every return shows.
   *
   * @param holding whether it owns the mutex: then it has done so since it left its CPU
   */
  record OnCpu(long timeNs, int thread, boolean holding) implements InfrequentEvent {}

  /**
   * A look at the mutex from outside, by a sampler: no thread waits because of it.
   *
   * @param owner thread that held the mutex at this moment, {@link #OWNER_NONE} or {@link
   *     #OWNER_CHANGING}
   */
  record OwnerSeen(long timeNs, int owner) implements InfrequentEvent {}

  /**
   * A tick of a CPU's clock found the owner running on that CPU while others waited. Says where it
   * spends its time, and takes no part in the attribution.
   *
   * @param thread owned the mutex at this moment
   * @param stack backend's id of its kernel stack, negative where none was taken
   */
  record HolderSampled(long timeNs, int thread, int stack) implements InfrequentEvent {}

  /**
   * What the id of a stack stands for, announced once, before the first event that names it.
   *
   * @param frames kernel functions, innermost first
   */
  record StackSeen(long timeNs, int stack, List<String> frames) implements InfrequentEvent {}

  /**
   * Events are missing: whatever was open may have ended unseen, and whatever happened inside the
   * gap is no ground for a proof.
   *
   * @param timeNs start of the gap: the last moment up to which nothing was missing
   * @param untilNs end of the gap: from here on nothing is missing again
   * @param count how many, or {@link #COUNT_UNKNOWN}
   */
  record Lost(long timeNs, long untilNs, long count) implements InfrequentEvent {
    /** As the event file has it. */
    public static final long COUNT_UNKNOWN = -1;

    /** How many events are known to be missing: 0 where only that some are is known. */
    public long known() {
      return Math.max(0, count);
    }
  }
}
