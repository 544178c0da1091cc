// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/** Adds up the time inside a request's system calls, for {@link Request#systemCallNs}. */
public final class Stopwatch {
  private long startedNs;
  private long totalNs;
  private int calls;

  /** Forgets the request before. */
  public void reset() {
    totalNs = 0;
    calls = 0;
  }

  /** Just before a system call. */
  public void start() {
    startedNs = System.nanoTime();
  }

  /** Just after it. */
  public void stop() {
    totalNs += System.nanoTime() - startedNs;
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
