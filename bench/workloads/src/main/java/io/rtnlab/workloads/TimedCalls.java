package io.rtnlab.workloads;

import io.rtnlab.engine.Stopwatch;
import io.rtnlab.libc.SystemCall;

/** System calls with a stopwatch around them. One worker's. */
final class TimedCalls {
  private final SystemCall kernel = new SystemCall();
  private final Stopwatch stopwatch;

  TimedCalls(Stopwatch stopwatch) {
    this.stopwatch = stopwatch;
  }

  /** As {@link SystemCall#call(long, long, long, long, long)}. */
  int call(long number, long a, long b, long c, long d) {
    stopwatch.start();
    long result = kernel.call(number, a, b, c, d);
    stopwatch.stop();
    return (int) result;
  }

  int call(long number, long a, long b, long c) {
    return call(number, a, b, c, 0);
  }
}
