package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.LockEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
 * one has been passed on is passed on too, out of order, and counted. When more than {@code
 * capacity} events wait, the oldest half goes early, which is counted as well: memory is bounded
 * and nothing is dropped. Used by one thread.
 */
public final class EventMerger {
  public static final long DEFAULT_HOLD_BACK_NS = 100_000_000;
  public static final int DEFAULT_CAPACITY = 1 << 20;

  private static final Comparator<LockEvent> BY_TIME = Comparator.comparingLong(LockEvent::timeNs);

  private final long holdBackNs;
  private final int capacity;
  private final Consumer<LockEvent> out;

  /** In the order of arrival behind what the last sort left: runs, which sort at little cost. */
  private final List<LockEvent> waiting = new ArrayList<>();

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
    return new Source();
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
    return new Statistics(emitted, waiting.size(), late, worstLatenessNs, hurried);
  }

  private int emitUpTo(long watermarkNs) {
    waiting.sort(BY_TIME);
    int due = 0;
    while (due < waiting.size() && waiting.get(due).timeNs() <= watermarkNs) {
      due++;
    }
    emit(due);
    return due;
  }

  private void emit(int count) {
    List<LockEvent> due = waiting.subList(0, count);
    for (LockEvent event : due) {
      if (event.timeNs() < lastTimeNs) {
        late++;
        worstLatenessNs = Math.max(worstLatenessNs, lastTimeNs - event.timeNs());
      } else {
        lastTimeNs = event.timeNs();
      }
      out.accept(event);
    }
    due.clear();
    emitted += count;
  }

  /** One stream to merge. */
  public final class Source implements Consumer<LockEvent> {
    private Source() {}

    /** Takes the next event of this source. */
    @Override
    public void accept(LockEvent event) {
      if (waiting.size() == capacity) {
        waiting.sort(BY_TIME);
        int half = (capacity + 1) / 2;
        hurried += half;
        emit(half);
      }
      waiting.add(event);
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
