// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockKey;
import io.rtnlab.probes.stack.KernelData;
import io.rtnlab.probes.stack.KernelFunctions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The kernel stacks that the programs took ({@code BPF_MAP_TYPE_STACK_TRACE}): return addresses,
 * innermost first, 0 behind the last.
 */
final class StackMap {
  /** {@code MAX_STACK_DEPTH} of native/bpf/contention.bpf.c. */
  private static final int DEPTH = 32;

  /** The way from the event into our program. */
  private static final Pattern OURS = Pattern.compile("bpf_(prog_|trace_run|trampoline_)");

  private final BpfMap map;
  private final KernelFunctions functions;
  private final KernelData data;

  StackMap(BpfMap map, KernelFunctions functions, KernelData data) {
    this.map = map;
    this.functions = functions;
    this.data = data;
  }

  /** The functions of a stack, innermost first; empty where there is no such stack. */
  List<String> functions(int id) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment addresses = arena.allocate(JAVA_LONG, DEPTH);
      return map.get(id, addresses) ? named(addresses) : List.of();
    }
  }

  /** The same lock with its symbol, where the kernel lists one and it has no other name. */
  LockEvent.LockSeen named(LockEvent.LockSeen seen) {
    LockKey key = seen.key();
    String symbol = key.name().isEmpty() ? data.nameOf(key.address()) : "";
    return symbol.isEmpty()
        ? seen
        : new LockEvent.LockSeen(
            seen.timeNs(),
            seen.lock(),
            new LockKey(key.kind(), symbol, key.networkNamespace(), key.device(), key.address()),
            seen.stack());
  }

  /** The function at this address, hexadecimal; empty where there is none. */
  String function(String address) {
    return functions.nameOf(Long.parseUnsignedLong(address, 16));
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
