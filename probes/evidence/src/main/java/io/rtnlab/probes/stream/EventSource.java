// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.PrimitiveEventSink;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * One stream to merge, and what of it waits; events that it brings slightly out of order are put in
 * order.
 *
 * <pre>
 *  position   0 … passed on │ in order      │ as it came │ free …
 *                          head            fresh        end
 * </pre>
 *
 * A position only ever grows; its entry is where it is modulo the capacity, a power of two.
 */
public final class EventSource extends MergeSource implements PrimitiveEventSink {
  private static final int LONGS = EventNumbers.LONGS;
  private static final int FIRST_CAPACITY = 1024;

  /** In the second number: the event is in {@code kept}, under the third. */
  private static final long KEPT = 0;

  private final Consumer<EventSink> reading;
  private long[] entries = new long[FIRST_CAPACITY * LONGS];
  private final Map<Long, LockEvent.InfrequentEvent> kept = new HashMap<>();
  private long everKept;
  private long head;
  private long fresh;
  private long end;
  private long lastNs = NO_SAYING;
  private boolean inOrder = true;

  EventSource(Consumer<EventSink> reading) {
    this.reading = reading;
  }

  @Override
  protected void read() {
    reading.accept(this);
  }

  @Override
  protected long waiting() {
    return end - head;
  }

  @Override
  public void infrequent(LockEvent.InfrequentEvent event) {
    int at = room();
    kept.put(everKept, event);
    entries[at] = event.timeNs();
    entries[at + 1] = KEPT;
    entries[at + 2] = everKept++;
    added(event.timeNs());
  }

  @Override
  public void requestBegin(long timeNs, int thread, int operation) {
    int at = room();
    EventNumbers.requestBegin(entries, at, timeNs, thread, operation);
    added(timeNs);
  }

  @Override
  public void requestEnd(long timeNs, int thread, int operation, int result, long systemCallNs) {
    int at = room();
    EventNumbers.requestEnd(entries, at, timeNs, thread, operation, result, systemCallNs);
    added(timeNs);
  }

  @Override
  public void waitBegin(long timeNs, int thread, int owner, boolean queued, int stack) {
    int at = room();
    EventNumbers.waitBegin(entries, at, timeNs, thread, owner, queued, stack);
    added(timeNs);
  }

  @Override
  public void acquired(long timeNs, int thread, boolean waited, int result) {
    int at = room();
    EventNumbers.acquired(entries, at, timeNs, thread, waited, result);
    added(timeNs);
  }

  /** Where the next entry goes. */
  private int room() {
    if ((end - head) * LONGS == entries.length) {
      grow();
    }
    return at(end);
  }

  private int at(long position) {
    return at(position, entries);
  }

  private static int at(long position, long[] entries) {
    return (int) position * LONGS & entries.length - 1;
  }

  private void grow() {
    long[] larger = new long[2 * entries.length];
    for (long position = head; position < end; position++) {
      System.arraycopy(entries, at(position), larger, at(position, larger), LONGS);
    }
    entries = larger;
  }

  private void added(long timeNs) {
    if (timeNs < lastNs) {
      inOrder = false;
    } else {
      lastNs = timeNs;
    }
    end++;
  }

  @Override
  protected void look() {
    if (!inOrder) {
      long leastNs = NOTHING;
      for (long position = fresh; position < end; position++) {
        leastNs = Math.min(leastNs, entries[at(position)]);
      }
      long from = fresh;
      while (from > head && entries[at(from - 1)] > leastNs) {
        from--;
      }
      sort(from);
    }
    inOrder = true;
    fresh = end;
    findHead();
  }

  private void sort(long from) {
    long[][] sorted =
        LongStream.range(from, end)
            .mapToObj(position -> Arrays.copyOfRange(entries, at(position), at(position) + LONGS))
            .sorted(Comparator.comparingLong(entry -> entry[0]))
            .toArray(long[][]::new);
    for (int i = 0; i < sorted.length; i++) {
      System.arraycopy(sorted[i], 0, entries, at(from + i), LONGS);
    }
  }

  /** There may always come an older one. */
  @Override
  protected long reachedNs() {
    return NO_SAYING;
  }

  @Override
  protected void pass(EventSink out) {
    int at = at(head++);
    findHead();
    if (entries[at + 1] == KEPT) {
      out.accept(Objects.requireNonNull(kept.remove(entries[at + 2])));
    } else {
      EventNumbers.pass(entries, at, out);
    }
  }

  private void findHead() {
    headNs = head < end ? entries[at(head)] : NOTHING;
  }
}
