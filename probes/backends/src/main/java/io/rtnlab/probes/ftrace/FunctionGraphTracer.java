// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.MonotonicClock;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.function.FunctionCall;
import io.rtnlab.probes.tracebuffer.EventFormat;
import io.rtnlab.probes.tracebuffer.PageLayout;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Every function that the kernel calls for some threads, in an instance of our own (Linux 6.11 or
 * newer: before, function_graph was the machine's only). The buffer keeps the latest calls; it is
 * read once, at the end.
 */
public final class FunctionGraphTracer implements AutoCloseable {
  private static final String ENTRY = "events/ftrace/funcgraph_entry/format";
  private static final String EXIT = "events/ftrace/funcgraph_exit/format";

  private final TraceInstance instance;
  private final List<FunctionCall> calls = new ArrayList<>();
  private long fromNs = MonotonicClock.nowNs();

  private FunctionGraphTracer(TraceInstance instance) {
    this.instance = instance;
  }

  /**
   * Starts to trace.
   *
   * @param threads whose calls are traced, by their ids in the initial PID namespace
   * @param bufferBytes for each CPU
   * @throws IOException naming what the kernel refused
   */
  public static FunctionGraphTracer start(Collection<Integer> threads, int bufferBytes)
      throws IOException {
    TraceInstance instance = TraceInstance.create();
    try {
      instance.write("tracing_on", "0");
      instance.write("trace_clock", "mono");
      instance.write("buffer_size_kb", Integer.toString(bufferBytes >> 10));
      for (int thread : threads) {
        instance.write("set_ftrace_pid", Integer.toString(thread)); // adds to what is there
      }
      instance.trace("function_graph");
      leaveOutInterrupts(instance);
      instance.write("tracing_on", "1");
      return new FunctionGraphTracer(instance);
    } catch (IOException | RuntimeException refused) {
      instance.close();
      throw refused;
    }
  }

  /** Their time then counts as that of what they interrupted, which a median does not see. */
  private static void leaveOutInterrupts(TraceInstance instance) {
    try {
      instance.write("options/funcgraph-irqs", "0");
    } catch (IOException machineWide) {
      // then they are functions like others
    }
  }

  /**
   * Ends the tracing and gives the calls, each thread's in order.
   *
   * @throws IOException where the buffer cannot be read
   */
  public List<FunctionCall> finish() throws IOException {
    instance.write("tracing_on", "0");
    Decoder decoder =
        new Decoder(
            EventFormat.parse(instance.read(ENTRY)), EventFormat.parse(instance.read(EXIT)), calls);
    PageLayout layout = PageLayout.parse(instance.read("events/header_page"));
    for (int cpu : instance.cpus()) {
      drain(cpu, layout, decoder);
    }
    // Stable: calls of one CPU at one nanosecond keep their order.
    calls.sort(Comparator.comparingLong(FunctionCall::timeNs));
    close();
    return List.copyOf(calls);
  }

  private void drain(int cpu, PageLayout layout, Decoder decoder) throws IOException {
    String path = instance.file("per_cpu/cpu" + cpu + "/trace_pipe_raw").toString();
    int before = calls.size();
    try (ReadCpuBuffer buffer =
        new ReadCpuBuffer(
            Descriptor.open(path, Descriptor.O_RDONLY | Descriptor.O_NONBLOCK), layout)) {
      int read;
      do {
        read = buffer.drain(decoder);
      } while (read > 0);
    } catch (SystemCallException unreadable) {
      throw new IOException(unreadable.getMessage(), unreadable);
    }
    if (decoder.missed && calls.size() > before) {
      fromNs = Math.max(fromNs, calls.get(before).timeNs());
      decoder.missed = false;
    }
  }

  /** Since when no call is missing, in nanoseconds of {@code CLOCK_MONOTONIC}. */
  public long completeFromNs() {
    return fromNs;
  }

  @Override
  public void close() {
    instance.close();
  }

  /** {@code struct ftrace_graph_ent_entry} and {@code ftrace_graph_ret_entry}. */
  private static final class Decoder implements CpuBuffer.Sink {
    private final List<FunctionCall> calls;
    private final int type;
    private final int thread;
    private final short entryId;
    private final int entered;
    private final short exitId;
    private final int left;
    private boolean missed;

    private Decoder(EventFormat entry, EventFormat exit, List<FunctionCall> calls) {
      this.calls = calls;
      type = entry.offsetOf("common_type", Short.BYTES);
      thread = entry.offsetOf("common_pid", Integer.BYTES);
      entryId = (short) entry.id();
      entered = entry.offsetOf("func", Long.BYTES);
      exitId = (short) exit.id();
      left = exit.offsetOf("func", Long.BYTES);
    }

    @Override
    public void event(long timeNs, MemorySegment page, long offset, int length) {
      if (length < Math.max(entered, left) + Long.BYTES) {
        return;
      }
      short id = page.get(JAVA_SHORT_UNALIGNED, offset + type);
      if (id == entryId || id == exitId) {
        calls.add(
            new FunctionCall(
                timeNs,
                page.get(JAVA_INT_UNALIGNED, offset + thread),
                page.get(JAVA_LONG_UNALIGNED, offset + (id == entryId ? entered : left)),
                id == entryId));
      }
    }

    @Override
    public void missed(long count, long nextNs) {
      missed = true;
    }
  }
}
