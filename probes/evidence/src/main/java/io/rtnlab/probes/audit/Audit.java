// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.audit;

import io.rtnlab.probes.attribution.WaitObserver;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.PrimitiveEventSink;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.LongPredicate;

/**
 * Compares the segments of all waits with samples of the owner. Samples up to a time come before
 * the segments up to that time. Used by one thread.
 *
 * <pre>
 *  samples   ────x──────────x────────x─────▶
 *  waiter A  ─┤ PROVED X │ SNAPSHOT X ├──      one statement a wait at each sample
 *  waiter B  ──────┤    SNAPSHOT X    ├──
 *  looks     ─│────│─────│────────────│──     how far the nearest was, for each sample
 * </pre>
 *
 * <p>Judged are the waits that the ledger counts, from their begin to their end: those that begin
 * in the measured part.
 */
public final class Audit implements SampleSink, WaitObserver {
  /** Beyond so many statements, every second sample goes. */
  private static final int MOST_STATEMENTS = 1 << 22;

  private final OwnerSamples samples = new OwnerSamples();
  private final Statements statements = new Statements();
  private final SampleTimes times = new SampleTimes();

  /** Keeps one sample of so many. */
  private int keepOneOf = 1;

  /** Waits that go on, by thread. */
  private final Map<Integer, OpenWait> open = new HashMap<>();

  private int skipped;
  private int nearSegment;
  private int nearLook;
  private long lastLookNs = Long.MIN_VALUE / 2;

  private static final class OpenWait {
    private int begin;
    private long knownUntilNs;

    private OpenWait(int begin) {
      this.begin = begin;
    }
  }

  @Override
  public void sample(long timeNs, int owner, long lateNs, boolean inInterrupt) {
    times.add(lateNs, inInterrupt);
    if (++skipped < keepOneOf) {
      return;
    }
    skipped = 0;
    samples.add(timeNs, owner);
  }

  @Override
  public void segment(
      int waiter,
      long fromNs,
      long untilNs,
      int holder,
      Evidence evidence,
      boolean ownerChangedWithin,
      HolderState state) {
    nearSegment = samples.firstFrom(fromNs, nearSegment);
    OpenWait wait = open.get(waiter);
    if (wait == null || wait.knownUntilNs != fromNs) { // the end of one may have been lost
      wait = new OpenWait(nearSegment);
      open.put(waiter, wait);
    }
    wait.knownUntilNs = untilNs;
    for (int sample = nearSegment;
        sample < samples.count() && samples.timeNs(sample) < untilNs;
        sample++) {
      statements.add(sample, waiter, wait.begin, holder, evidence.place);
    }
    if (statements.count() >= MOST_STATEMENTS) {
      halve();
    }
  }

  @Override
  public void ended(int waiter, long beginNs, long endNs, int result) {
    open.remove(waiter);
  }

  private void halve() {
    samples.halve();
    statements.halve();
    open.values().forEach(wait -> wait.begin = Statements.halved(wait.begin));
    keepOneOf *= 2;
    skipped = 0;
    nearSegment = 0;
    nearLook = 0;
  }

  /** The ledger read the owner at this time. */
  public void look(long timeNs) {
    while (nearLook < samples.count() && samples.timeNs(nearLook) <= timeNs) {
      long atNs = samples.timeNs(nearLook);
      samples.nearLook(nearLook, Math.min(timeNs - atNs, atNs - lastLookNs));
      nearLook++;
    }
    lastLookNs = timeNs;
  }

  /** How late the samples were taken, and where. */
  public SampleTimes times() {
    return times;
  }

  /**
   * The ledger against the sampled owners.
   *
   * @param counted which waits count, by when they began
   */
  public AuditTable table(LongPredicate counted) {
    return table(counted, new HolderSamples());
  }

  /**
   * The ledger against the sampled owners.
   *
   * @param counted which waits count, by when they began
   * @param found learns whose holds the samples fell into
   */
  public AuditTable table(LongPredicate counted, HolderSamples found) {
    return new Judgement(samples, statements, counted, _ -> true).table(samples::owner, found);
  }

  /**
   * The ledger against another truth at the same moments.
   *
   * @param counted which waits count, by when they began
   * @param known when the truth is known
   * @param truth the owner at a sample's time, as in {@link SampleSink#sample}
   */
  public AuditTable table(LongPredicate counted, LongPredicate known, TruthAt truth) {
    IntUnaryOperator owner = sample -> truth.ownerAt(samples.timeNs(sample));
    return new Judgement(samples, statements, counted, known).table(owner, new HolderSamples());
  }

  /** Who owned the mutex at a time. */
  @FunctionalInterface
  public interface TruthAt {
    int ownerAt(long timeNs);
  }

  /** Receives each event at which the backend read the owner. */
  public EventSink looks() {
    return new PrimitiveEventSink() {
      @Override
      public void requestBegin(long timeNs, int thread, int operation) {}

      @Override
      public void requestEnd(
          long timeNs, int thread, int operation, int result, long systemCallNs) {}

      @Override
      public void waitBegin(long timeNs, int thread, int owner, boolean queued, int stack) {
        if (owner != LockEvent.OWNER_UNREAD) {
          look(timeNs);
        }
      }

      @Override
      public void acquired(long timeNs, int thread, boolean waited, int result) {
        look(timeNs);
      }

      @Override
      public void infrequent(LockEvent.InfrequentEvent event) {
        switch (event) {
          case LockEvent.ThreadSeen _,
              LockEvent.StackSeen _,
              LockEvent.CgroupSeen _,
              LockEvent.LockSeen _,
              LockEvent.CallEnd _,
              LockEvent.OtherEnd _,
              LockEvent.HolderSampled _,
              LockEvent.Lost _ -> {
            // says nothing of the owner
          }
          default -> look(event.timeNs());
        }
      }
    };
  }
}
