// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.EventSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Merges the streams of many sources (the kernel's per-CPU buffers, our own workers) into one in
 * time order. An event is held back for {@code holdBackNs}, so that a source that is read later can
 * still put its own in front; or until every source has got so far, where all come in order.
 *
 * <pre>
 *  CPU 0     ──●──●────────●─▶┐
 *  CPU 1     ────●────●──●───▶├─▶ in order up to the watermark │ held back …│ now
 *  worker 3  ─●─────────●────▶┘
 * </pre>
 *
 * <p>Events of one source with the same time keep their order. An event that comes after a later
 * one has been passed on is passed on too, out of order, and counted. When more than {@code
 * capacity} events wait after a reading, the oldest half goes early, which is counted as well:
 * memory is bounded and nothing is dropped. Used by one thread.
 */
public final class EventMerger {
  public static final long DEFAULT_HOLD_BACK_NS = 100_000_000;
  public static final int DEFAULT_CAPACITY = 1 << 20;

  /**
   * Two CPUs' buffers are not read at the same moment, and what one is just writing comes later.
   */
  static final long MARGIN_NS = 1_000_000;

  private final long holdBackNs;
  private final int capacity;
  private final EventSink out;

  private final List<MergeSource> sources = new ArrayList<>();

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
  public EventMerger(long holdBackNs, int capacity, EventSink out) {
    if (holdBackNs < 0 || capacity < 1) {
      throw new IllegalArgumentException(
          "a merger needs holdBackNs >= 0 and capacity >= 1, got " + holdBackNs + ", " + capacity);
    }
    this.holdBackNs = holdBackNs;
    this.capacity = capacity;
    this.out = out;
  }

  /** Holds back 100 ms and a million events. */
  public EventMerger(EventSink out) {
    this(DEFAULT_HOLD_BACK_NS, DEFAULT_CAPACITY, out);
  }

  /** Adds a source. Hand it its events in their own order, more or less. */
  public EventSource source() {
    return source(_ -> {});
  }

  /**
   * Adds a source that fetches its events by itself.
   *
   * @param reading puts what has come into the source
   */
  public EventSource source(Consumer<EventSink> reading) {
    return add(new EventSource(reading));
  }

  /** Adds a source of another kind. */
  public <S extends MergeSource> S add(S source) {
    source.rank = sources.size();
    sources.add(source);
    return source;
  }

  /** Fetches what has come, so that no source runs over; passes on only what has no room here. */
  public void read() {
    sources.forEach(MergeSource::read);
    long waiting = waiting();
    if (waiting > capacity) {
      sources.forEach(MergeSource::look);
      hurried += emit(Long.MAX_VALUE, waiting - capacity / 2);
    }
  }

  private long waiting() {
    return sources.stream().mapToLong(MergeSource::waiting).sum();
  }

  /**
   * Fetches what has come and passes on, in order, what is older than the watermark.
   *
   * @param nowNs {@code CLOCK_MONOTONIC}, taken before events were last handed to a source
   * @return how many events were passed on
   */
  public int advance(long nowNs) {
    long before = emitted;
    read();
    long reachedNs = nowNs;
    for (MergeSource source : sources) {
      source.look();
      reachedNs = Math.min(reachedNs, source.reachedNs());
    }
    // So that few wait: what waits long is read from memory again and not from the cache.
    emit(Math.max(nowNs - holdBackNs, reachedNs - MARGIN_NS), Long.MAX_VALUE);
    return (int) (emitted - before);
  }

  /** Passes on all that is left: the sources have ended. */
  public int flush() {
    long before = emitted;
    read();
    sources.forEach(MergeSource::look);
    emit(Long.MAX_VALUE, Long.MAX_VALUE);
    return (int) (emitted - before);
  }

  /** Counts so far. */
  public Statistics statistics() {
    return new Statistics(emitted, waiting(), late, worstLatenessNs, hurried);
  }

  /** Passes on the oldest events up to the watermark, at most so many. */
  private long emit(long watermarkNs, long most) {
    MergeSource[] inOrder =
        sources.stream()
            .sorted(Comparator.comparingLong(source -> source.headNs))
            .toArray(MergeSource[]::new);
    long count = 0;
    while (count < most && inOrder.length > 0) {
      MergeSource oldest = inOrder[0];
      if (oldest.headNs > watermarkNs || oldest.headNs == MergeSource.NOTHING) {
        break;
      }
      seen(oldest.headNs);
      oldest.pass(out);
      count++;
      putFirstInOrder(inOrder);
    }
    sources.forEach(MergeSource::rest);
    emitted += count;
    return count;
  }

  /** Few steps, however many sources: most of them wait for the mutex, their next is far off. */
  private static void putFirstInOrder(MergeSource[] inOrder) {
    MergeSource first = inOrder[0];
    int place = 0;
    while (place + 1 < inOrder.length && inOrder[place + 1].isBefore(first)) {
      inOrder[place] = inOrder[place + 1];
      place++;
    }
    if (place > 0) {
      inOrder[place] = first;
    }
  }

  private void seen(long timeNs) {
    if (timeNs < lastTimeNs) {
      late++;
      worstLatenessNs = Math.max(worstLatenessNs, lastTimeNs - timeNs);
    } else {
      lastTimeNs = timeNs;
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
      long emitted, long waiting, long late, long worstLatenessNs, long hurried) {}
}
