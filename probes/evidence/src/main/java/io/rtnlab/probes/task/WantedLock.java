// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.task;

/**
 * A lock that a task sleeps for ({@code task_struct.blocked_on}, {@code task_struct.blocker}).
 *
 * @param address kernel address; {@link #NONE} where the task sleeps for no lock that shows
 * @param owner thread id of the owner at that moment, 0 for none. Of a semaphore the last one who
 *     got it, of a read-write semaphore possibly one of several readers
 * @param device name of the interface whose {@code dev->lock} it is; empty for any other lock
 */
public record WantedLock(long address, Kind kind, int owner, String device) {
  /** No lock, or none that this kernel shows. */
  public static final WantedLock NONE = new WantedLock(0, Kind.MUTEX, 0, "");

  /** include/linux/hung_task.h, in its order. */
  public enum Kind {
    MUTEX("mutex"),
    SEMAPHORE("semaphore"),
    RWSEM_READ("rwsem, to read"),
    RWSEM_WRITE("rwsem, to write");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** Whether there is one. */
  public boolean present() {
    return address != 0;
  }
}
