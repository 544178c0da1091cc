// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.task;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtnlab.probes.task.TaskLook.Knows;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decodes what native/bpf/tasks.bpf.c writes; native/bpf/task.h has the layouts, and both sides
 * change together.
 *
 * <pre>
 *  every record  0 kind u32 │ 4 bytes u32
 *  code          8 address u64 │ 16 code[64]
 *  look          8 time u64 │ 16 word u64 │ 24 owner │ 28 its process │ 32 first │ 36 queued u32
 *                40 steady u32 │ 44 knows u32 │ 48 queue[64]
 *  task          8 thread │ 12 process │ 16 lock u64 │ 24 kind u32 │ 28 owner │ 32 asleep ns u64
 *                40 switches u64 │ 48 cgroup u64 │ 56 state u32 │ 60 on cpu u32 │ 64 network u32
 *                68 frames u32 │ 72 comm[16] │ 88 device[16] │ 104 stack[48] u64 │ 488 names[8][96] │ 1256
 * </pre>
 */
public final class TaskRecords {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private static final int CODE = 1;
  private static final int LOOK_BEGIN = 2;
  private static final int TASK = 3;
  private static final int LOOK_END = 4;

  private static final int CODE_BYTES = 64;
  private static final int QUEUE = 64;
  private static final int COMM_BYTES = 16;
  private static final int FRAMES = 48;
  private static final int DEVICE = 88;
  private static final int STACK = 104;
  private static final int NAMES = STACK + FRAMES * Long.BYTES;
  private static final int NAME_BYTES = 96;
  private static final int DEPTH = 8;
  private static final int TASK_BYTES = NAMES + DEPTH * NAME_BYTES;
  private static final int LOOK_BYTES = 48 + QUEUE * Integer.BYTES;

  /** By bit. */
  private static final List<Knows> KNOWS = List.of(Knows.MUTEXES, Knows.BLOCKERS, Knows.SLEEP);

  /** By number. */
  private static final List<WantedLock.Kind> KINDS =
      List.of(
          WantedLock.Kind.MUTEX,
          WantedLock.Kind.SEMAPHORE,
          WantedLock.Kind.RWSEM_READ,
          WantedLock.Kind.RWSEM_WRITE);

  private final MemorySegment bytes;

  private TaskRecords(MemorySegment bytes) {
    this.bytes = bytes;
  }

  private interface Sink {
    void accept(int kind, long at) throws IOException;
  }

  /**
   * What was read of functions, by their addresses.
   *
   * @param bytes all that the iterator {@code text} wrote
   * @throws IOException if the bytes are no such records
   */
  public static Map<Long, byte[]> code(MemorySegment bytes) throws IOException {
    Map<Long, byte[]> code = new HashMap<>();
    new TaskRecords(bytes)
        .forEach(
            (kind, at) -> {
              if (kind == CODE) {
                code.put(
                    bytes.get(LONG, at + 8), bytes.asSlice(at + 16, CODE_BYTES).toArray(JAVA_BYTE));
              }
            });
    return Map.copyOf(code);
  }

  /**
   * One look.
   *
   * @param bytes all that the iterator {@code tasks} wrote
   * @throws IOException if the bytes are no such records, or not all of them
   */
  public static TaskLook look(MemorySegment bytes) throws IOException {
    TaskRecords records = new TaskRecords(bytes);
    List<MutexLook> looks = new ArrayList<>();
    List<Task> tasks = new ArrayList<>();
    Set<Knows> knows = EnumSet.noneOf(Knows.class);
    records.forEach(
        (kind, at) -> {
          switch (kind) {
            case LOOK_BEGIN, LOOK_END -> {
              looks.add(records.mutex(at));
              records.addKnown(at, knows);
            }
            case TASK -> tasks.add(records.task(at));
            default -> throw new IOException("the kernel's tasks: unknown record " + kind);
          }
        });
    if (looks.size() != 2) {
      throw new IOException("the kernel's tasks: the look is not complete");
    }
    return TaskLook.of(looks.getFirst(), looks.getLast(), tasks, knows);
  }

  private void forEach(Sink sink) throws IOException {
    long at = 0;
    while (at < bytes.byteSize()) {
      int kind = at + 8 <= bytes.byteSize() ? bytes.get(INT, at) : 0;
      int size =
          switch (kind) {
            case CODE -> 16 + CODE_BYTES;
            case LOOK_BEGIN, LOOK_END -> LOOK_BYTES;
            case TASK -> TASK_BYTES;
            default -> 0;
          };
      if (size == 0 || at + size > bytes.byteSize() || bytes.get(INT, at + 4) != size) {
        throw new IOException("the kernel's tasks: record of kind " + kind + " at byte " + at);
      }
      sink.accept(kind, at);
      at += size;
    }
  }

  private MutexLook mutex(long at) {
    List<Integer> queue = new ArrayList<>();
    for (int i = 0; i < Math.clamp(bytes.get(INT, at + 36), 0, QUEUE); i++) {
      queue.add(bytes.get(INT, at + 48 + (long) i * Integer.BYTES));
    }
    return new MutexLook(
        bytes.get(LONG, at + 8),
        bytes.get(LONG, at + 16),
        bytes.get(INT, at + 24),
        bytes.get(INT, at + 32),
        queue,
        bytes.get(INT, at + 40) != 0);
  }

  private void addKnown(long at, Set<Knows> knows) {
    int bits = bytes.get(INT, at + 44);
    for (int bit = 0; bit < KNOWS.size(); bit++) {
      if ((bits & 1 << bit) != 0) {
        knows.add(KNOWS.get(bit));
      }
    }
  }

  private Task task(long at) {
    WantedLock wants =
        new WantedLock(
            bytes.get(LONG, at + 16),
            KINDS.get(bytes.get(INT, at + 24) & 3),
            bytes.get(INT, at + 28),
            interfaceName(text(at + DEVICE, COMM_BYTES)));
    TaskSleep sleep =
        new TaskSleep(
            bytes.get(INT, at + 56),
            bytes.get(INT, at + 60) != 0,
            bytes.get(LONG, at + 32),
            bytes.get(LONG, at + 40));
    List<Long> stack = new ArrayList<>();
    for (int i = 0; i < Math.clamp(bytes.get(INT, at + 68), 0, FRAMES); i++) {
      stack.add(bytes.get(LONG, at + STACK + (long) i * Long.BYTES));
    }
    return new Task(
        bytes.get(INT, at + 8),
        bytes.get(INT, at + 12),
        text(at + 72, COMM_BYTES),
        wants,
        sleep,
        bytes.get(INT, at + 64),
        path(at + NAMES),
        stack);
  }

  /** The names stand innermost first; that of the root is empty. */
  private String path(long at) {
    StringBuilder path = new StringBuilder();
    for (int i = DEPTH - 1; i >= 0; i--) {
      String name = text(at + (long) i * NAME_BYTES, NAME_BYTES);
      if (!name.isEmpty()) {
        path.append('/').append(name);
      }
    }
    return path.toString();
  }

  /** What lies around another lock may look like an interface without a proper name. */
  private static String interfaceName(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/') ? text : "";
  }

  private String text(long at, int size) {
    byte[] text = bytes.asSlice(at, size).toArray(JAVA_BYTE);
    int length = 0;
    while (length < size && text[length] != 0) {
      length++;
    }
    return new String(text, 0, length, UTF_8);
  }
}
