// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.Mapping;
import io.rtnlab.libc.SystemCallException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Programs that another one loads inside the kernel (Linux 5.17), without libbpf, and in a tenth of
 * its time: libbpf reads all of the kernel's types first. {@code native/bpf/loader.c} makes the
 * file.
 *
 * <pre>
 *  struct bpf_loader_ctx   0 sz │ 24
 *  struct bpf_map_desc     0 map_fd │ 4 max_entries │ 8 initial_value u64 │ 16
 *  struct bpf_prog_desc    0 prog_fd │ 4
 * </pre>
 */
final class LightObject implements LoadedPrograms {
  private static final String SUFFIX = ".loader";
  private static final String LICENSE = "Dual BSD/GPL";
  private static final String KERNEL_VERSION = "kconfig";

  private static final int BPF_MAP_TYPE_ARRAY = 2;
  private static final int BPF_PROG_TYPE_SYSCALL = 31;
  private static final int BPF_F_SLEEPABLE = 1 << 4;
  private static final int BPF_TRACE_ITER = 28;

  private static final int CONTEXT_BYTES = 24;
  private static final int MAP_BYTES = 16;
  private static final int INITIAL_VALUE = 8;
  private static final int PROGRAM_BYTES = 4;

  private final Map<String, Descriptor> maps = new HashMap<>();
  private final Map<String, Descriptor> programs = new HashMap<>();
  private final Map<String, Descriptor> links = new HashMap<>();
  private final List<Mapping> mappings = new ArrayList<>();

  private LightObject() {}

  /**
   * Loads all programs of an object.
   *
   * @param name file name without {@code .loader}
   * @param iterators those of them that are attached
   * @throws IOException where this kernel or this account cannot
   */
  static LightObject load(String name, List<String> iterators) throws IOException {
    LightObject object = new LightObject();
    try (Arena arena = Arena.ofConfined()) {
      object.run(Loader.read(name + SUFFIX), arena);
      for (String iterator : iterators) {
        object.links.put(
            iterator,
            new BpfCall(BpfCall.LINK_CREATE, arena)
                .number(0, object.program(iterator))
                .number(8, BPF_TRACE_ITER)
                .descriptor("attach " + iterator));
      }
      return object;
    } catch (IOException | RuntimeException e) {
      object.close();
      throw e;
    }
  }

  private void run(Loader loader, Arena arena) throws IOException {
    int mapsBytes = loader.maps.size() * MAP_BYTES;
    MemorySegment context =
        arena.allocate(
            CONTEXT_BYTES + mapsBytes + (long) loader.programs.size() * PROGRAM_BYTES, Long.BYTES);
    context.set(JAVA_INT, 0, (int) context.byteSize());
    context.set(
        JAVA_LONG,
        CONTEXT_BYTES + (long) loader.maps.indexOf(KERNEL_VERSION) * MAP_BYTES + INITIAL_VALUE,
        arena.allocateFrom(JAVA_INT, versionCode(System.getProperty("os.version", ""))).address());
    try (Descriptor data = loader.data(arena);
        Descriptor program = loader.program(arena, data)) {
      BpfCall run =
          new BpfCall(BpfCall.PROG_TEST_RUN, arena)
              .number(0, program.number())
              .number(40, (int) context.byteSize())
              .pointer(48, context);
      SystemCallException.check("run a loader of BPF programs", run.call());
      SystemCallException.check("load BPF programs", run.number(4));
    }
    for (int i = 0; i < loader.maps.size(); i++) {
      maps.put(loader.maps.get(i), adopted(context, CONTEXT_BYTES + i * MAP_BYTES));
    }
    for (int i = 0; i < loader.programs.size(); i++) {
      programs.put(
          loader.programs.get(i), adopted(context, CONTEXT_BYTES + mapsBytes + i * PROGRAM_BYTES));
    }
  }

  private static Descriptor adopted(MemorySegment context, int offset) {
    return Descriptor.adopt(context.get(JAVA_INT, offset));
  }

  /** {@code KERNEL_VERSION(6, 12, 3)} of {@code 6.12.3-amd64}. */
  static int versionCode(String release) {
    String[] numbers = release.split("[^0-9]+", 4);
    int code = 0;
    for (int i = 0; i < 3; i++) {
      boolean given = i < numbers.length && !numbers[i].isEmpty();
      code = code << 8 | (given ? Math.min(255, Integer.parseInt(numbers[i])) : 0);
    }
    return code;
  }

