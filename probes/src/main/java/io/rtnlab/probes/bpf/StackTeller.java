package io.rtnlab.probes.bpf;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.stack.KernelFunctions;
import java.io.IOException;
import java.util.BitSet;
import java.util.function.Consumer;

/** Tells what a stack id stands for before the first event that names it. */
final class StackTeller {
  private final StackMap stacks;
  private final BitSet told = new BitSet();

  private StackTeller(StackMap stacks) {
    this.stacks = stacks;
  }

  /**
   * Reads the kernel's functions.
   *
   * @param map the map {@code stacks}
   */
  static StackTeller of(BpfMap map) throws IOException {
    return new StackTeller(new StackMap(map, KernelFunctions.read()));
  }

  void tellBefore(LockEvent event, Consumer<LockEvent> sink) {
    int stack =
        switch (event) {
          case LockEvent.WaitBegin begin -> begin.stack();
          case LockEvent.Released released -> released.stack();
          case LockEvent.OffCpu away -> away.stack();
          default -> -1;
        };
    if (stack >= 0 && !told.get(stack)) {
      told.set(stack);
      sink.accept(new LockEvent.StackSeen(event.timeNs(), stack, stacks.functions(stack)));
    }
  }
}
