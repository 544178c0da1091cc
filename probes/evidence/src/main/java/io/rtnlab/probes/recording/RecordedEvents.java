// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.tracebuffer.ContentionDecoder;
import io.rtnlab.probes.tracebuffer.EventFormat;
import io.rtnlab.probes.tracebuffer.PageCursor;
import io.rtnlab.probes.tracebuffer.PageLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of one CPU out of its sub-buffers, one sub-buffer at a time. */
final class RecordedEvents implements PageCursor.Sink, ContentionDecoder.Sink {

  /** The layouts of the events that are read. */
  static final class Formats {
    private final EventFormat begin;
    private final EventFormat end;
    private final @Nullable Wakings wakings;
    private final @Nullable Stacks stacks;
    private final @Nullable Releases releases;

    /**
     * Finds the fields.
     *
     * @param waking null where it was not recorded
     * @param release {@code lock:contended_release}; null where it was not recorded
     * @param stack ftrace's own event {@code kernel_stack}; null where the file does not list it
     * @throws IllegalArgumentException where one is missing
     */
    Formats(
        EventFormat begin,
        EventFormat end,
        @Nullable EventFormat waking,
        @Nullable EventFormat release,
        @Nullable EventFormat stack) {
      this.begin = begin;
      this.end = end;
      stacks = stack == null ? null : new Stacks(stack);
      wakings = waking == null ? null : new Wakings(waking);
      releases = release == null ? null : new Releases(release);
      new ContentionDecoder(begin, end, NO_SINK); // finds what is missing
    }

    boolean hasWakings() {
      return wakings != null;
    }
  }

  private static final ContentionDecoder.Sink NO_SINK =
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

  /** {@code lock:contended_release} (include/trace/events/lock.h). */
  private static final class Releases {
    private final short id;
    private final int type;
    private final int thread;
    private final int lock;
    private final int shortest;

    Releases(EventFormat format) {
      id = (short) format.id();
      type = format.offsetOf("common_type", Short.BYTES);
      thread = format.offsetOf("common_pid", Integer.BYTES);
      lock = format.offsetOf("lock_addr", Long.BYTES);
      shortest = Math.max(Math.max(type, thread), lock) + Long.BYTES;
    }
  }

  /** {@code kernel_stack} (kernel/trace/trace_entries.h): a count, then so many addresses. */
  private static final class Stacks {
    private final short id;
    private final int type;
    private final int thread;
    private final int callers;

    Stacks(EventFormat format) {
      id = (short) format.id();
      type = format.offsetOf("common_type", Short.BYTES);
      thread = format.offsetOf("common_pid", Integer.BYTES);
      EventFormat.Field caller = format.fields().get("caller");
      if (caller == null) {
        throw new IllegalArgumentException("this kernel's event kernel_stack has no field caller");
      }
      callers = caller.offset();
    }
  }

  /** The events of one CPU are in order; only an unstable clock goes back a little. */
  private static final long ANY_CLOCK_STEPS_BACK_NS = 1_000_000_000;

  private final String instance;
  private final RecordedPages pages;
  private final PageCursor cursor;
  private final ContentionDecoder contention;
  private final @Nullable Wakings wakings;
  private final @Nullable Releases releases;
  private final @Nullable Stacks stacks;
  private final ThreadComms comms;
  private final Callers callers;
  private final Deque<RecordedEvent> ready = new ArrayDeque<>();
  private long lastNs = Long.MIN_VALUE;
  private boolean malformed;
  private long implausible;

  /** All flags of contention (include/trace/events/lock.h). */
  private static final int ALL_FLAGS = 63;

  private static final int MOST_THREADS = 4 << 20;
  private static final int LARGEST_ERRNO = 4095;

  /**
   * Starts at the first.
   *
   * @param instance of tracefs, which the CPU's buffer belongs to
   * @param callers names the functions of stacks
   */
  RecordedEvents(
      String instance,
      RecordedPages pages,
      PageLayout layout,
      Formats formats,
      ThreadComms comms,
      Callers callers) {
    this.instance = instance;
    this.pages = pages;
    this.comms = comms;
    this.callers = callers;
    stacks = formats.stacks;
    releases = formats.releases;
    cursor = new PageCursor(layout);
    contention = new ContentionDecoder(formats.begin, formats.end, this);
    wakings = formats.wakings;
  }

  /** Makes the next event ready, if there is one. */
  boolean advance() throws IOException {
    // The stack of a page's last event is the first event of the next page.
    while (ready.isEmpty() || (stacks != null && ready.size() == 1 && awaitsStack())) {
      Optional<MemorySegment> page = pages.next();
      if (page.isEmpty()) {
        return !ready.isEmpty();
      }
      read(page.get());
    }
    return true;
  }

