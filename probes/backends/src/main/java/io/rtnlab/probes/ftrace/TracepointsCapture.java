// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.stream.EventMerger;
import io.rtnlab.probes.tracebuffer.ContentionDecoder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Listens to the contention of one mutex. */
public final class TracepointsCapture implements Capture {
  private static final int NO_STACK = -1;

  private final ContentionTracing tracing;
  private final Translation translation;
  private long delivered;
  private @Nullable Statistics last;
  private @Nullable String broken;

  private TracepointsCapture(ContentionTracing tracing, Translation translation) {
    this.tracing = tracing;
    this.translation = translation;
  }

  static TracepointsCapture open(CaptureOptions options) throws IOException {
    Translation translation = new Translation(options.mutexAddress());
    ContentionTracing tracing = ContentionTracing.open(options, translation);
    translation.names = new ThreadNames(Path.of("/proc"), tracing.instance().root());
    return new TracepointsCapture(tracing, translation);
  }

  /** Reads one CPU's buffer, or all. */
  @FunctionalInterface
  private interface Reading {
    void read() throws SystemCallException;
  }

  @Override
  public int poll(EventSink sink) {
    return poll(tracing::poll, sink);
  }

  /** Each CPU is a source of its own: its events are in order, and need not be sorted. */
  @Override
  public void addTo(EventMerger merger) {
    for (CpuStream stream : tracing.streams()) {
      merger.source(sink -> poll(stream::drain, sink));
    }
  }

  private int poll(Reading reading, EventSink sink) {
    translation.out = sink;
    int before = translation.count;
    try {
      reading.read();
    } catch (SystemCallException e) {
      broken = e.getMessage();
    }
    int count = translation.count - before;
    delivered += count;
    return count;
  }

  @Override
  public Statistics statistics() {
    return last != null ? last : current();
  }

  @Override
  public void close() {
    if (last == null) {
      try (tracing) {
        last = current();
      }
    }
  }

  private Statistics current() {
    String detail = "kernel's overrun count, per_cpu/*/stats; read by " + tracing.manner();
    if (broken != null) {
      detail += "; stopped at " + broken;
    }
    return new Statistics(delivered, tracing.losses().lost(), detail);
  }

  /** From the tracepoints' words to ours. */
  private static final class Translation implements ContentionTracing.Sink {
    private final long mutexAddress;
    private @Nullable ThreadNames names;
    private EventSink out = _ -> {};
    private int count;

    private Translation(long mutexAddress) {
      this.mutexAddress = mutexAddress;
    }

    @Override
    public void begin(long timeNs, int thread, long lock, int flags) {
      if (lock == mutexAddress) {
        announce(timeNs, thread);
        boolean queued = (flags & ContentionDecoder.FLAG_SPIN) == 0;
        count++;
        out.waitBegin(timeNs, thread, LockEvent.OWNER_UNREAD, queued, NO_STACK);
      }
    }

    @Override
    public void end(long timeNs, int thread, long lock, int result) {
      if (lock == mutexAddress) {
        announce(timeNs, thread);
        count++;
        out.acquired(timeNs, thread, true, result);
      }
    }

    @Override
    public void reclaim(long timeNs, int thread, boolean begins) {
      announce(timeNs, thread);
      emit(new LockEvent.Reclaim(timeNs, thread, begins, false)); // nothing reads the owner
    }

    @Override
    public void lost(long fromNs, long untilNs, long missed) {
      emit(new LockEvent.Lost(fromNs, untilNs, missed));
    }

    private void announce(long timeNs, int thread) {
      LockEvent.ThreadSeen news = names == null ? null : names.news(timeNs, thread);
      if (news != null) {
        emit(news);
      }
    }

    private void emit(LockEvent event) {
      count++;
      out.accept(event);
    }
  }
}
