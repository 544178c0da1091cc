// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.util.List;

/** One event of a recording, of whichever lock. Times are nanoseconds of the recording's clock. */
public sealed interface RecordedEvent {

  long timeNs();

  /** {@code flags} of a recording without them. */
  int FLAGS_UNKNOWN = -1;

  /**
   * {@code lock:contention_begin}.
   *
   * @param name {@code task_struct.comm} of the thread, empty where it is not recorded
   * @param flags {@code LCB_F_*}, or {@link #FLAGS_UNKNOWN}
   * @param stack kernel functions, innermost first; empty where none was recorded
   */
  record Begin(long timeNs, int thread, String name, long lock, int flags, List<String> stack)
      implements RecordedEvent {}

  /**
   * {@code lock:contention_end}.
   *
   * @param result 0, or {@code -errno} where the wait was given up
   */
  record End(long timeNs, int thread, String name, long lock, int result)
      implements RecordedEvent {}

  /**
   * {@code lock:contended_release} (Linux 7.2): a thread releases a lock that others wait for.
   *
   * @param stack as in {@link Begin}
   */
  record Release(long timeNs, int thread, String name, long lock, List<String> stack)
      implements RecordedEvent {}

  /**
   * {@code sched:sched_waking}: a thread wakes another.
   *
   * @param inInterrupt whether an interrupt did it that only happened to hit this thread; false
   *     where the recording does not say
   */
  record Waking(long timeNs, int thread, String name, int woken, boolean inInterrupt)
      implements RecordedEvent {}

  /**
   * Events are missing.
   *
   * @param untilNs from here on nothing is missing again
   * @param count how many, or {@link io.rtnlab.probes.event.LockEvent.Lost#COUNT_UNKNOWN}
   */
  record Lost(long timeNs, long untilNs, long count) implements RecordedEvent {}
}
