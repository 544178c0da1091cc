package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.LockEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

  private final List<Source> sources = new ArrayList<>();

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
    Source source = new Source();
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
    return emit(nowNs - holdBackNs, Integer.MAX_VALUE);
  }

  /** Passes on all that is left: the sources have ended. */
  public int flush() {
    return emit(Long.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** Counts so far. */
  public Statistics statistics() {
    return new Statistics(emitted, waiting, late, worstLatenessNs, hurried);
  }

  /** Passes on the oldest events up to the watermark, at most so many. */
  private int emit(long watermarkNs, int most) {
    sources.forEach(Source::order);
    int count = 0;
    for (Source oldest = oldest();
        oldest != null && oldest.headNs <= watermarkNs && count < most;
        oldest = oldest()) {
      long timeNs = oldest.headNs;
      pass(timeNs, oldest.next());
      count++;
    }
    sources.forEach(Source::forgetPassed);
    waiting -= count;
    emitted += count;
    return count;
  }

  /**
   * The source whose next event is the oldest, the first of them where several are; null if none.
   */
  private @Nullable Source oldest() {
    Source oldest = null;
    for (int i = 0; i < sources.size(); i++) {
      Source source = sources.get(i);
      if (source.hasNext() && (oldest == null || source.headNs < oldest.headNs)) {
        oldest = source;
      }
    }
    return oldest;
  }

  private void pass(long timeNs, LockEvent event) {
    if (timeNs < lastTimeNs) {
      late++;
      worstLatenessNs = Math.max(worstLatenessNs, lastTimeNs - timeNs);
    } else {
      lastTimeNs = timeNs;
    }
    out.accept(event);
  }

  /** One stream to merge; events that it brings slightly out of order are put in order. */
  public final class Source implements Consumer<LockEvent> {
    /**
     * What was passed on, up to {@code head}; then in order; then, from {@code fresh} on, as it
     * came.
     */
    private final List<LockEvent> events = new ArrayList<>();

    private int head;
    private int fresh;
    private long headNs;
    private long lastNs = Long.MIN_VALUE;
    private long leastFreshNs = Long.MAX_VALUE;
    private boolean inOrder = true;

    private Source() {}

    /** Takes the next event of this source. */
    @Override
    public void accept(LockEvent event) {
      if (waiting == capacity) {
        hurried += emit(Long.MAX_VALUE, (capacity + 1) / 2);
      }
      long timeNs = event.timeNs();
      inOrder &= timeNs >= lastNs;
      lastNs = Math.max(lastNs, timeNs);
      leastFreshNs = Math.min(leastFreshNs, timeNs);
      events.add(event);
      waiting++;
    }

    private void order() {
      if (!inOrder) {
        int from = fresh;
        while (from > 0 && events.get(from - 1).timeNs() > leastFreshNs) {
          from--;
        }
        events.subList(from, events.size()).sort(BY_TIME);
      }
      inOrder = true;
      fresh = events.size();
      leastFreshNs = Long.MAX_VALUE;
      if (hasNext()) {
        headNs = events.get(head).timeNs();
      }
    }

    private boolean hasNext() {
      return head < events.size();
    }

    private LockEvent next() {
      LockEvent event = events.get(head++);
      if (hasNext()) {
        headNs = events.get(head).timeNs();
      }
      return event;
    }

    private void forgetPassed() {
      events.subList(0, head).clear();
      head = 0;
      fresh = events.size();
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
