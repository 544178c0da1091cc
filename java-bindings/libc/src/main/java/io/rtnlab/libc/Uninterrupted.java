// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for work in the kernel that an interrupt cannot take back; the interrupt stays set. */
public final class Uninterrupted {
  private Uninterrupted() {}

  /**
   * Waits until the work is done.
   *
   * @param hurry called on an interrupt, to make the work end soon
   * @throws IOException what the work threw; other checked exceptions come wrapped in one
   */
  public static <T> T get(Future<T> work, Runnable hurry) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return work.get();
        } catch (InterruptedException e) {
          interrupted = true;
          hurry.run();
        } catch (ExecutionException e) {
          throw asThrown(e.getCause() == null ? e : e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static IOException asThrown(Throwable cause) {
    return switch (cause) {
      case IOException expected -> expected;
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> new IOException(cause);
    };
  }
}
