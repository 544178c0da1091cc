package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.probes.stack.KernelFunctions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The kernel stacks that the programs took ({@code BPF_MAP_TYPE_STACK_TRACE}): return addresses,
 * innermost first, 0 behind the last.
 *
 * <pre>
 *  union bpf_attr for BPF_MAP_LOOKUP_ELEM   0 map_fd u32 │ 8 key u64 │ 16 value u64 │ 24 flags u64
 * </pre>
 */
final class StackMap {
  private static final int BPF_MAP_LOOKUP_ELEM = 1;
  private static final int ATTRIBUTE_BYTES = 32;

  /** {@code MAX_STACK_DEPTH} of native/bpf/contention.bpf.c. */
  private static final int DEPTH = 32;

  /** The way from the event into our program. */
  private static final Pattern OURS = Pattern.compile("bpf_(prog_|trace_run|trampoline_)");

  private final int map;
  private final KernelFunctions functions;

  StackMap(int map, KernelFunctions functions) {
    this.map = map;
    this.functions = functions;
  }

  /** The functions of a stack, innermost first; empty where there is no such stack. */
  List<String> functions(int id) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(JAVA_INT, id);
      MemorySegment addresses = arena.allocate(JAVA_LONG, DEPTH);
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, Long.BYTES);
      attribute.set(JAVA_INT, 0, map);
      attribute.set(JAVA_LONG, 8, key.address());
      attribute.set(JAVA_LONG, 16, addresses.address());
      long result =
          SystemCall.ofThread()
              .call(
                  SystemCallNumber.BPF,
                  BPF_MAP_LOOKUP_ELEM,
                  attribute.address(),
                  attribute.byteSize());
      return result < 0 ? List.of() : named(addresses);
    }
  }

  private List<String> named(MemorySegment addresses) {
    List<String> frames = new ArrayList<>();
    for (int i = 0; i < DEPTH && addresses.getAtIndex(JAVA_LONG, i) != 0; i++) {
      String function = functions.nameOf(addresses.getAtIndex(JAVA_LONG, i));
      if (!OURS.matcher(function).lookingAt()) {
        frames.add(function);
      }
    }
    return List.copyOf(frames);
  }
}
