package io.rtnlab.probes.recording;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.tracebuffer.ContentionDecoder;
import io.rtnlab.probes.tracebuffer.EventFormat;
import io.rtnlab.probes.tracebuffer.PageCursor;
import io.rtnlab.probes.tracebuffer.PageLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The events of one CPU out of its sub-buffers, one sub-buffer at a time. */
final class RecordedEvents implements PageCursor.Sink, ContentionDecoder.Sink {

  /** The layouts of the events that are read. */
  static final class Formats {
    private final EventFormat begin;
    private final EventFormat end;
    private final @Nullable Wakings wakings;

    /**
     * Finds the fields.
     *
     * @param waking null where it was not recorded
     * @throws IllegalArgumentException where one is missing
     */
    Formats(EventFormat begin, EventFormat end, @Nullable EventFormat waking) {
      this.begin = begin;
      this.end = end;
      wakings = waking == null ? null : new Wakings(waking);
      new ContentionDecoder(begin, end, NOBODY); // finds what is missing
    }

    boolean hasWakings() {
      return wakings != null;
    }
  }

  private static final ContentionDecoder.Sink NOBODY =
      new ContentionDecoder.Sink() {
        @Override
        public void begin(long timeNs, int thread, long lock, int flags) {}

        @Override
        public void end(long timeNs, int thread, long lock, int result) {}
      };

  /** {@code sched:sched_waking} (include/trace/events/sched.h). */
  private static final class Wakings {
    /** {@code TRACE_FLAG_HARDIRQ | TRACE_FLAG_SOFTIRQ}. */
    private static final int INTERRUPT_FLAGS = 0x18;

    private final short id;
    private final int type;
    private final int flags;
    private final int thread;
    private final int woken;
    private final int shortest;

    Wakings(EventFormat format) {
      id = (short) format.id();
      type = format.offsetOf("common_type", Short.BYTES);
      flags = format.offsetOf("common_flags", Byte.BYTES);
      thread = format.offsetOf("common_pid", Integer.BYTES);
      woken = format.offsetOf("pid", Integer.BYTES);
      shortest = Math.max(Math.max(type, flags), Math.max(thread, woken)) + Integer.BYTES;
    }
  }

  private final RecordedPages pages;
  private final PageCursor cursor;
  private final ContentionDecoder contention;
  private final @Nullable Wakings wakings;
  private final ThreadComms comms;
  private final Queue<RecordedEvent> ready = new ArrayDeque<>();
  private long lastNs = Long.MIN_VALUE;

  RecordedEvents(RecordedPages pages, PageLayout layout, Formats formats, ThreadComms comms) {
    this.pages = pages;
    this.comms = comms;
    cursor = new PageCursor(layout);
    contention = new ContentionDecoder(formats.begin, formats.end, this);
    wakings = formats.wakings;
  }

  /** Makes the next event ready, if there is one. */
  boolean advance() throws MalformedRecording {
    while (ready.isEmpty()) {
      Optional<MemorySegment> page = pages.next();
      if (page.isEmpty()) {
        return false;
      }
      cursor.begin(page.get());
      if (cursor.missed() != 0) {
        long nextNs = cursor.timeNs();
        long fromNs = lastNs == Long.MIN_VALUE ? nextNs : Math.min(lastNs, nextNs);
        ready.add(
            new RecordedEvent.Lost(
                fromNs,
                nextNs,
                cursor.missed() == PageCursor.MISSED_UNCOUNTED
                    ? LockEvent.Lost.COUNT_UNKNOWN
                    : cursor.missed()));
      }
      cursor.walk(cursor.bytes(), this);
      lastNs = cursor.timeNs();
    }
    return true;
  }

  /** When the ready event was. */
  long nextNs() {
    return Objects.requireNonNull(ready.peek()).timeNs();
  }

  RecordedEvent take() {
    return ready.remove();
  }

  @Override
  public void event(long timeNs, MemorySegment page, long offset, int length) {
    Wakings w = wakings;
    if (w != null
        && length >= w.shortest
        && page.get(JAVA_SHORT_UNALIGNED, offset + w.type) == w.id) {
      int thread = page.get(JAVA_INT_UNALIGNED, offset + w.thread);
      ready.add(
          new RecordedEvent.Waking(
              timeNs,
              thread,
              comms.of(thread),
              page.get(JAVA_INT_UNALIGNED, offset + w.woken),
              (page.get(JAVA_BYTE, offset + w.flags) & Wakings.INTERRUPT_FLAGS) != 0));
    } else {
      contention.event(timeNs, page, offset, length);
    }
  }

  @Override
  public void begin(long timeNs, int thread, long lock, int flags) {
    ready.add(new RecordedEvent.Begin(timeNs, thread, comms.of(thread), lock, flags, List.of()));
  }

  @Override
  public void end(long timeNs, int thread, long lock, int result) {
    ready.add(new RecordedEvent.End(timeNs, thread, comms.of(thread), lock, result));
  }
}
