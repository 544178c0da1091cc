// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import io.rtnlab.engine.Operation.FollowUp;
import java.util.List;

/**
 * The measured path: picks, fires, traces and records one worker's requests. Allocates nothing,
 * takes no lock, and reads the clock twice per request.
 */
final class RequestLoop {
  private static final Phase[] PHASES = Phase.values();

  private final Operation[] operations;
  private final int[] operationLabels;
  private final FollowUp[][] followUps;
  private final int[][] followUpLabels;
  private final Labels labels;
  private final Mix.Picker picker;
  private final SpanSink sink;
  private final Clock clock;
  private final StopSignal stop;

  /** By phase and label. */
  private final Counts[][] counts;

  private Counts[] counting;
  private int firstSpan;

  RequestLoop(
      List<Operation> operations,
      Labels labels,
      Mix.Picker picker,
      SpanSink sink,
      Clock clock,
      StopSignal stop) {
    this.operations = operations.toArray(Operation[]::new);
    this.labels = labels;
    this.picker = picker;
    this.sink = sink;
    this.clock = clock;
    this.stop = stop;
    operationLabels =
        operations.stream().mapToInt(operation -> labels.indexOf(operation.name())).toArray();
    followUps = new FollowUp[operations.size()][];
    followUpLabels = new int[operations.size()][];
    for (int i = 0; i < followUps.length; i++) {
      this.operations[i].reportCalls(sink);
      followUps[i] = operations.get(i).followUps().toArray(FollowUp[]::new);
      followUpLabels[i] = new int[followUps[i].length];
      for (int j = 0; j < followUps[i].length; j++) {
        followUps[i][j].reportCalls(sink);
        followUpLabels[i][j] = labels.ofFollowUp(operations.get(i), followUps[i][j]);
      }
    }
    counts = new Counts[PHASES.length][labels.size()];
    for (Phase phase : PHASES) {
      for (int label = 0; label < labels.size(); label++) {
        counts[phase.index()][label] = phase == Phase.MEASURED ? new Recorder() : new Counts();
      }
    }
    counting = counts[Phase.WARM_UP.index()];
  }

  /**
   * Each request starts when the one before has ended.
   *
   * @param untilNs no request starts at or after this time
   * @param requests nor more than so many
   */
  void closed(Phase phase, long untilNs, long requests) {
    enter(phase);
    long nowNs = clock.nowNs();
    for (long n = 0; n < requests && nowNs < untilNs && !stop.requested(); n++) {
      int operation = picker.pick(n);
      long endNs = fire(operations[operation], operationLabels[operation]);
      nowNs = fireDue(operation, endNs);
    }
  }

  /**
   * Each request starts at its intended time, or as soon after as the worker is free.
   *
   * @param fromNs the schedule's zero
   * @param untilNs no request starts at or after this time
   * @param requests nor more than so many
   */
  void open(
      Phase phase,
      Schedule schedule,
      long fromNs,
      long untilNs,
      long requests,
      Responses responses) {
    enter(phase);
    long nowNs = clock.nowNs();
    long n = 0;
    for (; n < requests; n++) {
      long intendedNs = intendedNs(schedule, fromNs, n);
      if (intendedNs >= untilNs) {
        return;
      }
      if (nowNs < intendedNs) {
        nowNs = waitUntil(intendedNs);
        if (nowNs >= intendedNs) {
          responses.addWakeUp(intendedNs, nowNs);
        }
      }
      if (nowNs >= untilNs || stop.requested()) {
        break;
      }
      int operation = picker.pick(n);
      long endNs = fire(operations[operation], operationLabels[operation]);
      responses.add(operationLabels[operation], intendedNs, endNs);
      nowNs = fireDue(operation, endNs);
    }
    long cutNs = Math.min(untilNs, nowNs);
    for (; n < requests && intendedNs(schedule, fromNs, n) < cutNs; n++) {
      responses.addUnsent();
    }
  }

  /** Long.MAX_VALUE where a slow rate puts it beyond the clock's range. */
  private static long intendedNs(Schedule schedule, long fromNs, long n) {
    long afterNs = schedule.intendedNs(n);
    return afterNs > Long.MAX_VALUE - Math.max(0, fromNs) ? Long.MAX_VALUE : fromNs + afterNs;
  }

  /** How many operations a run counts. */
  int labels() {
    return labels.requests();
  }

  /** Takes back what is left of what the requests made. */
  void cleanUp() {
    enter(Phase.CLEAN_UP);
    for (int operation = 0; operation < operations.length; operation++) {
      for (int i = 0; i < followUps[operation].length; i++) {
        FollowUp followUp = followUps[operation][i];
        while (followUp.pending()) {
          fire(followUp, followUpLabels[operation][i]);
        }
      }
    }
  }

  private void enter(Phase phase) {
    counting = counts[phase.index()];
    firstSpan = labels.span(phase, 0);
  }

  /** Returns the time after the last follow-up, or {@code nowNs} where none was due. */
  private long fireDue(int operation, long nowNs) {
    FollowUp[] due = followUps[operation];
    for (int i = 0; i < due.length; i++) {
      if (due[i].due()) {
        nowNs = fire(due[i], followUpLabels[operation][i]);
      }
    }
    return nowNs;
  }

  /** Returns the time after the request. */
  private long fire(Request request, int label) {
    int span = firstSpan + label;
    long beginNs = clock.nowNs();
    sink.begin(beginNs, span);
    int result = request.execute();
    long endNs = clock.nowNs();
    long systemCallNs = request.systemCallNs();
    sink.end(endNs, span, result, systemCallNs);
    counting[label].add(
        request.messages(), request.systemCalls(), endNs - beginNs, systemCallNs, result);
    return endNs;
  }

  private long waitUntil(long timeNs) {
    long nowNs = clock.nowNs();
    while (nowNs < timeNs && !stop.requested()) {
      clock.rest(timeNs - nowNs);
      nowNs = clock.nowNs();
    }
    return nowNs;
  }

  /** For any thread, as far as {@link Counts} is. */
  Counts counts(Phase phase, int label) {
    return counts[phase.index()][label];
  }

  /** For the worker's thread, or after it has ended. */
  Recorder measured(int label) {
    return (Recorder) counts(Phase.MEASURED, label);
  }
}
