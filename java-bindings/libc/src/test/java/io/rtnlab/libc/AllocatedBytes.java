// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a piece of work allocates on the heap once the compiler is done with it. */
public final class AllocatedBytes {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 20_000;
  private static final int MAX_ROUNDS = 250;

  private AllocatedBytes() {}

  /**
   * Repeats the work in rounds of 20,000 calls until two rounds in a row allocate nothing. C1 alone
   * allocates 40 bytes for each downcall until C2, in the background, has replaced its code.
   *
   * @return bytes of the last round: 0, unless the work still allocates after 5,000,000 calls
   */
  public static long onceWarm(Runnable work) {
    long allocated = round(work);
    long previous = allocated;
    for (int round = 1; round < MAX_ROUNDS && (allocated != 0 || previous != 0); round++) {
      previous = allocated;
      allocated = round(work);
    }
    return Math.max(allocated, previous);
  }

  private static long round(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      work.run();
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
