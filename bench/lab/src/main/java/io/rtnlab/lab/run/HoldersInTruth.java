// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.probes.audit.HolderSamples;
import io.rtnlab.probes.audit.HolderSamples.Disagreement;
import io.rtnlab.probes.audit.Share;
import io.rtnlab.probes.audit.WaitingTime;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.PrimitiveEventSink;
import io.rtnlab.probes.ledger.Actor;
import io.rtnlab.probes.ledger.HolderBounds;
import io.rtnlab.results.AuditDocument.ExactHolder;
import io.rtnlab.results.AuditDocument.SampledTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How long others waited for each holder, by recorded holds and the waiters of that time and by
 * samples of the owner, beside the ledger's bounds. Knows of the ledger nothing but these: who held
 * is known from the recorded thread, and what that thread did by its requests.
 */
final class HoldersInTruth implements PrimitiveEventSink {
  private static final String KERNEL_WORKERS = "kernel workers";

  private final List<String> labels;
  private final Map<String, String> labelOf = new HashMap<>();
  private final WaitingTime waiting;
  private final Map<Integer, Requests> requests = new HashMap<>();
  private final Map<Integer, String> foreign = new HashMap<>();
  private final Map<Integer, String> processes = new HashMap<>();

  /** The begins of one thread's requests, and their operations. */
  private static final class Requests {
    private long[] beginsNs = new long[256];
    private int[] operations = new int[256];
    private int count;

    private void add(long timeNs, int operation) {
      if (count == beginsNs.length) {
        beginsNs = Arrays.copyOf(beginsNs, 2 * count);
        operations = Arrays.copyOf(operations, 2 * count);
      }
      beginsNs[count] = timeNs;
      operations[count++] = operation;
    }

    /** The operation begun last; negative where none was. */
    private int at(long timeNs) {
      int at = Arrays.binarySearch(beginsNs, 0, count, timeNs);
      int last = at >= 0 ? at : -at - 2;
      return last < 0 ? -1 : operations[last];
    }
  }

  /**
   * Starts to listen.
   *
   * @param spans what requests count into
   * @param labels the operation behind each of the spans
   * @param measured the begins of the waits that count
   */
  HoldersInTruth(List<String> spans, List<String> labels, LongPredicate measured) {
    this.labels = List.copyOf(labels);
    for (int i = 0; i < spans.size(); i++) {
      labelOf.put(spans.get(i), labels.get(i));
    }
    this.waiting = new WaitingTime(measured);
  }

  /** Hears of the ends of all waits. */
  WaitingTime waiting() {
    return waiting;
  }

  @Override
  public void requestBegin(long timeNs, int thread, int operation) {
    requests.computeIfAbsent(thread, _ -> new Requests()).add(timeNs, operation);
  }

  @Override
  public void requestEnd(long timeNs, int thread, int operation, int result, long systemCallNs) {}

  @Override
  public void waitBegin(long timeNs, int thread, int owner, boolean queued, int stack) {}

  @Override
  public void acquired(long timeNs, int thread, boolean waited, int result) {}

  @Override
  public void infrequent(LockEvent.InfrequentEvent event) {
    if (event instanceof LockEvent.ThreadSeen seen) {
      foreign.put(
          seen.thread(),
          seen.name().startsWith("kworker/")
              ? KERNEL_WORKERS
              : process(seen.process(), seen.name()));
    }
  }

  /** Whatever its threads are called, and whenever: by the first of the names. */
  private String process(int process, String name) {
    return processes.computeIfAbsent(process, _ -> name + "[" + process + "]");
  }

  private static final class Sum {
    private long holds;
    private long lowNs;
    private long soleNs;
    private long unseenNs;
    private double trueNs;
  }

  /**
   * The table; empty where not all waits were kept.
   *
   * @param holds those that a probe recorded
   * @param bounds the ledger's
   * @param found by samples of the owner
   */
  List<ExactHolder> table(RecordedHolds holds, List<HolderBounds> bounds, HolderSamples found) {
    Map<String, Sum> sums = new HashMap<>();
    for (int i = 0; i < holds.threads().length; i++) {
      Sum sum = sums.computeIfAbsent(name(holds.threads()[i], holds.fromNs()[i]), _ -> new Sum());
      sum.holds++;
      sum.trueNs += waiting.ns(holds.fromNs()[i], holds.untilNs()[i]);
    }
    for (HolderBounds bound : bounds) {
      Sum sum = sums.computeIfAbsent(name(bound.holder()), _ -> new Sum());
      sum.lowNs += bound.lowNs();
      sum.soleNs += bound.soleNs();
      sum.unseenNs = Math.max(sum.unseenNs, bound.unseenNs());
    }
    if (!waiting.isWhole()) {
      return List.of();
    }
    Map<String, Disagreement> differ = found.against(holds, holds::covers, this::name);
    double allNs = waiting.totalNs();
    return sums.entrySet().stream()
        .map(
            entry -> {
              Sum sum = entry.getValue();
              return new ExactHolder(
                  entry.getKey(),
                  sum.holds,
                  sum.lowNs,
                  Math.round(sum.trueNs),
                  sum.lowNs + sum.soleNs + sum.unseenNs,
                  sampled(sum.trueNs, differ.get(entry.getKey()), allNs));
            })
        .sorted(Comparator.comparingLong(ExactHolder::trueNs).reversed())
        .toList();
  }

  /**
   * The recorded time, and that by which the samples differ from it: a difference has a narrower
   * interval than either.
   */
  private static @Nullable SampledTime sampled(
      double recordedNs, @Nullable Disagreement differ, double allNs) {
    if (differ == null) {
      return null;
    }
    Share more = differ.onlySampled();
    Share less = differ.onlyRecorded();
    return new SampledTime(
        Math.round(recordedNs + (more.share() - less.share()) * allNs),
        Math.round(Math.max(0, recordedNs + (more.low() - less.high()) * allNs)),
        Math.round(recordedNs + (more.high() - less.low()) * allNs));
  }

  private String name(int thread, long timeNs) {
    Requests ours = requests.get(thread);
    if (ours == null) {
      return foreign.getOrDefault(thread, "thread " + thread);
    }
    int operation = ours.at(timeNs);
    return operation < 0 ? "before its first request" : labels.get(operation);
  }

  private String name(Actor actor) {
    return switch (actor) {
      case Actor.Operation(String span) -> labelOf.getOrDefault(span, span);
      case Actor.ForeignProcess foreign -> process(foreign.process(), foreign.name());
      case Actor.KernelWorker _ -> KERNEL_WORKERS;
      case Actor.UnnamedThread thread -> "thread " + thread.thread();
      default -> actor.label();
    };
  }
}
