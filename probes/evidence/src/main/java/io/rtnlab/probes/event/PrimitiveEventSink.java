// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.event;

/** A sink that takes the four frequent events as numbers, however they come. */
public interface PrimitiveEventSink extends EventSink {
  @Override
  void requestBegin(long timeNs, int thread, int operation);

  @Override
  void requestEnd(long timeNs, int thread, int operation, int result, long systemCallNs);

  @Override
  void waitBegin(long timeNs, int thread, int owner, boolean queued, int stack);

  @Override
  void acquired(long timeNs, int thread, boolean waited, int result);

  /** Takes any other event. */
  void infrequent(LockEvent.InfrequentEvent event);

  @Override
  default void accept(LockEvent event) {
    switch (event) {
      case LockEvent.RequestBegin e -> requestBegin(e.timeNs(), e.thread(), e.operation());
      case LockEvent.RequestEnd e ->
          requestEnd(e.timeNs(), e.thread(), e.operation(), e.result(), e.systemCallNs());
      case LockEvent.WaitBegin e ->
          waitBegin(e.timeNs(), e.thread(), e.owner(), e.queued(), e.stack());
      case LockEvent.Acquired e -> acquired(e.timeNs(), e.thread(), e.waited(), e.result());
      case LockEvent.InfrequentEvent e -> infrequent(e);
    }
  }
}