  @Override
  public MemorySegment variables(String section, int bytes) throws IOException {
    Mapping mapping =
        Mapping.of(
            found(maps, section.substring(1).replace('.', '_')),
            0,
            bytes,
            Mapping.PROT_READ | Mapping.PROT_WRITE,
            Mapping.MAP_SHARED);
    mappings.add(mapping);
    return mapping.segment();
  }

  @Override
  public Descriptor iterate(String program) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      return new BpfCall(BpfCall.ITER_CREATE, arena)
          .number(0, found(links, program).number())
          .descriptor("iterate " + program);
    }
  }

  @Override
  public int program(String program) throws IOException {
    return found(programs, program).number();
  }

  private static Descriptor found(Map<String, Descriptor> among, String name) throws IOException {
    Descriptor descriptor = among.get(name);
    if (descriptor == null) {
      throw new IOException("no " + name + " was loaded");
    }
    return descriptor;
  }

  @Override
  public void close() {
    mappings.forEach(Mapping::close);
    links.values().forEach(Descriptor::close);
    programs.values().forEach(Descriptor::close);
    maps.values().forEach(Descriptor::close);
  }

  /** The file: names in the order of their descriptors, the loader's data, its instructions. */
  private static final class Loader {
    private final List<String> maps;
    private final List<String> programs;
    private final byte[] data;
    private final byte[] instructions;

    private Loader(List<String> maps, List<String> programs, byte[] data, byte[] instructions) {
      this.maps = maps;
      this.programs = programs;
      this.data = data;
      this.instructions = instructions;
    }

    /**
     * A bundle has it beside its libraries: the search through all jars takes ten times as long.
     */
    private static Loader read(String file) throws IOException {
      File beside = new File(System.getProperty(Libbpf.OWN_LIBRARIES, ""), file);
      if (beside.isAbsolute() && beside.isFile()) {
        try (InputStream in = new FileInputStream(beside)) {
          return of(in.readAllBytes());
        }
      }
      try (InputStream in = LightObject.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IOException(file + " is missing from rtnlab's jar");
        }
        return of(in.readAllBytes());
      }
    }

    private static Loader of(byte[] file) {
      List<String> maps = new ArrayList<>();
      List<String> programs = new ArrayList<>();
      int data = 0;
      int instructions = 0;
      int from = 0;
      while (file[from] != '\n') {
        int end = from;
        while (file[end] != '\n') {
          end++;
        }
        String line = new String(file, from, end - from, StandardCharsets.US_ASCII);
        String value = line.substring(line.indexOf(' ') + 1);
        switch (line.substring(0, line.indexOf(' '))) {
          case "map" -> maps.add(value);
          case "program" -> programs.add(value);
          case "data" -> data = Integer.parseInt(value);
          default -> instructions = Integer.parseInt(value);
        }
        from = end + 1;
      }
      from++;
      return new Loader(
          maps,
          programs,
          Arrays.copyOfRange(file, from, from + data),
          Arrays.copyOfRange(file, from + data, from + data + instructions));
    }

    private Descriptor data(Arena arena) throws SystemCallException {
      Descriptor map =
          new BpfCall(BpfCall.MAP_CREATE, arena)
              .number(0, BPF_MAP_TYPE_ARRAY)
              .number(4, Integer.BYTES)
              .number(8, data.length)
              .number(12, 1)
              .descriptor("make a BPF map");
      BpfCall update =
          new BpfCall(BpfCall.MAP_UPDATE_ELEM, arena)
              .number(0, map.number())
              .pointer(8, arena.allocate(JAVA_INT))
              .pointer(16, aligned(arena, data));
      try {
        SystemCallException.check("fill a BPF map", update.call());
        return map;
      } catch (SystemCallException refused) {
        map.close();
        throw refused;
      }
    }

    private static MemorySegment aligned(Arena arena, byte[] bytes) {
      return arena.allocate(bytes.length, Long.BYTES).copyFrom(MemorySegment.ofArray(bytes));
    }

    private Descriptor program(Arena arena, Descriptor map) throws SystemCallException {
      return new BpfCall(BpfCall.PROG_LOAD, arena)
          .number(0, BPF_PROG_TYPE_SYSCALL)
          .number(4, instructions.length / Long.BYTES)
          .pointer(8, aligned(arena, instructions))
          .pointer(16, arena.allocateFrom(LICENSE))
          .number(44, BPF_F_SLEEPABLE)
          .pointer(120, arena.allocateFrom(JAVA_INT, map.number()))
          .descriptor("load a loader of BPF programs");
    }
  }
}
