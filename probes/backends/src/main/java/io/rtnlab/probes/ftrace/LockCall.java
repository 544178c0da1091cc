// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

/**
 * Something that a thread was seen to do with the mutex: what the ring buffers of all CPUs come to
 * once they are decoded, before it is known what it meant.
 *
 * @param detail flags of a BEGIN, result of an END, 1 or 0 of a RETURNED, the count of a LOST
 * @param untilNs end of the gap of a LOST, 0 otherwise
 */
record LockCall(long timeNs, int thread, Kind kind, long detail, long untilNs) {

  enum Kind {
    /** {@code lock:contention_begin}. */
    BEGIN,
    /** {@code lock:contention_end}. */
    END,
    /** Entered a function that comes back with the mutex, or with {@code -EINTR} after a wait. */
    ENTERED,
    /** Entered {@code mutex_trylock}. */
    TRIED,
    /** Came back from such a function; {@code detail} says whether with the mutex. */
    RETURNED,
    /** Came back from such a function, for which mutex and with what result was not recorded. */
    LEFT,
    /** Entered {@code mutex_unlock}. */
    RELEASING,
    /** Calls are missing. */
    LOST
  }

  LockCall(long timeNs, int thread, Kind kind, long detail) {
    this(timeNs, thread, kind, detail, 0);
  }
}
