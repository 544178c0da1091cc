// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.libc.MonotonicClock;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the contention of one mutex and to the calls of the functions that take and release
 * it. What a call meant is known from the thread's other calls, perhaps on another CPU: so the
 * CPUs' calls are brought into one order first, up to the moment at which the reading began.
 */
final class FunctionsCapture implements Capture {
  private final CallSource source;
  private final ContentionTracing tracing;
  private final Calls calls;
  private final ThreadNames names;
  private final CallPairing pairing = new CallPairing();
  private long missedReported;
  private long readUntilNs = MonotonicClock.nowNs();
  private long delivered;
  private @Nullable Statistics last;
  private @Nullable String broken;

  private FunctionsCapture(CallSource source, ContentionTracing tracing, Calls calls) {
    this.source = source;
    this.tracing = tracing;
    this.calls = calls;
    names = new ThreadNames(Path.of("/proc"), tracing.instance().root());
  }

  static FunctionsCapture open(CaptureOptions options, CallSource source) throws IOException {
    Calls calls = new Calls(options.mutexAddress());
    return new FunctionsCapture(
        source, ContentionTracing.open(options, calls, source, calls), calls);
  }

  @Override
  public int poll(EventSink sink) {
    long beganNs = MonotonicClock.nowNs();
    try {
      tracing.poll();
    } catch (SystemCallException e) {
      broken = e.getMessage();
    }
    reportMissed(beganNs);
    long before = delivered;
    Consumer<LockEvent> counting =
        event -> {
          delivered++;
          sink.accept(event);
        };
    for (LockCall call : calls.upTo(beganNs)) {
      LockEvent.ThreadSeen news =
          call.kind() == LockCall.Kind.LOST || call.kind() == LockCall.Kind.LEFT
              ? null
              : names.news(call.timeNs(), call.thread());
      if (news != null) {
        counting.accept(news);
      }
      pairing.accept(call, counting);
    }
    pairing.settle(beganNs, counting);
    return (int) (delivered - before);
  }

  private void reportMissed(long untilNs) {
    long missed = source.missed() - missedReported;
    if (missed > 0) {
      missedReported += missed;
      calls.lost(readUntilNs, untilNs, missed);
    }
    readUntilNs = untilNs;
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
    long missed = source.missed();
    String detail =
        "kernel's overrun count, per_cpu/*/stats, and "
            + missed
            + " calls that its probes missed; read by "
            + tracing.manner();
    if (pairing.corrected() > 0) {
      detail +=
          String.format(
              Locale.ROOT,
              "; %d acquisitions were inferred from entries before another's release, by %d ns at"
                  + " worst, and moved to it",
              pairing.corrected(),
              pairing.worstCorrectionNs());
    }
    if (broken != null) {
      detail += "; stopped at " + broken;
    }
    return new Statistics(delivered, tracing.losses().lost() + missed, detail);
  }

  /** Gathers what the CPUs' buffers hold, one after the other, and puts it in order. */
  private static final class Calls implements ContentionTracing.Sink, CallSource.Sink {
    private static final Comparator<LockCall> BY_TIME = Comparator.comparingLong(LockCall::timeNs);

    private final long mutex;
    private List<LockCall> arrived = new ArrayList<>();

    private Calls(long mutex) {
      this.mutex = mutex;
    }

    private List<LockCall> upTo(long untilNs) {
      arrived.sort(BY_TIME);
      int due = arrived.size();
      while (due > 0 && arrived.get(due - 1).timeNs() > untilNs) {
        due--;
      }
      List<LockCall> ready = arrived.subList(0, due);
      arrived = new ArrayList<>(arrived.subList(due, arrived.size()));
      return ready;
    }

    @Override
    public void begin(long timeNs, int thread, long lock, int flags) {
      if (lock == mutex) {
        call(timeNs, thread, LockCall.Kind.BEGIN, flags);
      }
    }

    @Override
    public void end(long timeNs, int thread, long lock, int result) {
      if (lock == mutex) {
        call(timeNs, thread, LockCall.Kind.END, result);
      }
    }

    @Override
    public void call(long timeNs, int thread, LockCall.Kind kind, long detail) {
      arrived.add(new LockCall(timeNs, thread, kind, detail));
    }

    @Override
    public void lost(long fromNs, long untilNs, long count) {
      arrived.add(new LockCall(fromNs, 0, LockCall.Kind.LOST, count, untilNs));
    }
  }
}
