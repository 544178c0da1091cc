// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.ledger.LedgerRow;
import java.util.List;
import java.util.stream.Stream;

/** Our own requests: their parts, summed per operation. */
final class Requests {
  private final OurThreads ours;
  private final OperationSum[] sums;
  private final ProbeCapabilities capabilities;
  private long unmatched;
  private long negativeParts;
  private long worstNegativeNs;

  /** Waits of requests that were given up without an end. */
  private long orphanedWaitNs;

  Requests(List<String> operations, ProbeCapabilities capabilities, OurThreads ours) {
    this.ours = ours;
    this.capabilities = capabilities;
    sums = operations.stream().map(OperationSum::new).toArray(OperationSum[]::new);
  }

  void begin(long timeNs, int operation, KnownThread thread, boolean incomplete) {
    if (thread.inRequest) {
      abandon(thread);
    }
    if (!thread.ours) {
      ours.add(thread);
    }
    thread.ours = true;
    thread.inRequest = true;
    thread.operation = operation;
    thread.requestBeginNs = timeNs;
    thread.requestIncomplete = incomplete;
  }

  void end(long timeNs, int operation, int result, long systemCallNs, KnownThread thread) {
    if (!thread.inRequest || thread.operation != operation) {
      if (thread.inRequest) {
        abandon(thread);
      }
      unmatched++;
      return;
    }
    long wallNs = timeNs - thread.requestBeginNs;
    long remainderNs = wallNs - systemCallNs;
    long waitNs = thread.requestWait.totalNs();
    OffCpuSum offCpu = thread.requestOffCpu;
    // Holds that are not measured are part of the rest.
    long restOnCpuNs =
        systemCallNs
            - waitNs
            - Math.max(thread.requestHoldNs, offCpu.heldNs())
            - offCpu.notHeldNs();
    long lowestNs = Math.min(remainderNs, restOnCpuNs);
    if (lowestNs < 0) {
      negativeParts++;
      worstNegativeNs = Math.min(worstNegativeNs, lowestNs);
    }
    OperationSum sum = sums[operation];
    thread.lastRequestEndNs = timeNs;
    thread.lastOperation = operation;
    sum.count++;
    sum.failed += result < 0 ? 1 : 0;
    sum.incomplete += thread.requestIncomplete ? 1 : 0;
    sum.wallNs += wallNs;
    sum.systemCallNs += systemCallNs;
    sum.wait.add(thread.requestWait);
    sum.waitShare.add(timeNs, waitNs, wallNs);
    sum.offCpu.add(offCpu);
    sum.otherLocksNs += thread.requestOtherLocksNs;
    sum.waitPerRequest.record(waitNs);
    sum.remainderPerRequest.record(remainderNs);
    sum.cpuPerRequest.record(wallNs - waitNs - offCpu.heldNs() - offCpu.notHeldNs());
    over(thread);
  }

  /**
   * Whether a request that ends now took the mutex without an event, as far as can be said: it
   * succeeded and never waited, and others of its operation did wait.
   */
  boolean tookUnseen(KnownThread thread, int operation, int result) {
    return thread.inRequest
        && thread.operation == operation
        && result >= 0
        && !thread.requestIncomplete
        && thread.requestWait.totalNs() == 0
        && sums[operation].wait.totalNs() > 0;
  }

  void held(KnownThread thread, long ns) {
    thread.requestHoldNs += ns;
    OperationSum sum = sums[thread.operation];
    sum.holds++;
    sum.holdNs += ns;
    sum.holdLengths.record(ns);
  }

  /** The open request waited for another lock. */
  void waitedElsewhere(KnownThread thread, long ns) {
    thread.requestOtherLocksNs += ns;
  }

  long unmatched() {
    return unmatched;
  }

  long negativeParts() {
    return negativeParts;
  }

  long worstNegativeNs() {
    return worstNegativeNs;
  }

  long orphanedWaitNs() {
    return orphanedWaitNs;
  }

  List<LedgerRow> rows(boolean tryLockers) {
    return Stream.of(sums).map(sum -> sum.toRow(capabilities, tryLockers)).toList();
  }

  private void abandon(KnownThread thread) {
    unmatched++;
    orphanedWaitNs += thread.requestWait.totalNs();
    over(thread);
  }

  private static void over(KnownThread thread) {
    thread.inRequest = false;
    thread.requestWait.clear();
    thread.requestHoldNs = 0;
    thread.requestOtherLocksNs = 0;
    thread.requestOffCpu.clear();
  }

  private static final class OperationSum {
    private final String name;
    private long count;
    private long failed;
    private long incomplete;
    private long wallNs;
    private long systemCallNs;
    private final ShareEstimate waitShare = new ShareEstimate();
    private final SplitSum wait = new SplitSum();
    private final OffCpuSum offCpu = new OffCpuSum();
    private long otherLocksNs;
    private long holds;
    private long holdNs;
    private final Durations holdLengths = Durations.withSums();
    private final Durations waitPerRequest = Durations.withoutSums();
    private final Durations remainderPerRequest = Durations.withoutSums();
    private final Durations cpuPerRequest = Durations.withSums();

    OperationSum(String name) {
      this.name = name;
    }

    LedgerRow toRow(ProbeCapabilities capabilities, boolean tryLockers) {
      return new LedgerRow(
          name,
          new LedgerRow.Requests(count, failed, incomplete),
          wallNs,
          systemCallNs,
          wait.toSplit(tryLockers),
          waitShare.share(),
          capabilities.everyAcquisition()
              ? new LedgerRow.OwnHold(holds, holdNs, holdLengths.medianNs(), holdLengths.spread())
              : null,
          capabilities.offCpu() ? offCpu.toOffCpu() : null,
          capabilities.otherLocks() ? (Long) otherLocksNs : null,
          new LedgerRow.PerRequest(
              waitPerRequest.spread(), remainderPerRequest.spread(), cpuPerRequest.medianNs()));
    }
  }
}
