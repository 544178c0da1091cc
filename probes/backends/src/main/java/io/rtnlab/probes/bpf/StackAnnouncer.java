// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.PrimitiveEventSink;
import io.rtnlab.probes.stack.KernelData;
import io.rtnlab.probes.stack.KernelFunctions;
import java.io.IOException;
import java.util.BitSet;

/** Announces what a stack id stands for before the first event that names it. */
final class StackAnnouncer {
  private final StackMap stacks;
  private final BitSet announced = new BitSet();

  private StackAnnouncer(StackMap stacks) {
    this.stacks = stacks;
  }

  /**
   * Reads the kernel's functions.
   *
   * @param map the map {@code stacks}
   */
  static StackAnnouncer of(BpfMap map) throws IOException {
    return new StackAnnouncer(new StackMap(map, KernelFunctions.read(), KernelData.read()));
  }

  /** Passes events to {@code out}, and of each stack first what it stands for. */
  EventSink before(EventSink out) {
    return new PrimitiveEventSink() {
      @Override
      public void infrequent(LockEvent.InfrequentEvent event) {
        switch (event) {
          case LockEvent.Released released -> emit(released.timeNs(), released.stack(), out);
          case LockEvent.OffCpu away -> emit(away.timeNs(), away.stack(), out);
          case LockEvent.LockSeen seen -> {
            emit(seen.timeNs(), seen.stack(), out);
            out.accept(stacks.named(seen));
            return;
          }
          case LockEvent.ThreadSeen seen -> {
            out.accept(withWork(seen));
            return;
          }
          default -> {
            // has no stack
          }
        }
        out.accept(event);
      }

      @Override
      public void requestBegin(long timeNs, int thread, int operation) {
        out.requestBegin(timeNs, thread, operation);
      }

      @Override
      public void requestEnd(
          long timeNs, int thread, int operation, int result, long systemCallNs) {
        out.requestEnd(timeNs, thread, operation, result, systemCallNs);
      }

      @Override
      public void waitBegin(long timeNs, int thread, int owner, boolean queued, int stack) {
        emit(timeNs, stack, out);
        out.waitBegin(timeNs, thread, owner, queued, stack);
      }

      @Override
      public void acquired(long timeNs, int thread, boolean waited, int result) {
        out.acquired(timeNs, thread, waited, result);
      }
    };
  }

  /** A kernel worker with its function by name, in brackets behind its queue. */
  private LockEvent.ThreadSeen withWork(LockEvent.ThreadSeen seen) {
    int address = seen.name().indexOf(RecordDecoder.WORK_ADDRESS);
    if (!seen.name().startsWith("kworker/") || address < 0) {
      return seen;
    }
    String worker = seen.name().substring(0, address);
    String function = stacks.function(seen.name().substring(address + 1));
    return new LockEvent.ThreadSeen(
        seen.timeNs(),
        seen.thread(),
        seen.process(),
        function.isEmpty() ? worker : worker + "(" + function + ")",
        seen.networkNamespace(),
        seen.cgroup());
  }

  private void emit(long timeNs, int stack, EventSink out) {
    if (stack >= 0 && !announced.get(stack)) {
      announced.set(stack);
      out.accept(new LockEvent.StackSeen(timeNs, stack, stacks.functions(stack)));
    }
  }
}
