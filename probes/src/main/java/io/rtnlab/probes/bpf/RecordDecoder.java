package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import io.rtnlab.probes.address.AddressWitness;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Turns the records of {@code native/bpf/record.h} into events. Pure: bytes in, event out.
 *
 * <pre>
 *             0         8        12     14      16            20          24
 *  all        │ time ns │ thread │ kind │ looks │
 *  WAIT_BEGIN │                                 │ owner       │ stack     │
 *  WAIT_END   │                                 │ result      │ −1        │
 *  RELEASED   │                                 │ 0           │ stack     │
 *  ACQUIRED   │                                 │ 0           │ −1        │
 *  OWNER_SEEN │                                 │ owner       │ −1        │
 *  OFF_CPU    │                                 │ why bits    │ stack     │
 *  WOKEN      │                                 │ 0           │ −1        │
 *  ON_CPU     │                                 │ holding bit │ −1        │
 *  THREAD_SEEN│                                 │ process     │ net inode │ comm[16] │
 *  WORKER_SEEN│                                 │ process     │ net inode │ comm[16] │ queue[24] │
 *  LOST       │ since   │                       │ until ns u64            │ count u64 │
 *  WITNESS    │                                 │ mutex u64               │ owner │
 * </pre>
 */
public final class RecordDecoder {
  static final int WAIT_BEGIN = 1;
  static final int WAIT_END = 2;
  static final int RELEASED = 3;
  static final int THREAD_SEEN = 4;
  static final int LOST = 5;
  static final int WITNESS = 6;
  static final int ACQUIRED = 7;
  static final int OWNER_SEEN = 8;
  static final int OFF_CPU = 9;
  static final int WOKEN = 10;
  static final int ON_CPU = 11;
  static final int WORKER_SEEN = 12;

  private static final int TIME = 0;
  private static final int THREAD = 8;
  private static final int FIRST = 16;
  private static final int SECOND = 20;
  private static final int COMM = 24;
  private static final int QUEUE = 40;
  private static final int LOST_UNTIL = 16;
  private static final int LOST_COUNT = 24;
  private static final int MUTEX = 16;
  private static final int WITNESS_OWNER = 24;
  private static final int COMM_BYTES = 16;
  private static final int QUEUE_BYTES = 24;

  /** {@code OFF_CPU_HOLDING} and {@code OFF_CPU_ASLEEP} of native/bpf/record.h. */
  private static final int OFF_CPU_HOLDING = 1;

  private static final int OFF_CPU_ASLEEP = 2;

  /** {@code ON_CPU_HOLDING} of the same. */
  private static final int ON_CPU_HOLDING = 1;

  /** {@code LCB_F_SPIN} (include/trace/events/lock.h). */
  private static final int LCB_F_SPIN = 1;

  private RecordDecoder() {}

  /**
   * Decodes one record.
   *
   * @param offset where it starts in {@code data}
   * @throws IllegalArgumentException for a kind that no program of ours writes: object and decoder
   *     do not belong together
   */
  public static void decode(MemorySegment data, long offset, EventSink sink) {
    long timeNs = data.get(JAVA_LONG_UNALIGNED, offset + TIME);
    long head = data.get(JAVA_LONG_UNALIGNED, offset + THREAD); // thread, kind and looks at once
    int thread = lowHalf(head);
    int kind = highHalf(head) & 0xFFFF;
    switch (kind) {
      case WAIT_BEGIN -> {
        boolean spins = (highHalf(head) >>> Short.SIZE & LCB_F_SPIN) != 0;
        long body = data.get(JAVA_LONG_UNALIGNED, offset + FIRST); // owner and stack
        sink.waitBegin(timeNs, thread, lowHalf(body), !spins, highHalf(body));
      }
      case WAIT_END -> sink.acquired(timeNs, thread, true, first(data, offset));
      case ACQUIRED -> sink.acquired(timeNs, thread, false, 0);
      default -> sink.accept(rare(kind, timeNs, thread, data, offset));
    }
  }

  /** The committed programs are those of little-endian machines, and so are their records. */
  private static int lowHalf(long pair) {
    return (int) pair;
  }

  private static int highHalf(long pair) {
    return (int) (pair >>> Integer.SIZE);
  }

  private static LockEvent rare(
      int kind, long timeNs, int thread, MemorySegment data, long offset) {
    return switch (kind) {
      case OWNER_SEEN -> new LockEvent.OwnerSeen(timeNs, first(data, offset));
      case RELEASED -> new LockEvent.Released(timeNs, thread, second(data, offset));
      case OFF_CPU ->
          new LockEvent.OffCpu(
              timeNs,
              thread,
              (first(data, offset) & OFF_CPU_HOLDING) != 0,
              (first(data, offset) & OFF_CPU_ASLEEP) != 0,
              second(data, offset));
      case WOKEN -> new LockEvent.Woken(timeNs, thread);
      case ON_CPU ->
          new LockEvent.OnCpu(timeNs, thread, (first(data, offset) & ON_CPU_HOLDING) != 0);
      case THREAD_SEEN -> threadSeen(data, offset, comm(data, offset));
      // As /proc shows it while it works.
      case WORKER_SEEN ->
          threadSeen(
              data, offset, comm(data, offset) + "+" + text(data, offset + QUEUE, QUEUE_BYTES));
      case LOST ->
          new LockEvent.Lost(
              timeNs,
              data.get(JAVA_LONG_UNALIGNED, offset + LOST_UNTIL),
              data.get(JAVA_LONG_UNALIGNED, offset + LOST_COUNT));
      default ->
          throw new IllegalArgumentException(
              "record kind " + kind + ": native/bpf and its decoder do not belong together");
    };
  }

  /** Decodes a {@code RECORD_WITNESS}: behind the head, mutex u64 and owner u32. */
  static AddressWitness.Sighting decodeWitness(MemorySegment data, long offset) {
    return new AddressWitness.Sighting(
        data.get(JAVA_LONG_UNALIGNED, offset + TIME),
        data.get(JAVA_INT_UNALIGNED, offset + THREAD),
        data.get(JAVA_LONG_UNALIGNED, offset + MUTEX),
        data.get(JAVA_INT_UNALIGNED, offset + WITNESS_OWNER));
  }

  private static int first(MemorySegment data, long offset) {
    return data.get(JAVA_INT_UNALIGNED, offset + FIRST);
  }

  private static int second(MemorySegment data, long offset) {
    return data.get(JAVA_INT_UNALIGNED, offset + SECOND);
  }

  private static LockEvent threadSeen(MemorySegment data, long offset, String name) {
    return new LockEvent.ThreadSeen(
        data.get(JAVA_LONG_UNALIGNED, offset + TIME),
        data.get(JAVA_INT_UNALIGNED, offset + THREAD),
        first(data, offset),
        name,
        Integer.toUnsignedLong(second(data, offset)));
  }

  /** {@code task_struct.comm}. */
  private static String comm(MemorySegment data, long offset) {
    return text(data, offset + COMM, COMM_BYTES);
  }

  /** Any bytes up to the first zero, seldom anything but ASCII. */
  private static String text(MemorySegment data, long offset, int most) {
    byte[] bytes = data.asSlice(offset, most).toArray(JAVA_BYTE);
    int length = 0;
    while (length < most && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
