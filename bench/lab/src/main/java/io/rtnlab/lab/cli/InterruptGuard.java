// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C (and SIGTERM) into "stop now, and show what there is": the virtual machine's exit
 * waits until the results so far are printed, though not for ever.
 */
final class InterruptGuard implements AutoCloseable {
  private static final long PATIENCE_S = 30;

  private final CountDownLatch printed = new CountDownLatch(1);
  private final Thread hook;

  InterruptGuard(Runnable stop) {
    hook =
        Thread.ofPlatform()
            .name("rtnlab-interrupted")
            .unstarted(
                () -> {
                  stop.run();
                  awaitPrinted();
                });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The results are out; the process may end. */
  void printed() {
    printed.countDown();
  }

  @Override
  public void close() {
    printed();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // Ctrl-C came; the hook has run or is about to return.
    }
  }

  private void awaitPrinted() {
    try {
      if (!printed.await(PATIENCE_S, TimeUnit.SECONDS)) {
        System.err.println("rtnlab: the run did not stop within " + PATIENCE_S + " s; giving up");
      }
    } catch (InterruptedException shuttingDown) {
      Thread.currentThread().interrupt();
    }
  }
}
