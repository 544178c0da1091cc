// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.event;

import java.util.function.Consumer;

/**
 * Takes lock events. The four that nearly all of a stream consists of may come as plain numbers,
 * with the meaning of their records: at a million events a second the objects cost more than what
 * is done with them. A sink that does not care implements {@link #accept} alone and gets objects.
 */
@FunctionalInterface
public interface EventSink extends Consumer<LockEvent> {

  /** The same as a {@link LockEvent.RequestBegin}. */
  default void requestBegin(long timeNs, int thread, int operation) {
    accept(new LockEvent.RequestBegin(timeNs, thread, operation));
  }

  /** The same as a {@link LockEvent.RequestEnd}. */
  default void requestEnd(long timeNs, int thread, int operation, int result, long systemCallNs) {
    accept(new LockEvent.RequestEnd(timeNs, thread, operation, result, systemCallNs));
  }

  /** The same as a {@link LockEvent.CallEnd}. */
  default void callEnd(long timeNs, int thread) {
    accept(new LockEvent.CallEnd(timeNs, thread));
  }

  /** The same as a {@link LockEvent.WaitBegin}. */
  default void waitBegin(long timeNs, int thread, int owner, boolean queued, int stack) {
    accept(new LockEvent.WaitBegin(timeNs, thread, owner, queued, stack));
  }

  /** The same as a {@link LockEvent.Acquired}. */
  default void acquired(long timeNs, int thread, boolean waited, int result) {
    accept(new LockEvent.Acquired(timeNs, thread, waited, result));
  }
}
