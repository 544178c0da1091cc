// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Threads that fire requests of ours. What runs while nothing shows who owns the mutex may have
 * owned it: not proved, but of ours it is known which requests ran.
 */
final class OurThreads {
  private final List<KnownThread> threads = new ArrayList<>();

  /** A thread's first request. */
  void add(KnownThread thread) {
    threads.add(thread);
  }

  /**
   * Operations of which a request ran at some time of a stretch that ends now, so that it may have
   * held the mutex: neither asleep nor waiting for the mutex all the time.
   */
  BitSet ranSince(long fromNs, KnownThread waiter) {
    BitSet operations = new BitSet();
    for (KnownThread thread : threads) {
      if (thread == waiter) {
        continue;
      }
      if (thread.lastRequestEndNs > fromNs) {
        operations.set(thread.lastOperation);
      }
      if (thread.inRequest && !stoodStill(thread, fromNs)) {
        operations.set(thread.operation);
      }
    }
    return operations;
  }

  private static boolean stoodStill(KnownThread thread, long fromNs) {
    return (thread.wait.open && thread.wait.beginNs <= fromNs)
        || (thread.absent && thread.absence.sinceNs <= fromNs);
  }
}
