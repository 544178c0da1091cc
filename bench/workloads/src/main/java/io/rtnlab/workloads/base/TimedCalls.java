// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.engine.Stopwatch;
import io.rtnlab.libc.SystemCall;

/** System calls with a stopwatch around them. One worker's. */
public final class TimedCalls {
  private final SystemCall kernel = new SystemCall();
  private final Stopwatch stopwatch;

  public TimedCalls(Stopwatch stopwatch) {
    this.stopwatch = stopwatch;
  }

  /** As {@link SystemCall#call(long, long, long, long, long)}. */
  public int call(long number, long a, long b, long c, long d) {
    stopwatch.start();
    long result = kernel.call(number, a, b, c, d);
    stopwatch.stop();
    return (int) result;
  }

  public int call(long number, long a, long b, long c) {
    return call(number, a, b, c, 0);
  }
}
