// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to fire, from how many threads, how fast and how long.
 *
 * @param groups workers are numbered through them, from 0
 * @param warmUp a number of requests needs closed loops
 * @param limit of a number of requests: closed-loop groups share it, and open-loop groups beside
 *     them go on until it is reached; where every group is open, all share it
 * @param seed the same seed gives each worker the same sequence of operations and intended starts
 */
public record RunPlan(List<Group> groups, WarmUp warmUp, Limit limit, long seed) {

  public RunPlan {
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("A run needs at least one group of workers.");
    }
    if (groups.stream().mapToInt(Group::workers).sum() > Group.MOST_WORKERS) {
      throw new IllegalArgumentException(
          "The number of threads of all groups must be from 1 to %,d."
              .formatted(Group.MOST_WORKERS));
    }
    if (warmUp instanceof WarmUp.Requests && groups.stream().anyMatch(Group::isOpen)) {
      throw new IllegalArgumentException(
          "A warm-up of so many requests is a closed loop's: beside a rate, give it a time.");
    }
  }

  /** All workers fire the same mix. */
  public RunPlan(Mix mix, int workers, Pacing pacing, Duration warmUp, Limit limit, long seed) {
    this(
        List.of(new Group(Group.ONLY, mix, workers, pacing)),
        new WarmUp.Lasting(warmUp),
        limit,
        seed);
  }

  /** Of all groups. */
  public int workers() {
    return groups.stream().mapToInt(Group::workers).sum();
  }

  /** Every operation of every group once, in their order; weights are summed. */
  public Mix mix() {
    Map<String, Integer> weights = new LinkedHashMap<>();
    for (Group group : groups) {
      group.mix().entries().forEach(e -> weights.merge(e.operation(), e.weight(), Integer::sum));
    }
    return new Mix(
        weights.entrySet().stream().map(e -> new Mix.Entry(e.getKey(), e.getValue())).toList());
  }

  /** Whether any group has intended starts, and so response times. */
  boolean isOpen() {
    return groups.stream().anyMatch(Group::isOpen);
  }

  /** The group of a worker. */
  public Group group(int worker) {
    return groups.get(groupIndex(worker));
  }

  private int groupIndex(int worker) {
    int group = 0;
    for (int first = 0; worker >= first + groups.get(group).workers(); group++) {
      first += groups.get(group).workers();
    }
    return group;
  }

  private int indexInGroup(int worker) {
    int first = 0;
    for (Group group : groups.subList(0, groupIndex(worker))) {
      first += group.workers();
    }
    return worker - first;
  }

  Mix.Picker picker(int worker) {
    return group(worker).mix().picker(Seed.bits(seed, worker));
  }

  /** The intended starts of a worker of an open loop. */
  Schedule schedule(int worker, Pacing.OpenLoop open) {
    int group = groupIndex(worker);
    long own = group == 0 ? seed : Seed.bits(seed, -group);
    return open.schedule(indexInGroup(worker), groups.get(group).workers(), own);
  }

  /** Whether open-loop groups run beside closed ones, whose end is theirs. */
  private boolean isMixed() {
    return isOpen() && !groups.stream().allMatch(Group::isOpen);
  }

  /** Workers whose end of their requests ends the run; 0 where each ends by itself. */
  int endingWorkers() {
    return limit instanceof Limit.Requests && isMixed() ? closedWorkers(workers()) : 0;
  }

  /** How many of the first so many workers are in closed-loop groups. */
  private int closedWorkers(int first) {
    int closed = 0;
    for (int worker = 0; worker < first; worker++) {
      closed += group(worker).isOpen() ? 0 : 1;
    }
    return closed;
  }

  /** How many requests a worker fires at most. */
  long requestsOf(int worker) {
    if (!(limit instanceof Limit.Requests requests)) {
      return Long.MAX_VALUE;
    }
    if (!isMixed()) {
      return requests.shareOf(worker, workers());
    }
    return group(worker).isOpen()
        ? Long.MAX_VALUE
        : requests.shareOf(closedWorkers(worker), closedWorkers(workers()));
  }
}
