package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.LockEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Merges the streams of many sources (the kernel's per-CPU buffers, our own workers) into one in
 * time order. An event is held back until it is older than the watermark, {@code now − holdBackNs},
 * so that a source that is read later can still put its own in front.
 *
 * <pre>
 *  CPU 0     ──●──●────────●─▶┐
 *  CPU 1     ────●────●──●───▶├─▶ in order up to now − holdBackNs │ held back …│ now
 *  worker 3  ─●─────────●────▶┘
 * </pre>
 *
 * <p>Events of one source with the same time keep their order. An event that comes after a later
 * one has been passed on is passed on too, at once and out of order, and counted. When more than
 * {@code capacity} events wait, the oldest go early, which is counted as well: memory is bounded
 * and nothing is dropped. Used by one thread.
 */
public final class EventMerger {
  public static final long DEFAULT_HOLD_BACK_NS = 100_000_000;
  public static final int DEFAULT_CAPACITY = 1 << 20;

  private final long holdBackNs;
  private final int capacity;
  private final Consumer<LockEvent> out;
  private final List<Source> sources = new ArrayList<>();
  private final PriorityQueue<Source> byHead =
      new PriorityQueue<>(
          Comparator.comparingLong(Source::headTimeNs).thenComparingInt(source -> source.index));

  private int waiting;
  private long emitted;
  private long late;
  private long worstLatenessNs;
  private long hurried;
  private long lastTimeNs = Long.MIN_VALUE;

  /**
   * Merges into {@code out}.
   *
   * @param holdBackNs how long an event waits for older ones: longer than the longest time between
   *     two readings of any source
   * @param capacity how many events may wait
   */
  public EventMerger(long holdBackNs, int capacity, Consumer<LockEvent> out) {
    if (holdBackNs < 0 || capacity < 1) {
      throw new IllegalArgumentException(
          "a merger needs holdBackNs >= 0 and capacity >= 1, got " + holdBackNs + ", " + capacity);
    }
    this.holdBackNs = holdBackNs;
    this.capacity = capacity;
    this.out = out;
  }

  /** Holds back 100 ms and a million events. */
  public EventMerger(Consumer<LockEvent> out) {
    this(DEFAULT_HOLD_BACK_NS, DEFAULT_CAPACITY, out);
  }

  /** Adds a source. Hand its events to the {@link Source} in their own order. */
  public Source source() {
    Source source = new Source(sources.size());
    sources.add(source);
    return source;
  }

  /**
   * Passes on, in order, what is older than the watermark.
   *
   * @param nowNs {@code CLOCK_MONOTONIC}, taken before the sources were last read
   * @return how many events were passed on
   */
  public int advance(long nowNs) {
    return emitUpTo(nowNs - holdBackNs);
  }

  /** Passes on all that is left: the sources have ended. */
  public int flush() {
    return emitUpTo(Long.MAX_VALUE);
  }

  /** Counts so far. */
  public Statistics statistics() {
    return new Statistics(emitted, waiting, late, worstLatenessNs, hurried);
  }

  private int emitUpTo(long watermarkNs) {
    int count = 0;
    for (Source next = byHead.peek();
        next != null && next.headTimeNs() <= watermarkNs;
        next = byHead.peek()) {
      emitOldest();
      count++;
    }
    return count;
  }

  private void emitOldest() {
    Source source = byHead.remove();
    LockEvent event = source.queue.removeFirst();
    if (!source.queue.isEmpty()) {
      byHead.add(source);
    }
    waiting--;
    emitted++;
    long timeNs = event.timeNs();
    if (timeNs < lastTimeNs) {
      late++;
      worstLatenessNs = Math.max(worstLatenessNs, lastTimeNs - timeNs);
    } else {
      lastTimeNs = timeNs;
    }
    out.accept(event);
  }

  /** One stream to merge. */
  public final class Source implements Consumer<LockEvent> {
    private final int index;
    private final SortedQueue queue = new SortedQueue();

    private Source(int index) {
      this.index = index;
    }

    /** Takes the next event of this source; one that is slightly out of order finds its place. */
    @Override
    public void accept(LockEvent event) {
      boolean wasEmpty = queue.isEmpty();
      boolean newHead = wasEmpty || event.timeNs() < queue.first().timeNs();
      if (newHead && !wasEmpty) {
        byHead.remove(this);
      }
      queue.add(event);
      if (newHead) {
        byHead.add(this);
      }
      waiting++;
      if (waiting > capacity) {
        hurried++;
        emitOldest();
      }
    }

    private long headTimeNs() {
      return queue.first().timeNs();
    }
  }

  /**
   * What a merger has to say about itself.
   *
   * @param emitted events passed on
   * @param waiting events still held back
   * @param late events passed on after a later one
   * @param worstLatenessNs how far behind the worst of them was
   * @param hurried events passed on before the watermark because too many waited
   */
  public record Statistics(
      long emitted, int waiting, long late, long worstLatenessNs, long hurried) {}
}
