// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Engine;
import io.rtnlab.engine.Labels;
import io.rtnlab.probes.address.KernelSymbols;
import io.rtnlab.probes.ftrace.FunctionGraphTracer;
import io.rtnlab.probes.function.FunctionCall;
import io.rtnlab.probes.function.FunctionTime;
import io.rtnlab.probes.function.FunctionTimes;
import io.rtnlab.results.RunDocument;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which kernel functions the requests call, and how long each takes. Tracing all of them makes each
 * request several times longer: so it is done in the first half of the warm-up, and is over before
 * anything is measured. The collecting thread's, but for {@link #start}, {@link #close} and the
 * results.
 */
final class FunctionMeter implements AutoCloseable {
  /** For each CPU: some hundred requests. */
  private static final int BUFFER_BYTES = 8 << 20;

  /** The buffer keeps the latest calls, so the latest requests are those that matter. */
  private static final int MOST_REQUESTS = 20_000;

  /** An operation's functions below this share of its own time in the kernel stay out. */
  private static final double WORTH_KEEPING = 0.001;

  private final Labels labels;
  private final List<Integer> threads;
  private final Map<Integer, Long> begun = new HashMap<>();
  private final Map<Integer, Long> acquired = new HashMap<>();
  private final Deque<Interval> requests = new ArrayDeque<>();
  private final Deque<Interval> holds = new ArrayDeque<>();
  private @Nullable FunctionGraphTracer tracer;
  private List<FunctionCall> calls = List.of();
  private long fromNs;
  private volatile long untilNs = Long.MAX_VALUE; // written last
  private volatile String refused = "";

  /** Of a thread, and of an operation where it is a request. */
  private record Interval(int thread, long fromNs, long untilNs, int label) {}

  private FunctionMeter(Labels labels, List<Integer> threads) {
    this.labels = labels;
    this.threads = threads;
  }

  /** Starts to trace; where the kernel refuses, {@link #remarks} says so. */
  static FunctionMeter start(Engine engine, RunSettings settings) {
    List<Integer> threads =
        IntStream.range(0, settings.asked().threads()).mapToObj(engine::kernelThreadId).toList();
    FunctionMeter meter = new FunctionMeter(engine.labels(), threads);
    try {
      meter.tracer = FunctionGraphTracer.start(threads, BUFFER_BYTES);
    } catch (IOException | IllegalArgumentException e) {
      meter.refused = String.valueOf(e.getMessage());
    }
    return meter;
  }

  /** Ends the tracing. A second call, by the same thread or in turn, does nothing. */
  @Override
  public void close() {
    FunctionGraphTracer open = tracer;
    if (open == null) {
      return;
    }
    tracer = null;
    try (open) {
      calls = open.finish();
      fromNs = open.completeFromNs();
      untilNs = calls.isEmpty() ? fromNs : calls.getLast().timeNs();
    } catch (IOException | IllegalArgumentException e) {
      refused = String.valueOf(e.getMessage());
      untilNs = 0;
    }
  }

  void requestBegin(long timeNs, int thread) {
    if (timeNs <= untilNs && refused.isEmpty()) {
      begun.put(thread, timeNs);
    }
  }

  void requestEnd(long timeNs, int thread, int span) {
    if (timeNs <= untilNs && refused.isEmpty()) {
      keep(requests, begun.remove(thread), timeNs, thread, labels.labelOf(span));
    }
  }

  void acquired(long timeNs, int thread) {
    if (timeNs <= untilNs && refused.isEmpty() && threads.contains(thread)) {
      acquired.put(thread, timeNs);
    }
  }

  void released(long timeNs, int thread) {
    if (timeNs <= untilNs && refused.isEmpty()) {
      keep(holds, acquired.remove(thread), timeNs, thread, 0);
    }
  }

  private static void keep(
      Deque<Interval> kept, @Nullable Long beginNs, long endNs, int thread, int label) {
    if (beginNs == null) {
      return;
    }
    if (kept.size() == MOST_REQUESTS) {
      kept.removeFirst();
    }
    kept.addLast(new Interval(thread, beginNs, endNs, label));
  }

  /** The functions of each label, most time first; empty where none was traced. */
  Map<String, List<RunDocument.FunctionRow>> rows() {
    FunctionTimes times = new FunctionTimes();
    requests.forEach(
        request ->
            times.request(request.thread(), request.fromNs(), request.untilNs(), request.label()));
    holds.forEach(hold -> times.hold(hold.thread(), hold.fromNs(), hold.untilNs()));
    List<FunctionTime> found = times.of(calls, fromNs, untilNs);
    Map<Integer, Long> wholeNs = new HashMap<>();
    found.forEach(time -> wholeNs.merge(time.operation(), time.selfNs(), Long::sum));
    Map<Long, String> names = names(found);
    Map<String, List<RunDocument.FunctionRow>> rows = new HashMap<>();
    for (FunctionTime time : found) {
      if (time.selfNs() >= WORTH_KEEPING * wholeNs.getOrDefault(time.operation(), 0L)) {
        rows.computeIfAbsent(labels.names().get(time.operation()), _ -> new ArrayList<>())
            .add(
                new RunDocument.FunctionRow(
                    names.getOrDefault(time.function(), "0x" + Long.toHexString(time.function())),
                    time.held(),
                    time.requests(),
                    time.calls(),
                    time.selfNs()));
      }
    }
    return rows;
  }

  private static Map<Long, String> names(List<FunctionTime> found) {
    try {
      return found.isEmpty()
          ? Map.of()
          : KernelSymbols.functionsAt(found.stream().map(FunctionTime::function).toList());
    } catch (IOException hidden) {
      return Map.of();
    }
  }

  /** Why no function is known; empty where some are. */
  List<String> remarks() {
    if (!refused.isEmpty()) {
      return List.of("--functions: this kernel does not trace them: " + refused);
    }
    return calls.isEmpty()
        ? List.of("--functions: none was traced; a warm-up of a second or more is needed")
        : List.of();
  }
}
