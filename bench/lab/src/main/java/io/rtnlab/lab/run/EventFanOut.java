// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.probes.attribution.Attribution;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.PrimitiveEventSink;
import io.rtnlab.probes.stream.EventWriter;
import org.jspecify.annotations.Nullable;

/**
 * Fans each event out, in order, to {@code events.bin}, the attribution and the optional recorders.
 * A run keeps the compiler from inlining these methods ({@code launcher/jvm/collected.args} says
 * why): each is a compilation unit of its own, with all that it calls.
 */
final class EventFanOut implements PrimitiveEventSink {
  private final EventWriter file;
  private final Attribution attribution;
  private final @Nullable HoldRecorder count;
  private final @Nullable EventSink looks;
  private final @Nullable FunctionMeter functions;

  /**
   * @param count where other counters are to be compared with
   * @param looks where the ledger is audited
   * @param functions where the kernel's functions are traced
   */
  EventFanOut(
      EventWriter file,
      Attribution attribution,
      @Nullable HoldRecorder count,
      @Nullable EventSink looks,
      @Nullable FunctionMeter functions) {
    this.file = file;
    this.attribution = attribution;
    this.count = count;
    this.looks = looks;
    this.functions = functions;
  }

  @Override
  public void infrequent(LockEvent.InfrequentEvent event) {
    file.infrequent(event);
    attribution.infrequent(event);
    if (count != null) {
      count.accept(event);
    }
    if (looks != null) {
      looks.accept(event);
    }
    if (functions != null && event instanceof LockEvent.Released released) {
      functions.released(released.timeNs(), released.thread());
    }
  }

  @Override
  public void requestBegin(long timeNs, int kernelThread, int operation) {
    file.requestBegin(timeNs, kernelThread, operation);
    attribution.requestBegin(timeNs, kernelThread, operation);
    if (looks != null) {
      looks.requestBegin(timeNs, kernelThread, operation);
    }
    if (functions != null) {
      functions.requestBegin(timeNs, kernelThread);
    }
  }

  @Override
  public void requestEnd(
      long timeNs, int kernelThread, int operation, int result, long systemCallNs) {
    file.requestEnd(timeNs, kernelThread, operation, result, systemCallNs);
    attribution.requestEnd(timeNs, kernelThread, operation, result, systemCallNs);
    if (functions != null) {
      functions.requestEnd(timeNs, kernelThread, operation);
    }
  }

  @Override
  public void callEnd(long timeNs, int kernelThread) {
    file.callEnd(timeNs, kernelThread);
    attribution.callEnd(timeNs, kernelThread);
  }

  @Override
  public void waitBegin(long timeNs, int waiter, int owner, boolean queued, int stack) {
    file.waitBegin(timeNs, waiter, owner, queued, stack);
    attribution.waitBegin(timeNs, waiter, owner, queued, stack);
    if (count != null) {
      count.waitBegin(timeNs, waiter, owner, queued, stack);
    }
    if (looks != null) {
      looks.waitBegin(timeNs, waiter, owner, queued, stack);
    }
  }

  @Override
  public void acquired(long timeNs, int kernelThread, boolean waited, int result) {
    file.acquired(timeNs, kernelThread, waited, result);
    attribution.acquired(timeNs, kernelThread, waited, result);
    if (count != null) {
      count.acquired(timeNs, kernelThread, waited, result);
    }
    if (looks != null) {
      looks.acquired(timeNs, kernelThread, waited, result);
    }
    if (functions != null && result == 0) {
      functions.acquired(timeNs, kernelThread);
    }
  }
}
