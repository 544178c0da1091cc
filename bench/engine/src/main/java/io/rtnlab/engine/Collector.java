// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/** Adds up what the workers recorded, after they have ended. */
final class Collector {
  private final RunPlan plan;
  private final Labels labels;
  private final List<Worker> workers;

  Collector(RunPlan plan, Labels labels, List<Worker> workers) {
    this.plan = plan;
    this.labels = labels;
    this.workers = workers;
  }

  RunResult collect(Steps steps, boolean stopped) {
    List<LabelResult> results = new ArrayList<>();
    for (int label = 0; label < labels.size(); label++) {
      results.add(result(label));
    }
    observations().forEach((name, recorders) -> results.add(observation(name, recorders)));
    return new RunResult(
        plan,
        labels,
        results,
        steps.warmUpFromNs(),
        steps.measuredFromNs(),
        steps.measuredUntilNs(),
        stopped,
        openLoop());
  }

  /** What the measured part has come to so far; while workers record, at most a moment old. */
  List<LabelLatency> latencies() {
    List<LabelLatency> latencies = new ArrayList<>();
    for (int label = 0; label < labels.size(); label++) {
      boolean followUp = labels.isFollowUp(label);
      latencies.add(
          new LabelLatency(
              labels.names().get(label),
              followUp ? LabelResult.Kind.FOLLOW_UP : LabelResult.Kind.REQUEST,
              latency(label, followUp)));
    }
    observations()
        .forEach(
            (name, recorders) ->
                latencies.add(
                    new LabelLatency(
                        name,
                        LabelResult.Kind.OBSERVATION,
                        observation(name, recorders).latency())));
    return latencies;
  }

  private LabelResult result(int label) {
    boolean followUp = labels.isFollowUp(label);
    return new LabelResult(
        labels.names().get(label),
        followUp ? LabelResult.Kind.FOLLOW_UP : LabelResult.Kind.REQUEST,
        tally(Phase.WARM_UP, label),
        tally(Phase.MEASURED, label),
        tally(Phase.CLEAN_UP, label),
        latency(label, followUp));
  }

  private Tally tally(Phase phase, int label) {
    return workers.stream()
        .map(worker -> worker.loop().counts(phase, label).tally())
        .reduce(Tally.NOTHING, Tally::plus);
  }

  private Latency latency(int label, boolean followUp) {
    Histogram serviceNs = Latency.newHistogram();
    workers.forEach(worker -> serviceNs.add(worker.loop().measured(label).serviceNs()));
    if (followUp || !hasResponses(label)) {
      return new Latency.Service(serviceNs);
    }
    return new Latency.ServiceAndResponse(
        serviceNs, sumOfResponses(responses -> responses.responseNs(label)));
  }

  /** Whether every request of the label had an intended start: its groups are all open. */
  private boolean hasResponses(int label) {
    String operation = labels.names().get(label);
    return plan.groups().stream()
        .filter(group -> group.mix().has(operation))
        .allMatch(Group::isOpen);
  }

  private Optional<RunResult.OpenLoop> openLoop() {
    if (!plan.isOpen()) {
      return Optional.empty();
    }
    long unsent = 0;
    for (Worker worker : workers) {
      Responses responses = worker.responses();
      unsent += responses == null ? 0 : responses.unsent();
    }
    return Optional.of(new RunResult.OpenLoop(unsent, sumOfResponses(Responses::wakeUpLateNs)));
  }

  private Histogram sumOfResponses(Function<Responses, Histogram> which) {
    Histogram sum = Latency.newHistogram();
    for (Worker worker : workers) {
      Responses responses = worker.responses();
      if (responses != null) {
        sum.add(which.apply(responses));
      }
    }
    return sum;
  }

  private Map<String, List<Recorder>> observations() {
    Map<String, List<Recorder>> byName = new LinkedHashMap<>();
    for (Worker worker : workers) {
      for (Operation operation : worker.operations()) {
        for (Observation observation : operation.observations()) {
          byName
              .computeIfAbsent(observation.name(), name -> new ArrayList<>())
              .add(observation.recorder());
        }
      }
    }
    return byName;
  }

  private static LabelResult observation(String name, List<Recorder> recorders) {
    Tally tally = Tally.NOTHING;
    Histogram elapsedNs = Latency.newHistogram();
    for (Recorder recorder : recorders) {
      tally = tally.plus(recorder.tally());
      elapsedNs.add(recorder.serviceNs());
    }
    return new LabelResult(
        name,
        LabelResult.Kind.OBSERVATION,
        Tally.NOTHING,
        tally,
        Tally.NOTHING,
        new Latency.Observed(elapsedNs));
  }
}
