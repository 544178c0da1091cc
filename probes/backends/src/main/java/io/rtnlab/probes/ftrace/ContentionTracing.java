// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.tracebuffer.BufferStatistics;
import io.rtnlab.probes.tracebuffer.ContentionDecoder;
import io.rtnlab.probes.tracebuffer.EventFormat;
import io.rtnlab.probes.tracebuffer.PageCursor;
import io.rtnlab.probes.tracebuffer.PageLayout;
import io.rtnlab.probes.tracebuffer.ReclaimDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An instance that traces the contention of one mutex, or of all, and calls where asked to. */
final class ContentionTracing implements AutoCloseable {
  /** Receives what comes out of it, one CPU after the other. */
  interface Sink extends ContentionDecoder.Sink {
    /** A thread begins or ends direct reclaim of memory. */
    default void reclaim(long timeNs, int thread, boolean begins) {}

    /** So many events of one CPU are missing between two moments. */
    void lost(long fromNs, long untilNs, long count);
  }

  private static final String BEGIN = "events/lock/" + ContentionDecoder.BEGIN;
  private static final String END = "events/lock/" + ContentionDecoder.END;

  /** Why an owner takes long; not every kernel has each. */
  private static final String RECLAIM = "events/vmscan/";

  private final TraceInstance instance;
  private final @Nullable CallSource calls;
  private final List<Integer> cpus;
  private final List<CpuStream> streams = new ArrayList<>();
  private final boolean filteredInKernel;
  private boolean closed;

  private ContentionTracing(
      TraceInstance instance,
      CaptureOptions options,
      Sink sink,
      @Nullable CallSource calls,
      CallSource.@Nullable Sink callSink)
      throws IOException {
    this.instance = instance;
    this.calls = calls;
    cpus = instance.cpus();
    instance.write("tracing_on", "0");
    instance.write("trace_clock", "mono");
    instance.write("buffer_size_kb", Integer.toString(Math.max(8, options.bufferBytes() >> 10)));
    filteredInKernel = filter(options.mutexAddress());
    PageCursor.Sink decoder = new ContentionDecoder(format(BEGIN), format(END), sink);
    if (calls != null && callSink != null) {
      decoder = both(decoder, calls.arrange(instance, options.mutexAddress(), callSink));
    }
    List<String> reclaim = new ArrayList<>();
    if (options.mutexAddress() != CaptureOptions.ANY_MUTEX) {
      for (ReclaimDecoder.Pair pair : ReclaimDecoder.EVENTS) {
        if (instance.has(RECLAIM + pair.begin()) && instance.has(RECLAIM + pair.end())) {
          EventFormat begin = format(RECLAIM + pair.begin());
          EventFormat end = format(RECLAIM + pair.end());
          decoder = both(decoder, new ReclaimDecoder(begin, end, sink::reclaim));
          reclaim.add(RECLAIM + pair.end());
          reclaim.add(RECLAIM + pair.begin());
        }
      }
    }
    openStreams(decoder, sink);
    for (String event : reclaim) {
      instance.write(event + "/enable", "1");
    }
    instance.write(BEGIN + "/enable", "1");
    instance.write(END + "/enable", "1");
    instance.write("tracing_on", "1");
  }

  /**
   * Starts to trace.
   *
   * @param sink receives, by {@link #poll}, the events of the mutex asked for; of others as well
   *     where the kernel did not take the filter
   */
  static ContentionTracing open(CaptureOptions options, Sink sink) throws IOException {
    return open(options, sink, null, null);
  }

  /**
   * Starts to trace, and calls besides.
   *
   * @param calls closed with what is returned, or at once where the kernel refuses
   */
  static ContentionTracing open(
      CaptureOptions options,
      Sink sink,
      @Nullable CallSource calls,
      CallSource.@Nullable Sink callSink)
      throws IOException {
    TraceInstance instance = TraceInstance.create();
    try {
      return new ContentionTracing(instance, options, sink, calls, callSink);
    } catch (IOException | RuntimeException e) {
      instance.close();
      if (calls != null) {
        calls.close();
      }
      throw e;
    }
  }

  private static PageCursor.Sink both(PageCursor.Sink one, PageCursor.Sink other) {
    return (timeNs, page, offset, length) -> {
      one.event(timeNs, page, offset, length);
      other.event(timeNs, page, offset, length);
    };
  }

  TraceInstance instance() {
    return instance;
  }

  /** Hands over what has arrived; returns how many events. */
  int poll() throws SystemCallException {
    int count = 0;
    for (CpuStream stream : streams) {
      count += stream.drain();
    }
    return count;
  }

  /** The CPUs' streams, for who wants them apart. */
  List<CpuStream> streams() {
    return List.copyOf(streams);
  }

  /** The kernel's own count of what it dropped, of all CPUs. */
  BufferStatistics losses() {
    return cpus.stream()
        .map(this::losses)
        .reduce(new BufferStatistics(0, 0, 0), BufferStatistics::plus);
  }

  private BufferStatistics losses(int cpu) {
    try {
      return BufferStatistics.parse(instance.read("per_cpu/cpu" + cpu + "/stats"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the buffers are read and where events are chosen, for people. */
  String manner() {
    Set<String> manners = new TreeSet<>();
    streams.forEach(stream -> manners.add(stream.manner()));
    return String.join("+", manners)
        + (filteredInKernel ? ", filtered in the kernel" : ", filtered in rtnlab");
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      streams.forEach(CpuStream::close);
      instance.close();
      if (calls != null) {
        calls.close();
      }
    }
  }

  private EventFormat format(String event) throws IOException {
    return EventFormat.parse(instance.read(event + "/format"));
  }

  private boolean filter(long mutexAddress) {
    try {
      if (mutexAddress == CaptureOptions.ANY_MUTEX) {
        instance.write(BEGIN + "/filter", "flags & " + ContentionDecoder.FLAG_MUTEX);
      } else {
        String address = "lock_addr == 0x" + Long.toHexString(mutexAddress);
        instance.write(BEGIN + "/filter", address);
        instance.write(END + "/filter", address);
      }
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private void openStreams(PageCursor.Sink decoder, Sink sink) throws IOException {
    PageLayout layout = PageLayout.parse(instance.read("events/header_page"));
    try {
      for (int cpu : cpus) {
        streams.add(
            new CpuStream(openBuffer(cpu, layout), decoder, sink, () -> losses(cpu).lost()));
      }
    } catch (IOException | RuntimeException e) {
      streams.forEach(CpuStream::close);
      throw e;
    }
  }

  private CpuBuffer openBuffer(int cpu, PageLayout layout) throws IOException {
    String path = instance.file("per_cpu/cpu" + cpu + "/trace_pipe_raw").toString();
    Descriptor pipe = Descriptor.open(path, Descriptor.O_RDONLY | Descriptor.O_NONBLOCK);
    try {
      return MappedCpuBuffer.map(pipe, layout);
    } catch (SystemCallException cannotMap) {
      return new ReadCpuBuffer(pipe, layout);
    }
  }
}
