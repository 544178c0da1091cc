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
 * The function_graph tracer with {@code options/funcgraph-args}: every entry with its arguments,
 * and every return ({@code struct ftrace_graph_ent_entry}, {@code ftrace_graph_ret_entry},
 * kernel/trace/trace_entries.h). A return does not say for which mutex the function was called, nor
 * what it returned: that follows from the thread's entry before and its release after.
 */
final class FunctionGraph implements CallSource {
  private final MutexFunctions functions;

  FunctionGraph(MutexFunctions functions) {
    this.functions = functions;
  }

  @Override
  public PageCursor.Sink arrange(TraceInstance instance, long mutex, Sink sink) throws IOException {
    instance.write("set_ftrace_filter", String.join(" ", functions.names()));
    instance.trace("function_graph");
    instance.write("options/funcgraph-args", "1");
    return new Decoder(
        EventFormat.parse(instance.read("events/ftrace/funcgraph_entry/format")),
        EventFormat.parse(instance.read("events/ftrace/funcgraph_exit/format")),
        functions,
        mutex,
        sink);
  }

  /** Decodes both kinds of entries. */
  static final class Decoder implements PageCursor.Sink {
    private final MutexFunctions functions;
    private final long mutex;
    private final Sink sink;
    private final int type;
    private final int thread;
    private final short entryId;
    private final int entered;
    private final int firstArgument;
    private final short exitId;
    private final int left;

    Decoder(EventFormat entry, EventFormat exit, MutexFunctions functions, long mutex, Sink sink) {
      this.functions = functions;
      this.mutex = mutex;
      this.sink = sink;
      type = entry.offsetOf("common_type", Short.BYTES);
      thread = entry.offsetOf("common_pid", Integer.BYTES);
      entryId = (short) entry.id();
      entered = entry.offsetOf("func", Long.BYTES);
      firstArgument = entry.offsetOf("args", 0);
      exitId = (short) exit.id();
      left = exit.offsetOf("func", Long.BYTES);
    }

    @Override
    public void event(long timeNs, MemorySegment page, long offset, int length) {
      if (length < left + Long.BYTES) {
        return;
      }
      short id = page.get(JAVA_SHORT_UNALIGNED, offset + type);
      int caller = page.get(JAVA_INT_UNALIGNED, offset + thread);
      if (id == entryId
          && length >= firstArgument + Long.BYTES
          && page.get(JAVA_LONG_UNALIGNED, offset + firstArgument) == mutex) {
        int index = functions.indexOf(page.get(JAVA_LONG_UNALIGNED, offset + entered));
        if (index >= 0) {
          sink.call(timeNs, caller, FunctionEntries.entering(functions.role(index)), 0);
        }
      } else if (id == exitId) {
        int index = functions.indexOf(page.get(JAVA_LONG_UNALIGNED, offset + left));
        if (index >= 0 && functions.role(index) != MutexFunctions.Role.UNLOCK) {
          sink.call(timeNs, caller, LockCall.Kind.LEFT, 0);
        }
      }
    }
  }
}
