// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import org.jspecify.annotations.Nullable;

/** Closes what a preparation may have left half-made. */
public final class Closing {
  private Closing() {}

  /** Those that were made, in this order. */
  public static void all(@Nullable AutoCloseable... made) {
    for (AutoCloseable one : made) {
      if (one != null) {
        close(one);
      }
    }
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (RuntimeException broken) {
      throw broken;
    } catch (Exception impossible) {
      throw new AssertionError("sockets, descriptors and arenas do not throw", impossible);
    }
  }
}
