// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.BlockedSignal;
import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.Errno;
import io.rtnlab.libc.Mapping;
import io.rtnlab.probes.bpf.Libbpf.Function;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One compiled object of {@code native/bpf}: opened, its settings made, loaded, attached. Nothing
 * is pinned, so the kernel drops all of it with the process, however that ends.
 *
 * <pre>
 *  struct bpf_object_open_opts   0 sz │ 8 object_name │ … │ 56 kernel_log_buf │ 64 kernel_log_size
 *                               72 kernel_log_level u32 │ 80
 * </pre>
 */
final class BpfObject implements LoadedPrograms {
  /** Begins the names of our maps, for listings ({@code bpftool map}). */
  private static final String OBJECT_NAME = "rtnlab";

  private static final Path KERNEL_TYPES = Path.of("/sys/kernel/btf/vmlinux");
  private static final int OPTIONS_BYTES = 80;
  private static final int OPTIONS_NAME = 8;
  private static final int OPTIONS_LOG = 56;
  private static final int OPTIONS_LOG_BYTES = 64;
  private static final int LOG_BYTES = 256 * 1024;

  /** Begins the verifier's last line, which stands behind what it refuses. */
  private static final String VERIFIER_SUM = "processed ";

  private final String name;
  private final Libbpf libbpf;
  private final Arena arena;
  private final MemorySegment log;
  private final long object;
  private final int cpus = CpuList.possibleCount();
  private final List<BpfProgram> programs = new ArrayList<>();
  private final List<Long> links = new ArrayList<>();
  private final List<Runnable> mappings = new ArrayList<>();
  private boolean open = true;

  private BpfObject(String name, Libbpf libbpf, Arena arena) throws IOException {
    this.name = name;
    this.libbpf = libbpf;
    this.arena = arena;
    this.log = arena.allocate(LOG_BYTES);
    MemorySegment image = resource(name + ".bpf.o", arena);
    MemorySegment options = arena.allocate(OPTIONS_BYTES, Long.BYTES);
    options.set(JAVA_LONG, 0, OPTIONS_BYTES);
    options.set(JAVA_LONG, OPTIONS_NAME, arena.allocateFrom(OBJECT_NAME).address());
    options.set(JAVA_LONG, OPTIONS_LOG, log.address());
    options.set(JAVA_LONG, OPTIONS_LOG_BYTES, LOG_BYTES);
    this.object =
        require(
            libbpf.pointer(
                Function.BPF_OBJECT__OPEN_MEM,
                image.address(),
                image.byteSize(),
                options.address()),
            "open");
  }

