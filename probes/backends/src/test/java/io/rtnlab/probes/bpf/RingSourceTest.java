// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.stream.EventMerger;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plays the kernel's side of two CPUs' rings in ordinary memory. */
class RingSourceTest {
  private static final int BYTES = 1024;
  private static final int RECORD_BYTES = 24;
  private static final int BUSY = 1 << 31;

  private final MemorySegment counts =
      Arena.ofAuto().allocate(2 * LossCounter.BYTES_PER_CPU, Long.BYTES);
  private final LossCounter losses = new LossCounter(counts);
  private final Cpu first = new Cpu(0);
  private final Cpu second = new Cpu(1);
  private final List<LockEvent> out = new ArrayList<>();
  private final EventMerger merger = new EventMerger(out::add);

  private final class Cpu {
    private final int number;
    private final MemorySegment producer = Arena.ofAuto().allocate(JAVA_LONG);
    private final MemorySegment data = Arena.ofAuto().allocate(2 * BYTES, Long.BYTES);
    private final RingReader reader;

    Cpu(int number) {
      this.number = number;
      reader = new RingReader(number, Arena.ofAuto().allocate(JAVA_LONG), producer, data, BYTES);
    }

    /** A RECORD_ACQUIRED. */
    private void acquired(long timeNs, int thread) {
      write(timeNs, thread, RECORD_BYTES);
    }

    private long write(long timeNs, int thread, int lengthAndFlags) {
      long position = producer.get(JAVA_LONG, 0);
      data.set(JAVA_INT, position, lengthAndFlags);
      data.set(JAVA_LONG, position + 8, timeNs);
      data.set(JAVA_INT, position + 16, thread);
      data.set(JAVA_INT, position + 20, RecordDecoder.ACQUIRED);
      producer.set(JAVA_LONG, 0, position + RingReader.HEADER_BYTES + RECORD_BYTES);
      return position;
    }

    private void lose(long sinceNs, long count) {
      long at = (long) number * LossCounter.BYTES_PER_CPU;
      counts.set(JAVA_LONG, at + 8, count);
      counts.set(JAVA_LONG, at + 16, sinceNs);
    }

    private void addTo(EventMerger into) {
      into.add(new RingSource(reader, losses, null));
    }
  }

  private RingSourceTest() {
    first.addTo(merger);
    second.addTo(merger);
  }

  private static LockEvent acquiredAt(long timeNs, int thread) {
    return new LockEvent.Acquired(timeNs, thread, false, 0);
  }

  @Test
  void comesInOrderWhicheverCpuWroteIt() {
    first.acquired(10, 1);
    second.acquired(11, 2);
    first.acquired(12, 1);
    assertEquals(3, merger.flush());
    assertEquals(List.of(acquiredAt(10, 1), acquiredAt(11, 2), acquiredAt(12, 1)), out);
  }

  @Test
  void noThreadNeedWaitForACpuThatHasNothingToReport() {
    long longAgoNs = System.nanoTime() - 10_000_000;
    first.acquired(longAgoNs, 1);
    assertEquals(1, merger.advance(System.nanoTime()));
  }

  @Test
  void allWaitForARecordThatIsStillBeingWritten() {
    long longAgoNs = System.nanoTime() - 10_000_000;
    first.acquired(longAgoNs, 1);
    first.acquired(longAgoNs + 5_000_000, 1);
    second.acquired(longAgoNs + 1, 2);
    long unfinished = second.write(longAgoNs + 2, 2, RECORD_BYTES | BUSY);
    assertEquals(0, merger.advance(System.nanoTime()));
    second.data.set(JAVA_INT, unfinished, RECORD_BYTES);
    assertEquals(4, merger.advance(System.nanoTime()));
    assertEquals(longAgoNs + 2, out.get(2).timeNs());
    assertEquals(0, merger.statistics().late());
  }

  /** A ring that was full has lost what came after its last record, whatever others report. */
  @Test
  void aLossComesBeforeLaterEventsOfOtherCpus() {
    long longAgoNs = System.nanoTime() - 10_000_000;
    first.acquired(longAgoNs, 1);
    first.lose(longAgoNs + 1, 7);
    second.acquired(longAgoNs + 2, 2);
    assertEquals(3, merger.advance(System.nanoTime()));
    assertEquals(longAgoNs + 1, ((LockEvent.Lost) out.get(1)).timeNs());
    assertEquals(0, merger.statistics().late());
  }

  @Test
  void aLossAtTheEndIsReportedOnce() {
    first.acquired(10, 1);
    first.lose(20, 7);
    assertEquals(2, merger.flush());
    assertEquals(0, merger.flush());
    LockEvent.Lost lost = (LockEvent.Lost) out.getLast();
    assertEquals(20, lost.timeNs());
    assertEquals(7, lost.count());
  }
}
