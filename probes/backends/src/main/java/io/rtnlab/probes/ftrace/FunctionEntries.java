// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.rtnlab.probes.tracebuffer.EventFormat;
import io.rtnlab.probes.tracebuffer.PageCursor;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * The function tracer with {@code options/func-args}: every entry with the registers that hold its
 * arguments ({@code struct ftrace_entry}, kernel/trace/trace_entries.h, from Linux 6.15 on with
 * {@code CONFIG_FUNCTION_TRACE_ARGS}). It cannot choose by argument, so all mutexes pass.
 */
final class FunctionEntries implements CallSource {
  private final MutexFunctions functions;

  FunctionEntries(MutexFunctions functions) {
    this.functions = functions;
  }

  @Override
  public PageCursor.Sink arrange(TraceInstance instance, long mutex, Sink sink) throws IOException {
    instance.write("set_ftrace_filter", String.join(" ", functions.names()));
    instance.trace("function");
    instance.write("options/func-args", "1");
    EventFormat format = EventFormat.parse(instance.read("events/ftrace/function/format"));
    return new Decoder(format, functions, mutex, sink);
  }

  /** Decodes {@code struct ftrace_entry}. */
  static final class Decoder implements PageCursor.Sink {
    private final MutexFunctions functions;
    private final long mutex;
    private final Sink sink;
    private final short id;
    private final int type;
    private final int thread;
    private final int function;
    private final int firstArgument;

    Decoder(EventFormat format, MutexFunctions functions, long mutex, Sink sink) {
      this.functions = functions;
      this.mutex = mutex;
      this.sink = sink;
      id = (short) format.id();
      type = format.offsetOf("common_type", Short.BYTES);
      thread = format.offsetOf("common_pid", Integer.BYTES);
      function = format.offsetOf("ip", Long.BYTES);
      firstArgument = format.offsetOf("args", 0);
    }

    @Override
    public void event(long timeNs, MemorySegment page, long offset, int length) {
      if (length < firstArgument + Long.BYTES
          || page.get(JAVA_SHORT_UNALIGNED, offset + type) != id
          || page.get(JAVA_LONG_UNALIGNED, offset + firstArgument) != mutex) {
        return;
      }
      int index = functions.indexOf(page.get(JAVA_LONG_UNALIGNED, offset + function));
      if (index < 0) {
        return;
      }
      int caller = page.get(JAVA_INT_UNALIGNED, offset + thread);
      sink.call(timeNs, caller, entering(functions.role(index)), 0);
    }
  }

  static LockCall.Kind entering(MutexFunctions.Role role) {
    return switch (role) {
      case LOCK, INTERRUPTIBLE_LOCK -> LockCall.Kind.ENTERED;
      case TRYLOCK -> LockCall.Kind.TRIED;
      case UNLOCK -> LockCall.Kind.RELEASING;
    };
  }
}