  /**
   * Reads the object from this module's resources; nothing is in the kernel yet.
   *
   * @param name file name without {@code .bpf.o}
   */
  static BpfObject open(String name) throws IOException {
    if (!Files.isReadable(KERNEL_TYPES)) {
      throw new BpfException(
          "this kernel does not describe its types (" + KERNEL_TYPES + " cannot be read)",
          "use a kernel with CONFIG_DEBUG_INFO_BTF=y");
    }
    Libbpf libbpf = Libbpf.open();
    Arena arena = Arena.ofShared();
    try {
      return new BpfObject(name, libbpf, arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static MemorySegment resource(String file, Arena arena) throws IOException {
    try (InputStream in = BpfObject.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new BpfException(
            file + " is missing from rtnlab's jar", "run 'make -C native/bpf' and build again");
      }
      return arena.allocateFrom(JAVA_BYTE, in.readAllBytes());
    }
  }

  /** Sets one 64-bit constant of the programs ({@code .rodata}), before {@link #load}. */
  void setConstant(long offset, long value) throws BpfException {
    MemorySegment size = arena.allocate(JAVA_LONG);
    long address =
        require(
            libbpf.pointer(Function.BPF_MAP__INITIAL_VALUE, map(".rodata"), size.address(), 0),
            "constants");
    initialValue(address, size.get(JAVA_LONG, 0)).set(JAVA_LONG, offset, value);
  }

  @SuppressWarnings("restricted") // libbpf has just said that these bytes are there
  private MemorySegment initialValue(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes, arena, null);
  }

  /** Sets how many entries a map has, before {@link #load}. */
  void setMaxEntries(String map, int entries) throws BpfException {
    require(libbpf.number(Function.BPF_MAP__SET_MAX_ENTRIES, map(map), entries), "size " + map);
  }

  /** Loads exactly these programs of the object; said before {@link #load}. */
  void choose(Set<String> wanted) throws BpfException {
    for (long program = next(0); program != 0; program = next(program)) {
      String name = libbpf.text(Function.BPF_PROGRAM__NAME, program);
      require(
          libbpf.number(Function.BPF_PROGRAM__SET_AUTOLOAD, program, wanted.contains(name) ? 1 : 0),
          "choose " + name);
    }
  }

  private long next(long program) {
    return libbpf.pointerOrNull(Function.BPF_OBJECT__NEXT_PROGRAM, object, program);
  }

  /** Hands maps and programs to the kernel, whose verifier has the last word. */
  void load() throws IOException {
    // The verifier gives up over a signal (EAGAIN), and libbpf after five tries.
    try (BlockedSignal _ = BlockedSignal.block(BlockedSignal.SIGPROF)) {
      require(libbpf.number(Function.BPF_OBJECT__LOAD, object, 0), "load");
    }
  }

  /** Lets loaded programs run from now on, one after the other. */
  void attach(List<String> loaded) throws BpfException {
    for (String program : loaded) {
      attach(program, libbpf.pointer(Function.BPF_PROGRAM__ATTACH, handle(program), 0, 0));
    }
  }

  /**
   * Lets a loaded program run at every sample of a perf event.
   *
   * @param perfEvent closed with this object; the caller must not
   */
  void attach(String program, Descriptor perfEvent) throws BpfException {
    attach(
        program,
        libbpf.pointer(
            Function.BPF_PROGRAM__ATTACH_PERF_EVENT, handle(program), perfEvent.number(), 0));
  }

  private void attach(String program, long link) throws BpfException {
    links.add(require(link, "attach " + program));
    programs.add(new BpfProgram(program, program(program)));
  }

  @Override
  public Descriptor iterate(String program) throws BpfException {
    int index = programs.stream().map(BpfProgram::name).toList().indexOf(program);
    int link = libbpf.number(Function.BPF_LINK__FD, links.get(index), 0);
    return Descriptor.adopt(
        require(libbpf.number(Function.BPF_ITER_CREATE, link, 0), "iterate " + program));
  }

  @Override
  public MemorySegment variables(String section, int bytes) throws IOException {
    return values(section, bytes);
  }

  /** The programs that run, in the order in which they were attached. */
  List<BpfProgram> programs() {
    return List.copyOf(programs);
  }

  /** Gives each of these maps an entry per CPU, before {@link #load}. */
  void perCpu(String... maps) throws IOException {
    for (String map : maps) {
      setMaxEntries(map, cpus);
    }
  }

  /**
   * Makes a ring buffer for each CPU and lets the loaded programs write into it; gone with {@link
   * #close}. A CPU that is plugged in later has none, and its records count as lost.
   *
   * @param map a map of ring buffers by CPU
   * @param bytes size of each, from {@link MappedRing#sizeFor}
   */
  CpuRings rings(String map, int bytes) throws IOException {
    BpfMap outer = new BpfMap(descriptor(map));
    List<RingReader> readers = new ArrayList<>();
    for (int cpu : CpuList.present()) {
      try (Descriptor inner = BpfMap.ring(OBJECT_NAME + "." + cpu, bytes)) {
        outer.put(cpu, inner);
        MappedRing ring = MappedRing.of(cpu, inner, bytes);
        mappings.add(ring::close);
        readers.add(ring.reader());
      }
    }
    return new CpuRings(readers);
  }

  /**
   * The values of a loaded array with an entry per CPU ({@code BPF_F_MMAPABLE}), shared with the
   * programs; gone with {@link #close}.
   */
  MemorySegment perCpuValues(String map, int bytesOfEach) throws IOException {
    return values(map, (long) bytesOfEach * cpus);
  }

  /** All values of a loaded array that can be mapped. */
  private MemorySegment values(String map, long bytes) throws IOException {
    Mapping mapping =
        Mapping.of(
            Descriptor.adopt(descriptor(map)),
            0,
            bytes,
            Mapping.PROT_READ | Mapping.PROT_WRITE,
            Mapping.MAP_SHARED);
    mappings.add(mapping::close);
    return mapping.segment();
  }

  /** The file descriptor of a loaded map, which stays libbpf's to close. */
  int descriptor(String map) throws BpfException {
    return (int) require(libbpf.number(Function.BPF_MAP__FD, map(map), 0), "descriptor of " + map);
  }

  private long map(String map) throws BpfException {
    return find(Function.BPF_OBJECT__FIND_MAP_BY_NAME, map);
  }

  @Override
  public int program(String program) throws BpfException {
    return (int)
        require(
            libbpf.number(Function.BPF_PROGRAM__FD, handle(program), 0),
            "descriptor of " + program);
  }

  private long handle(String program) throws BpfException {
    return find(Function.BPF_OBJECT__FIND_PROGRAM_BY_NAME, program);
  }

  private long find(Function finder, String what) throws BpfException {
    return require(
        libbpf.pointer(finder, object, arena.allocateFrom(what).address(), 0), "find " + what);
  }

  private long require(long result, String step) throws BpfException {
    // As in the kernel (IS_ERR): errors are the last page of the address space.
    if (result < 0 && result >= -4095) {
      throw refusal(step, (int) -result);
    }
    return result;
  }

  private BpfException refusal(String step, int errno) {
    String verifier = lastLine(log.getString(0));
    String said =
        name
            + ".bpf.o: "
            + step
            + ": "
            + Errno.describe(errno)
            + (verifier.isEmpty() ? "" : " (" + verifier + ")");
    return new BpfException(
        said,
        switch (errno) {
          case Errno.EPERM, Errno.EACCES ->
              "run as root, or grant CAP_BPF, CAP_PERFMON and CAP_SYS_RESOURCE";
          case Errno.ESRCH, Errno.ENOENT ->
              "use Linux 5.19 or newer, whose BTF has the tracepoints lock:contention_begin/end";
          case Errno.EOPNOTSUPP, Errno.ENOSYS ->
              "use a kernel with CONFIG_BPF_SYSCALL=y and CONFIG_BPF_EVENTS=y";
          default -> BpfException.ELSEWHERE;
        });
  }

  private static String lastLine(String text) {
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith(VERIFIER_SUM))
        .reduce("", (before, line) -> line)
        .strip();
  }

  /** Detaches and unloads. A second call does nothing. */
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    mappings.forEach(Runnable::run);
    for (long link : links) {
      libbpf.number(Function.BPF_LINK__DESTROY, link, 0);
    }
    libbpf.number(Function.BPF_OBJECT__CLOSE, object, 0);
    arena.close();
  }
}
