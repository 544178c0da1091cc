// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.probes.attribution.WaitObserver;
import io.rtnlab.probes.audit.Audit;
import io.rtnlab.probes.audit.AuditTable;
import io.rtnlab.probes.audit.HolderSamples;
import io.rtnlab.probes.audit.SampleSink;
import io.rtnlab.probes.audit.SampleTimes;
import io.rtnlab.probes.audit.Share;
import io.rtnlab.probes.bpf.BpfAuditSampler;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.ledger.WaitSplit;
import io.rtnlab.results.AuditDocument;
import io.rtnlab.results.AuditDocument.ExactHolds;
import io.rtnlab.results.AuditDocument.Interval;
import io.rtnlab.results.LedgerRows;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges the ledger of a run: by samples of the owner, and by recorded holds where a probe gives
 * them. Once the run has begun it belongs to the collecting thread.
 */
final class RunAudit implements AutoCloseable {
  /**
   * Recorded holds are the truth at any moment, so moments that cost nothing are drawn from them.
   */
  private static final long DRAWN_GAP_NS = 200_000;

  private final BpfAuditSampler sampler;
  private final Duration gap;
  private final Audit sampled = new Audit();
  private final Audit drawn = new Audit();
  private final SplittableRandom random = new SplittableRandom();
  private final @Nullable HoldersInTruth truths;
  private long nextDrawnNs = System.nanoTime();

  private RunAudit(BpfAuditSampler sampler, Duration gap, @Nullable HoldersInTruth truths) {
    this.sampler = sampler;
    this.gap = gap;
    this.truths = truths;
  }

  /**
   * Starts to sample.
   *
   * @param mutex address of {@code rtnl_mutex}
   * @param truths where a probe records all holds
   * @throws IOException naming what the kernel refused
   */
  static RunAudit open(long mutex, @Nullable HoldersInTruth truths) throws IOException {
    Duration gap = BpfAuditSampler.gap();
    try {
      return new RunAudit(BpfAuditSampler.open(mutex, gap), gap, truths);
    } catch (IOException refused) {
      throw new IOException("--audit: " + refused.getMessage(), refused);
    }
  }

  /** Hears of the segments of all waits. */
  WaitObserver segments() {
    return truths == null
        ? sampled
        : WaitObserver.both(WaitObserver.both(sampled, drawn), truths.waiting());
  }

  /** Hears of all events. */
  EventSink looks() {
    EventSink looks = sampled.looks();
    HoldersInTruth holders = truths;
    return holders == null
        ? looks
        : event -> {
          looks.accept(event);
          holders.accept(event);
        };
  }

  /** Takes the samples that have come; before the segments of that time are handed over. */
  void poll() {
    int _ = sampler.poll(sampled);
    if (truths == null) {
      return;
    }
    long nowNs = System.nanoTime();
    while (nextDrawnNs < nowNs) {
      drawn.sample(nextDrawnNs, SampleSink.NO_OWNER, 0, false);
      nextDrawnNs += 1 + (long) (-Math.log(1 - random.nextDouble()) * DRAWN_GAP_NS);
    }
  }

  /**
   * The judgement, once all segments have come.
   *
   * @param measured when the waits began that count
   * @param ledger what is judged
   * @param holds recorded by a probe; null where none was
   */
  AuditDocument document(LongPredicate measured, Ledger ledger, @Nullable RecordedHolds holds) {
    HolderSamples found = new HolderSamples();
    AuditTable table = sampled.table(measured, found);
    return new AuditDocument(
        sampling(table),
        rows(table),
        interval(table.wronglyNamed()),
        interval(table.overstated()),
        interval(table.another()),
        handover(ledger.waits(), table.noOwner()),
        distances(table),
        blindSpots(),
        holds == null ? null : exactHolds(holds, measured, ledger, found));
  }

  private AuditDocument.Sampling sampling(AuditTable table) {
    SampleTimes times = sampled.times();
    return new AuditDocument.Sampling(
        table.samples(),
        gap.toNanos(),
        table.changed(),
        sampler.lost(),
        times.count(),
        times.inInterrupt(),
        times.late(),
        times.latestNs());
  }

  private static List<AuditDocument.Row> rows(AuditTable table) {
    return table.classes().stream()
        .map(
            row ->
                new AuditDocument.Row(
                    LedgerRows.word(row.evidence()),
                    row.samples(),
                    row.right(),
                    row.other(),
                    row.noOwner(),
                    interval(row.rightShare())))
        .toList();
  }

  private static Interval interval(Share share) {
    return new Interval(share.share(), share.low(), share.high());
  }

  private static AuditDocument.Handover handover(WaitSplit waits, Share noOwner) {
    double all = Math.max(1, waits.totalNs());
    double atLeast = waits.handoverLowNs() / all;
    double atMost = waits.handoverHighNs() / all;
    return new AuditDocument.Handover(
        atLeast, atMost, interval(noOwner), atLeast <= noOwner.high() && noOwner.low() <= atMost);
  }

  private static List<AuditDocument.Distance> distances(AuditTable table) {
    return table.distances().stream()
        .filter(distance -> distance.samples() > 0)
        .map(
            distance ->
                new AuditDocument.Distance(
                    distance.fromNs(),
                    distance.untilNs() == Long.MAX_VALUE ? null : (Long) distance.untilNs(),
                    distance.samples(),
                    interval(distance.wronglyNamed()),
                    interval(distance.overstated())))
        .toList();
  }

  private List<String> blindSpots() {
    List<String> spots = new ArrayList<>();
    spots.add("time with interrupts off: a sample that falls into it comes late");
    spots.add("holds without the sample's interrupt, which lengthens the hold it falls into");
    spots.add("a CPU that stays idle: a sample wakes it for some microseconds");
    if (sampled.times().inInterrupt() < sampled.times().count()) {
      spots.add("Samples taken in a softirq are put off by a thread that has bottom halves off.");
    }
    return List.copyOf(spots);
  }

  private ExactHolds exactHolds(
      RecordedHolds holds, LongPredicate measured, Ledger ledger, HolderSamples found) {
    AuditTable table = drawn.table(measured, holds::covers, holds);
    return new ExactHolds(
        holds.probe(),
        rows(table),
        interval(table.wronglyNamed()),
        interval(table.overstated()),
        interval(table.another()),
        interval(table.noOwner()),
        truths == null ? List.of() : truths.table(holds, ledger.bounds(), found));
  }

  @Override
  public void close() {
    sampler.close();
  }
}
