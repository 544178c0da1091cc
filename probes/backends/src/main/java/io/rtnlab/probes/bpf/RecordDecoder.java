// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.probes.address.AddressWitness;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockKey;
import java.nio.charset.StandardCharsets;

/**
 * Turns the records of {@code native/bpf/record.h} into events. Pure: words in, event out.
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
 *  THREAD_SEEN│                                 │ process     │ net inode │ comm[16] │ cgroup u64 │
 *  WORKER_SEEN│ the same                                                             │ queue[24] │ function u64 │
 *  OTHER_WAIT │                                 │ lock        │ owner     │ root │ – │
 *  OTHER_END  │                                 │ lock        │ result    │ since u64 │
 *  LOCK_SEEN  │                                 │ lock        │ stack     │ address u64 │ device[16] │
 *  CGROUP_SEEN│                                 │ id u64                  │ names[8][96] │
 *  RECLAIM    │                                 │ bits        │ −1        │
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
  static final int OTHER_WAIT = 13;
  static final int OTHER_END = 14;
  static final int LOCK_SEEN = 15;
  static final int CGROUP_SEEN = 16;
  static final int RECLAIM = 17;

  /** Stands between a worker's queue and the address of the function that it runs. */
  static final char WORK_ADDRESS = '@';

  // Words of eight bytes.
  private static final int TIME = 0;
  private static final int HEAD = 1;
  private static final int BODY = 2;
  private static final int COMM = 3;
  private static final int CGROUP = 5;
  private static final int QUEUE = 6;
  private static final int FUNCTION = 9;
  private static final int SECOND = 3;
  private static final int DEVICE = 4;
  private static final int NAMES = 3;
  private static final int NAMES_COUNT = 8;
  private static final int NAME_BYTES = 96;
  private static final int DEVICE_BYTES = 16;
  private static final int LOST_UNTIL = 2;
  private static final int LOST_COUNT = 3;
  private static final int MUTEX = 2;
  private static final int WITNESS_OWNER = 3;
  private static final int COMM_BYTES = 16;
  private static final int QUEUE_BYTES = 24;

  /** {@code OFF_CPU_HOLDING} and {@code OFF_CPU_ASLEEP} of native/bpf/record.h. */
  private static final int OFF_CPU_HOLDING = 1;

  private static final int OFF_CPU_ASLEEP = 2;

  /** {@code ON_CPU_HOLDING} of the same. */
  private static final int ON_CPU_HOLDING = 1;

  /** {@code RECLAIM_BEGINS} and {@code RECLAIM_HOLDING} of the same. */
  private static final int RECLAIM_BEGINS = 1;

  private static final int RECLAIM_HOLDING = 2;

  /** {@code LCB_F_SPIN} (include/trace/events/lock.h). */
  private static final int LCB_F_SPIN = 1;

  private RecordDecoder() {}

  /**
   * Decodes one record.
   *
   * @param words as {@code native/bpf} wrote them
   * @param at where it starts in them
   * @throws IllegalArgumentException for a kind that no program of ours writes: object and decoder
   *     do not belong together
   */
  public static void decode(long[] words, int at, EventSink sink) {
    long timeNs = words[at + TIME];
    long head = words[at + HEAD]; // thread, kind and looks
    long body = words[at + BODY]; // mostly a value and a stack
    int thread = lowHalf(head);
    int kind = highHalf(head) & 0xFFFF;
    switch (kind) {
      case WAIT_BEGIN -> {
        boolean spins = (highHalf(head) >>> Short.SIZE & LCB_F_SPIN) != 0;
        sink.waitBegin(timeNs, thread, lowHalf(body), !spins, highHalf(body));
      }
      case WAIT_END -> sink.acquired(timeNs, thread, true, lowHalf(body));
      case ACQUIRED -> sink.acquired(timeNs, thread, false, 0);
      default -> sink.accept(infrequent(kind, timeNs, thread, words, at));
    }
  }

  /** The committed programs are those of little-endian machines, and so are their records. */
  private static int lowHalf(long pair) {
    return (int) pair;
  }

  private static int highHalf(long pair) {
    return (int) (pair >>> Integer.SIZE);
  }

  private static LockEvent infrequent(int kind, long timeNs, int thread, long[] words, int at) {
    int value = lowHalf(words[at + BODY]);
    int stack = highHalf(words[at + BODY]);
    return switch (kind) {
      case OWNER_SEEN -> new LockEvent.OwnerSeen(timeNs, value);
      case RELEASED -> new LockEvent.Released(timeNs, thread, stack);
      case OFF_CPU ->
          new LockEvent.OffCpu(
              timeNs, thread, (value & OFF_CPU_HOLDING) != 0, (value & OFF_CPU_ASLEEP) != 0, stack);
      case WOKEN -> new LockEvent.Woken(timeNs, thread);
      case ON_CPU -> new LockEvent.OnCpu(timeNs, thread, (value & ON_CPU_HOLDING) != 0);
      case OTHER_WAIT ->
          new LockEvent.OtherWait(timeNs, value, thread, stack, lowHalf(words[at + SECOND]));
      case OTHER_END ->
          new LockEvent.OtherEnd(timeNs, value, thread, timeNs - words[at + SECOND], stack);
      case LOCK_SEEN -> new LockEvent.LockSeen(timeNs, value, key(words, at), stack);
      case CGROUP_SEEN -> new LockEvent.CgroupSeen(timeNs, words[at + BODY], path(words, at));
      case RECLAIM ->
          new LockEvent.Reclaim(
              timeNs, thread, (value & RECLAIM_BEGINS) != 0, (value & RECLAIM_HOLDING) != 0);
      case THREAD_SEEN -> threadSeen(words, at, comm(words, at));
      case WORKER_SEEN -> threadSeen(words, at, worker(words, at));
      case LOST -> new LockEvent.Lost(timeNs, words[at + LOST_UNTIL], words[at + LOST_COUNT]);
      default ->
          throw new IllegalArgumentException(
              "record kind " + kind + ": native/bpf and its decoder do not belong together");
    };
  }

  /** Decodes a {@code RECORD_WITNESS}: behind the head, mutex u64 and owner u32. */
  static AddressWitness.Sighting decodeWitness(long[] words, int at) {
    return new AddressWitness.Sighting(
        words[at + TIME],
        lowHalf(words[at + HEAD]),
        words[at + MUTEX],
        lowHalf(words[at + WITNESS_OWNER]));
  }

  private static LockKey key(long[] words, int at) {
    String text = text(words, at + DEVICE, DEVICE_BYTES);
    // What lies around another lock may look like an interface without a proper name.
    String device = text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/') ? text : "";
    return new LockKey(
        LockKey.kindOf(highHalf(words[at + HEAD]) >>> Short.SIZE),
        device.isEmpty() ? "" : LockKey.DEVICE_LOCK,
        0,
        device,
        words[at + SECOND]);
  }

  /** The names stand innermost first; that of the root is empty. */
  private static String path(long[] words, int at) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < NAMES_COUNT; i++) {
      String name = text(words, at + NAMES + i * NAME_BYTES / Long.BYTES, NAME_BYTES);
      if (!name.isEmpty()) {
        path.insert(0, "/" + name);
      }
    }
    return path.isEmpty() ? "/" : path.toString();
  }

  /** Process and inode number of the network namespace, unsigned. */
  private static LockEvent threadSeen(long[] words, int at, String name) {
    long body = words[at + BODY];
    return new LockEvent.ThreadSeen(
        words[at + TIME],
        lowHalf(words[at + HEAD]),
        lowHalf(body),
        name,
        body >>> Integer.SIZE,
        at + CGROUP < words.length ? words[at + CGROUP] : 0);
  }

  /** As /proc shows it while it works, and the address of the function that it runs. */
  private static String worker(long[] words, int at) {
    String name = comm(words, at) + "+" + text(words, at + QUEUE, QUEUE_BYTES);
    long function = at + FUNCTION < words.length ? words[at + FUNCTION] : 0;
    return function == 0 ? name : name + WORK_ADDRESS + Long.toHexString(function);
  }

  /** {@code task_struct.comm}. */
  private static String comm(long[] words, int at) {
    return text(words, at + COMM, COMM_BYTES);
  }

  /** Any bytes up to the first zero, seldom anything but ASCII. */
  private static String text(long[] words, int at, int most) {
    byte[] bytes = new byte[most];
    int length = 0;
    while (length < most) {
      bytes[length] =
          (byte) (words[at + length / Long.BYTES] >>> (length % Long.BYTES * Byte.SIZE));
      if (bytes[length] == 0) {
        break;
      }
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
