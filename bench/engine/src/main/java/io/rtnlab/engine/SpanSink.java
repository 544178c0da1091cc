// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/**
 * Receives a worker's requests, on the worker's own thread, inside the measured loop: must not
 * allocate, block or throw. Requests of the warm-up and of the clean-up are included, since they
 * hold the mutex, but as spans of their own ({@link Labels#span}).
 */
public interface SpanSink {

  /**
   * A request starts.
   *
   * @param timeNs {@code System.nanoTime()} just before the request
   * @param span index into {@link Labels#spans}
   */
  void begin(long timeNs, int span);

  /**
   * The request is over.
   *
   * @param timeNs {@code System.nanoTime()} just after the request
   * @param span as at its begin
   * @param result 0 or {@code -errno}
   * @param systemCallNs how much of it passed inside system calls, as the operation measured it
   */
  void end(long timeNs, int span, int result, long systemCallNs);

  /**
   * A system call of the open request has ended, and another follows. By then the thread holds no
   * kernel mutex: evidence for the ledger. Need not be kept.
   *
   * @param timeNs {@code System.nanoTime()} just after the call
   */
  default void callEnd(long timeNs) {}

  /** Hears nothing. */
  SpanSink NONE =
      new SpanSink() {
        @Override
        public void begin(long timeNs, int span) {}

        @Override
        public void end(long timeNs, int span, int result, long systemCallNs) {}
      };
}
