// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.io.IOException;
import java.util.List;

/**
 * What happens around a worker's work, on the worker's own thread and outside everything measured:
 * how it gets into its network namespace, and how its results are checked by another way.
 */
public interface WorkerHooks {

  /**
   * The first thing on the worker's thread, before {@link Operation#prepare}.
   *
   * @return the thread's id in the kernel, as probes see it
   */
  default int enter(int worker) throws Exception {
    return kernelThreadId();
  }

  /**
   * Every worker has ended its measured part and nothing has been taken back yet.
   *
   * @param operations this worker's, in the order of the mix
   */
  default void atPeak(int worker, List<Operation> operations) throws Exception {}

  /** Every worker has taken back what it made; its operations are still open. */
  default void afterCleanUp(int worker, List<Operation> operations) throws Exception {}

  /** The last thing on the worker's thread, once its operations are closed. */
  default void leave(int worker) {}

  /** Does nothing but ask for the thread's id. */
  WorkerHooks NONE = new WorkerHooks() {};

  /**
   * The calling thread's id ({@code gettid(2)}), read from the link {@code /proc/thread-self}.
   * Inside a PID namespace it is not the one that probes see.
   */
  static int kernelThreadId() throws IOException {
    return ThreadSelf.id();
  }
}
