// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.concurrent.locks.LockSupport;

/** Where the engine gets its time from. Tests bring their own. */
public interface Clock {

  /** Nanoseconds of a monotonic clock. */
  long nowNs();

  /** Lets the calling thread rest, at most about this long; may return early. */
  void rest(long ns);

  /**
   * {@code System.nanoTime()}, which on Linux is {@code CLOCK_MONOTONIC}. Rests without spinning,
   * so that waiting workers leave the CPUs to those that measure; the wake-up is late by the
   * thread's timer slack (50 µs unless prctl(PR_SET_TIMERSLACK) shortened it), which an open loop
   * records.
   */
  Clock SYSTEM =
      new Clock() {
        @Override
        public long nowNs() {
          return System.nanoTime();
        }

        @Override
        public void rest(long ns) {
          LockSupport.parkNanos(ns);
        }
      };
}