  private boolean awaitsStack() {
    return switch (ready.peekLast()) {
      case RecordedEvent.Begin begin -> begin.stack().isEmpty();
      case RecordedEvent.Release release -> release.stack().isEmpty();
      case null, default -> false;
    };
  }

  private void read(MemorySegment page) throws IOException {
    cursor.begin(page);
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
    if (cursor.bytes() == 0) {
      malformed |= cursor.missed() != 0 && isMalformed(cursor.timeNs());
    } else {
      long firstNs = cursor.timeNs();
      malformed |=
          isMalformed(firstNs)
              || (lastNs != Long.MIN_VALUE && lastNs - ANY_CLOCK_STEPS_BACK_NS > firstNs);
      try {
        cursor.walk(cursor.bytes(), this);
      } catch (UncheckedIOException symbols) {
        throw symbols.getCause();
      }
      // An event of an impossible length, or a page that begins before the one in front of it ends.
      implausible += cursor.isBroken() || firstNs < lastNs ? 1 : 0;
      lastNs = cursor.timeNs();
      malformed |= isMalformed(lastNs) || lastNs < firstNs;
    }
    if (malformed) {
      throw new MalformedRecording(
          "the recording is damaged: the times of its events jump to "
              + cursor.timeNs()
              + " ns, where no clock can have been");
    }
  }

  private static boolean isMalformed(long timeNs) {
    return timeNs < 0 || timeNs > EventLine.LATEST_NS;
  }

  /** How many events hold what no kernel writes. */
  long implausible() {
    return implausible;
  }

  /** When the ready event was. */
  long nextNs() {
    return Objects.requireNonNull(ready.peek()).timeNs();
  }

  String instance() {
    return instance;
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
    } else if (!release(timeNs, page, offset, length)
        && (stacks == null || !stack(stacks, page, offset, length))) {
      contention.event(timeNs, page, offset, length);
    }
  }

  private boolean release(long timeNs, MemorySegment page, long offset, int length) {
    Releases r = releases;
    if (r == null
        || length < r.shortest
        || page.get(JAVA_SHORT_UNALIGNED, offset + r.type) != r.id) {
      return false;
    }
    int thread = page.get(JAVA_INT_UNALIGNED, offset + r.thread);
    long lock = page.get(JAVA_LONG_UNALIGNED, offset + r.lock);
    implausible += !isThread(thread) || lock == 0 ? 1 : 0;
    ready.add(new RecordedEvent.Release(timeNs, thread, comms.of(thread), lock, List.of()));
    return true;
  }

  /** Gives a stack to the event in front of it, if this is one. */
  private boolean stack(Stacks s, MemorySegment page, long offset, int length) {
    if (length < s.callers || page.get(JAVA_SHORT_UNALIGNED, offset + s.type) != s.id) {
      return false;
    }
    if (ready.peekLast() instanceof RecordedEvent.Begin begin
        && begin.stack().isEmpty()
        && begin.thread() == page.get(JAVA_INT_UNALIGNED, offset + s.thread)) {
      ready.removeLast();
      ready.add(
          new RecordedEvent.Begin(
              begin.timeNs(),
              begin.thread(),
              begin.name(),
              begin.lock(),
              begin.flags(),
              callers.of(page, offset + s.callers, length - s.callers)));
    } else if (ready.peekLast() instanceof RecordedEvent.Release release
        && release.stack().isEmpty()
        && release.thread() == page.get(JAVA_INT_UNALIGNED, offset + s.thread)) {
      ready.removeLast();
      ready.add(
          new RecordedEvent.Release(
              release.timeNs(),
              release.thread(),
              release.name(),
              release.lock(),
              callers.of(page, offset + s.callers, length - s.callers)));
    }
    return true;
  }

  @Override
  public void begin(long timeNs, int thread, long lock, int flags) {
    implausible += !isThread(thread) || lock == 0 || (flags & ~ALL_FLAGS) != 0 ? 1 : 0;
    ready.add(new RecordedEvent.Begin(timeNs, thread, comms.of(thread), lock, flags, List.of()));
  }

  @Override
  public void end(long timeNs, int thread, long lock, int result) {
    implausible += !isThread(thread) || lock == 0 || result > 0 || result < -LARGEST_ERRNO ? 1 : 0;
    ready.add(new RecordedEvent.End(timeNs, thread, comms.of(thread), lock, result));
  }

  private static boolean isThread(int thread) {
    return thread >= 0 && thread <= MOST_THREADS;
  }
}
