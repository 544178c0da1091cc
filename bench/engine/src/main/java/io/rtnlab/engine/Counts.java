// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.TreeMap;

/**
 * How many requests of one label one thread has fired in one phase. That thread alone writes;
 * others may look at any time without a lock and see numbers that are at most a moment old.
 */
sealed class Counts permits Recorder {
  private static final VarHandle REQUESTS;
  private static final VarHandle FAILURES;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      REQUESTS = lookup.findVarHandle(Counts.class, "requests", long.class);
      FAILURES = lookup.findVarHandle(Counts.class, "failures", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private long requests;
  private long failures;
  private long messages;
  private long systemCalls;
  private boolean uncounted;
  private long totalNs;
  private long systemCallNs;
  private final long[] byErrno = new long[Tally.UNKNOWN_ERRNO + 1];

  void add(int messages, int systemCalls, long serviceNs, long systemCallNs, int result) {
    REQUESTS.setOpaque(this, requests + 1);
    this.messages += messages;
    this.systemCalls += systemCalls;
    uncounted |= systemCalls < 0;
    this.totalNs += serviceNs;
    this.systemCallNs += systemCallNs;
    if (result != 0) {
      FAILURES.setOpaque(this, failures + 1);
      byErrno[result < 0 && result > -Tally.UNKNOWN_ERRNO ? -result : Tally.UNKNOWN_ERRNO]++;
    }
  }

  /** For any thread. */
  final long requests() {
    return (long) REQUESTS.getOpaque(this);
  }

  /** For any thread. */
  final long failures() {
    return (long) FAILURES.getOpaque(this);
  }

  /** For the thread that writes, or after it has ended. */
  final Tally tally() {
    TreeMap<Integer, Long> errors = new TreeMap<>();
    for (int errno = 0; errno < byErrno.length; errno++) {
      if (byErrno[errno] > 0) {
        errors.put(errno, byErrno[errno]);
      }
    }
    return new Tally(
        requests, messages, uncounted ? null : (Long) systemCalls, totalNs, systemCallNs, errors);
  }
}
