// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.rtnlab.probes.bpf.RecordDecoder;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.tracebuffer.ContentionDecoder;
import io.rtnlab.probes.tracebuffer.EventFormat;
import io.rtnlab.probes.tracebuffer.PageCursor;
import io.rtnlab.probes.tracebuffer.PageLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Events per second that come out of what the kernel writes, one core, over 2 MiB, which no cache
 * next to the core holds: the BPF programs' records (native/bpf/record.h), of which every contended
 * acquisition writes two looks, the end of the wait and a release; and ftrace's sub-buffers
 * (Documentation/trace/ring-buffer-map.rst) with both events of lock contention in turn.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecoderBenchmark {
  private static final int RECORDS = 1 << 16;
  private static final int RECORD_WORDS = 4;
  private static final short[] KINDS = {1, 1, 2, 3};

  private static final EventFormat BEGIN = format("contention_begin", 326, "flags");
  private static final EventFormat END = format("contention_end", 325, "ret");
  private static final long MUTEX = 0xffffffff831f5a60L;
  private static final PageLayout LAYOUT = new PageLayout(0, 8, 16, 4096);
  private static final int PAGES = 512;
  private static final int EVENT_BYTES = 24;
  private static final int EVENTS_PER_PAGE = (4096 - 16) / (Integer.BYTES + EVENT_BYTES);

  private final long[] records = records();
  private final MemorySegment pages = pages();
  private final PageCursor cursor = new PageCursor(LAYOUT);

  private static EventFormat format(String name, int id, String last) {
    return new EventFormat(
        name,
        id,
        Map.of(
            "common_type",
            new EventFormat.Field(0, Short.BYTES, false),
            "common_pid",
            new EventFormat.Field(4, Integer.BYTES, true),
            "lock_addr",
            new EventFormat.Field(8, Long.BYTES, false),
            last,
            new EventFormat.Field(16, Integer.BYTES, true)));
  }

  private static long[] records() {
    long[] made = new long[RECORDS * RECORD_WORDS];
    for (int i = 0; i < RECORDS; i++) {
      int at = i * RECORD_WORDS;
      long thread = 100L + i / KINDS.length % 16;
      long noStack = -1;
      made[at] = 1_000L * i;
      made[at + 1] = thread | ((long) KINDS[i % KINDS.length] << Integer.SIZE);
      made[at + 2] = noStack << Integer.SIZE;
    }
    return made;
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void bpfRecords(Blackhole sink) {
    EventSink events = event -> sink.consume(event);
    for (int at = 0; at < records.length; at += RECORD_WORDS) {
      RecordDecoder.decode(records, at, events);
    }
  }

  private static MemorySegment pages() {
    MemorySegment made = Arena.ofAuto().allocate((long) PAGES * LAYOUT.bytes(), Long.BYTES);
    for (int page = 0; page < PAGES; page++) {
      long start = (long) page * LAYOUT.bytes();
      made.set(JAVA_LONG_UNALIGNED, start + LAYOUT.timeStampOffset(), 1_000_000L * page);
      made.set(
          JAVA_LONG_UNALIGNED,
          start + LAYOUT.commitOffset(),
          EVENTS_PER_PAGE * (long) (Integer.BYTES + EVENT_BYTES));
      for (int i = 0; i < EVENTS_PER_PAGE; i++) {
        long at = start + LAYOUT.dataOffset() + i * (long) (Integer.BYTES + EVENT_BYTES);
        made.set(JAVA_INT_UNALIGNED, at, 500 << 5 | EVENT_BYTES / Integer.BYTES);
        made.set(JAVA_SHORT_UNALIGNED, at + 4, (short) (i % 2 == 0 ? BEGIN.id() : END.id()));
        made.set(JAVA_INT_UNALIGNED, at + 8, 100 + i % 16);
        made.set(JAVA_LONG_UNALIGNED, at + 12, MUTEX);
      }
    }
    return made;
  }

  @Benchmark
  @OperationsPerInvocation(PAGES * EVENTS_PER_PAGE)
  public void ftracePages(Blackhole sink) {
    ContentionDecoder decoder =
        new ContentionDecoder(
            BEGIN,
            END,
            new ContentionDecoder.Sink() {
              @Override
              public void begin(long timeNs, int thread, long lock, int flags) {
                sink.consume(new LockEvent.WaitBegin(timeNs, thread, -1, flags == 0, -1));
              }

              @Override
              public void end(long timeNs, int thread, long lock, int result) {
                sink.consume(new LockEvent.Acquired(timeNs, thread, true, result));
              }
            });
    int events = 0;
    for (long at = 0; at < pages.byteSize(); at += LAYOUT.bytes()) {
      cursor.begin(pages.asSlice(at, LAYOUT.bytes()));
      events += cursor.walk(cursor.bytes(), decoder);
    }
    if (events != PAGES * EVENTS_PER_PAGE) {
      throw new IllegalStateException(events + " events came out");
    }
  }
}
