// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * libbpf, opened at run time. Its functions that loading takes have at most three arguments, all of
 * them pointers or whole numbers, so one method handle serves them all; registers that a shorter
 * one does not read do no harm. Its own printing is switched off: what matters comes back as an
 * error.
 */
final class Libbpf {

  /** The functions in use (bpf/libbpf.h). */
  enum Function {
    /** {@code libbpf_print_fn_t libbpf_set_print(libbpf_print_fn_t)}; NULL silences. */
    LIBBPF_SET_PRINT,
    /** {@code struct bpf_object *bpf_object__open_mem(buffer, bytes, opts)}. */
    BPF_OBJECT__OPEN_MEM,
    BPF_OBJECT__LOAD,
    BPF_OBJECT__CLOSE,
    BPF_OBJECT__FIND_PROGRAM_BY_NAME,
    /** The program after this one, the first after NULL; NULL after the last. */
    BPF_OBJECT__NEXT_PROGRAM,
    BPF_OBJECT__FIND_MAP_BY_NAME,
    BPF_MAP__SET_MAX_ENTRIES,
    /** Where libbpf keeps the values that a map starts with, before loading. */
    BPF_MAP__INITIAL_VALUE,
    BPF_MAP__FD,
    BPF_PROGRAM__NAME,
    BPF_PROGRAM__SET_AUTOLOAD,
    BPF_PROGRAM__FD,
    /** {@code struct bpf_link *bpf_program__attach(program)}. */
    BPF_PROGRAM__ATTACH,
    /** The same, to an open perf event, which then belongs to the link. */
    BPF_PROGRAM__ATTACH_PERF_EVENT,
    BPF_LINK__FD,
    BPF_LINK__DESTROY,
    /** {@code int bpf_iter_create(int link_fd)}: a file that runs the iterator when it is read. */
    BPF_ITER_CREATE;

    private String symbol() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final String LIBRARY = "libbpf.so.1";

  /** Names the folder of a bundle's libraries; unset elsewhere. */
  static final String OWN_LIBRARIES = "rtnlab.libraries";

  /** What lies there, in the order in which they need each other. */
  private static final List<String> BUNDLED =
      List.of("libz.so.1", "libzstd.so.1", "libelf.so.1", LIBRARY);

  private static final long TEXT_BYTES = 256;
  private static final long ERRNO_OFFSET =
      Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));
  private static final MethodHandle CALL = link();

  private final Map<Function, MemorySegment> addresses = new EnumMap<>(Function.class);
  private final MemorySegment captured =
      Arena.ofAuto().allocate(Linker.Option.captureStateLayout());

  private Libbpf(SymbolLookup library) throws BpfException {
    for (Function function : Function.values()) {
      MemorySegment address = library.find(function.symbol()).orElse(null);
      if (address == null) {
        throw new BpfException(
            LIBRARY + " lacks " + function.symbol(), "install libbpf 1.0 or newer");
      }
      addresses.put(function, address);
    }
    call(Function.LIBBPF_SET_PRINT, 0, 0, 0);
  }

  /** Opens the library; it stays open as long as the process lives. */
  static Libbpf open() throws BpfException {
    return new Libbpf(
        opened(LIBRARY)
            .or(Libbpf::bundled)
            .orElseThrow(
                () ->
                    new BpfException(
                        LIBRARY + " is not installed",
                        "install it, such as apt-get install libbpf1 or dnf install libbpf")));
  }

  /** A bundle's own, which finds what it needs among what is open already. */
  private static Optional<SymbolLookup> bundled() {
    String folder = System.getProperty(OWN_LIBRARIES);
    if (folder == null) {
      return Optional.empty();
    }
    Optional<SymbolLookup> last = Optional.empty();
    for (String library : BUNDLED) {
      last = opened(library).or(() -> opened(Path.of(folder, library).toString()));
    }
    return last;
  }

  @SuppressWarnings("restricted")
  private static Optional<SymbolLookup> opened(String library) {
    try {
      return Optional.of(SymbolLookup.libraryLookup(library, Arena.global()));
    } catch (IllegalArgumentException notFound) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle link() {
    return Linker.nativeLinker()
        .downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"));
  }

  private long call(Function function, long a, long b, long c) {
    MemorySegment address = Objects.requireNonNull(addresses.get(function));
    try {
      return (long) CALL.invokeExact(address, captured, a, b, c);
    } catch (Throwable impossible) {
      throw new AssertionError("a native function does not throw", impossible);
    }
  }

  /**
   * Calls a function that answers with a pointer.
   *
   * @return the pointer, or {@code -errno} where it was NULL
   */
  long pointer(Function function, long a, long b, long c) {
    long result = call(function, a, b, c);
    return result == 0 ? -captured.get(JAVA_INT, ERRNO_OFFSET) : result;
  }

  /** Calls a function that answers with a pointer, where NULL is no error. */
  long pointerOrNull(Function function, long a, long b) {
    return call(function, a, b, 0);
  }

  /** Calls a function that answers with a C string. */
  @SuppressWarnings("restricted")
  String text(Function function, long a) {
    return MemorySegment.ofAddress(call(function, a, 0, 0)).reinterpret(TEXT_BYTES).getString(0);
  }

  /**
   * Calls a function that answers with an {@code int}.
   *
   * @return the result, or {@code -errno}
   */
  int number(Function function, long a, long b) {
    return (int) call(function, a, b, 0);
  }
}
