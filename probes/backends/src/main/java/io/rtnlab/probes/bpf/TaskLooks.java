// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.address.KernelText;
import io.rtnlab.probes.stack.SymbolScan;
import io.rtnlab.probes.stack.Symbols;
import io.rtnlab.probes.task.TaskLook;
import io.rtnlab.probes.task.TaskRecords;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all tasks by a BPF task iterator (Linux 5.8): nothing is attached to any event, and
 * nothing is taken or waited for. Belongs to one thread.
 *
 * <pre>
 *  .data.settings   0 mutex u64 │ 8 functions[8] u64 │ 72 listed u64 │ 80 detailed[16] u64 │ 208
 * </pre>
 */
public final class TaskLooks implements AutoCloseable {
  private static final String OBJECT = "tasks";
  private static final String TASKS = "tasks";
  private static final String TEXT = "text";
  static final List<String> ITERATORS = List.of(TEXT, TASKS);

  /** Programs that run when they are asked to; a kernel without them is looked at otherwise. */
  private static final Set<String> ASKED = Set.of(Glance.PROGRAM, BpfSymbols.PROGRAM);

  private static final int MUTEX = 0;
  private static final int FUNCTIONS = 8;
  private static final int LISTED = FUNCTIONS + KernelText.FUNCTIONS * Long.BYTES;
  private static final int DETAILED = LISTED + Long.BYTES;

  /** How many tasks can be asked for besides those that a look shows anyway. */
  public static final int DETAILED_AT_MOST = 16;

  private static final int SETTINGS_BYTES = DETAILED + DETAILED_AT_MOST * Long.BYTES;
  private static final int FIRST_BYTES = 1 << 18;

  /** What {@link #glance} gives where it cannot tell. */
  public static final int LOOK = -1;

  private final LoadedPrograms programs;
  private final MemorySegment settings;
  private final @Nullable Glance glance;
  private final @Nullable Symbols symbols;
  private Arena arena = Arena.ofConfined();
  private MemorySegment buffer = arena.allocate(FIRST_BYTES);

  private TaskLooks(LoadedPrograms programs, Set<String> asked) throws IOException {
    this.programs = programs;
    this.settings = programs.variables(".data.settings", SETTINGS_BYTES);
    this.glance = asked.contains(Glance.PROGRAM) ? new Glance(programs) : null;
    this.symbols = asked.contains(BpfSymbols.PROGRAM) ? new BpfSymbols(programs) : null;
  }

  /**
   * Loads the programs.
   *
   * @throws IOException naming what the kernel refused
   */
  public static TaskLooks open() throws IOException {
    try {
      return of(LightObject.load(OBJECT, ITERATORS), ASKED);
    } catch (IOException before517) {
      // then by libbpf, whose sentences say what to do
    }
    for (Set<String> asked : List.of(ASKED, Set.of(Glance.PROGRAM))) {
      try {
        return of(byLibbpf(ITERATORS, asked), asked);
      } catch (BpfException before516or514) {
        // then with fewer
      }
    }
    return of(byLibbpf(ITERATORS, Set.of()), Set.of());
  }

  /** Looks by programs that are loaded; closes them with itself, or where it cannot use them. */
  static TaskLooks of(LoadedPrograms programs, Set<String> asked) throws IOException {
    try {
      return new TaskLooks(programs, asked);
    } catch (IOException | RuntimeException e) {
      programs.close();
      throw e;
    }
  }

  static BpfObject byLibbpf(List<String> iterators, Set<String> asked) throws IOException {
    BpfObject object = BpfObject.open(OBJECT);
    try {
      Set<String> chosen = new HashSet<>(iterators);
      chosen.addAll(asked);
      object.choose(chosen);
      object.load();
      object.attach(iterators);
      return object;
    } catch (IOException | RuntimeException e) {
      object.close();
      throw e;
    }
  }

  /** {@link KernelText#read}, where nothing else is needed. */
  static Map<Long, byte[]> readText(Collection<Long> addresses) throws IOException {
    try (TaskLooks looks = of(byLibbpf(List.of(TEXT), Set.of()), Set.of())) {
      return looks.text(addresses);
    }
  }

  /** As {@link KernelText#read}. */
  public Map<Long, byte[]> text(Collection<Long> addresses) throws IOException {
    int at = 0;
    for (long address : addresses) {
      settings.set(JAVA_LONG, FUNCTIONS + (long) at++ * Long.BYTES, address);
    }
    for (; at < KernelText.FUNCTIONS; at++) {
      settings.set(JAVA_LONG, FUNCTIONS + (long) at * Long.BYTES, 0);
    }
    return TaskRecords.code(read(TEXT));
  }

  /**
   * The kernel's symbols, from the kernel itself where it can.
   *
   * @throws IOException if /proc/kallsyms cannot be read, where that is the way
   */
  public Symbols symbols() throws IOException {
    Symbols asked = symbols;
    return asked == null ? SymbolScan.read() : asked;
  }

  /** Which mutex looks are about. */
  public void watch(long mutex) {
    settings.set(JAVA_LONG, MUTEX, mutex);
  }

  /**
   * The thread that owns the mutex, without a look at any other task.
   *
   * @return its id; 0 where no thread owns it and none is queued; {@link #LOOK} where only a look
   *     shows it
   */
  public int glance() {
    Glance program = glance;
    return program == null ? LOOK : program.owner();
  }

  /**
   * Looks once.
   *
   * @param detailed thread ids of tasks to record whatever they do, at most {@link
   *     #DETAILED_AT_MOST}
   */
  public TaskLook look(Collection<Integer> detailed) throws IOException {
    int listed = 0;
    for (int thread : detailed) {
      if (listed < DETAILED_AT_MOST) {
        settings.set(JAVA_LONG, DETAILED + (long) listed++ * Long.BYTES, thread);
      }
    }
    settings.set(JAVA_LONG, LISTED, listed);
    return TaskRecords.look(read(TASKS));
  }

  private MemorySegment read(String program) throws IOException {
    try (Descriptor file = programs.iterate(program)) {
      long length = 0;
      while (true) {
        int got =
            (int)
                SystemCallException.check(
                    "reading the kernel's tasks", file.read(buffer.asSlice(length)));
        if (got == 0) {
          return buffer.asSlice(0, length);
        }
        length += got;
        if (length == buffer.byteSize()) {
          grow(length);
        }
      }
    }
  }

  private void grow(long length) {
    Arena larger = Arena.ofConfined();
    MemorySegment copy = larger.allocate(2 * buffer.byteSize());
    MemorySegment.copy(buffer, 0, copy, 0, length);
    arena.close();
    arena = larger;
    buffer = copy;
  }

  @Override
  public void close() {
    programs.close();
    arena.close();
  }
}
