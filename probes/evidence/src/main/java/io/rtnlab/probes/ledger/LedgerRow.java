// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Where the time of one operation's requests went. The parts are measured each by itself:
 *
 * <pre>
 *  wall time of the request, measured around it
 *  ├─ inside system calls, measured around them
 *  │  ├─ waiting for the mutex, by the lock events          waiting
 *  │  ├─ holding it, where the backend can measure that     ownHold
 *  │  │  └─ of it off the CPU                               offCpu.heldNs()
 *  │  └─ the rest                                           systemCallRestNs()
 *  │     └─ of it off the CPU                               offCpuRestNs()
 *  └─ outside system calls                                  remainderNs()
 * </pre>
 *
 * @param operation its label
 * @param requests how many
 * @param wallNs sum of their wall times
 * @param systemCallNs sum of their times inside system calls
 * @param waiting sum of their waits
 * @param ownHold sum of their own holds; null where the backend cannot measure them
 * @param waitShare waiting, as a share of their wall time
 * @param offCpu what they spent off their CPU otherwise; null where the backend does not see that
 * @param otherLocksNs what they waited for locks other than the mutex, a part of the rest inside
 *     system calls and, where the wait slept, of {@code offCpu}; null where the backend does not
 *     see that
 * @param perRequest how the requests differ
 */
public record LedgerRow(
    String operation,
    Requests requests,
    long wallNs,
    long systemCallNs,
    WaitSplit waiting,
    Share waitShare,
    @Nullable OwnHold ownHold,
    @Nullable OffCpu offCpu,
    @Nullable Long otherLocksNs,
    PerRequest perRequest) {

  /**
   * Requests.
   *
   * @param count finished ones
   * @param failed those that the kernel answered with an error
   * @param incomplete those during which events were lost: their waits may be missing
   */
  public record Requests(long count, long failed, long incomplete) {}

  /**
   * How the requests differ.
   *
   * @param waiting waiting time of one
   * @param remainder time of one outside system calls
   * @param cpuMedianNs median of the wall time less waits and what was spent off the CPU otherwise;
   *     0 where there are no requests
   */
  public record PerRequest(Spread waiting, Spread remainder, long cpuMedianNs) {}

  /** Time inside system calls that is neither waiting nor, where measured, holding. */
  public long systemCallRestNs() {
    return systemCallNs - waiting.totalNs() - (ownHold == null ? 0 : ownHold.ns());
  }

  /**
   * Of the rest of the system calls, what was spent off the CPU; 0 where that is not seen. Holds
   * that are not measured are part of that rest.
   */
  public long offCpuRestNs() {
    if (offCpu == null) {
      return 0;
    }
    return offCpu.notHeldNs() + (ownHold == null ? offCpu.heldNs() : 0);
  }

  /** Wall time outside system calls. */
  public long remainderNs() {
    return wallNs - systemCallNs;
  }

  /**
   * What the requests held themselves.
   *
   * @param holds how many
   * @param ns sum of their lengths
   * @param medianNs the median length
   * @param spread length of one hold
   */
  public record OwnHold(long holds, long ns, long medianNs, Spread spread) {}
}
