// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/** Adds up the time inside a request's system calls, for {@link Request#systemCallNs}. */
public final class Stopwatch {
  private long startedNs;
  private long totalNs;
  private int calls;
  private long stoppedNs;
  private SpanSink ends = SpanSink.NONE;

  /** From now on {@code sink} hears of each call that is followed by another. */
  public void reportTo(SpanSink sink) {
    ends = sink;
  }

  /** Forgets the request before. */
  public void reset() {
    totalNs = 0;
    calls = 0;
  }

  /** Just before a system call. */
  public void start() {
    if (calls > 0) {
      ends.callEnd(stoppedNs);
    }
    startedNs = System.nanoTime();
  }

  /** Just after it. */
  public void stop() {
    stoppedNs = System.nanoTime();
    totalNs += stoppedNs - startedNs;
    calls++;
  }

  /** Since the last {@link #reset}. */
  public long totalNs() {
    return totalNs;
  }

  /** How many there were since the last {@link #reset}. */
  public int calls() {
    return calls;
  }
}
