// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import java.util.ArrayList;
import java.util.List;

/**
 * The same work by every implementation in turn, again and again, so that whatever disturbs the
 * machine disturbs all of them; only ratios within a round are compared.
 */
final class Rounds {
  private static final int WARM_UP_ROUNDS = 4;
  private static final double WARM_UP_CPU_NS = 150_000_000;

  private final CImplementation baseline;
  private final List<Implementation> implementations;

  /**
   * Compares others with plain C.
   *
   * @param others who else does the work
   */
  Rounds(CImplementation baseline, List<Implementation> others) {
    this.baseline = baseline;
    this.implementations = new ArrayList<>(others);
    this.implementations.addFirst(baseline);
  }

  /** Measures each implementation that can do it, plain C first in the list. */
  List<Result> measure(Work work, int rounds) {
    List<Implementation> able = implementations.stream().filter(c -> c.can(work)).toList();
    able.forEach(implementation -> warmUp(implementation, work));
    Cost[][] costs = new Cost[able.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < able.size(); turn++) {
        int who = (turn + round) % able.size();
        costs[who][round] = once(able.get(who), work);
      }
    }
    List<Result> results = new ArrayList<>();
    for (int who = 0; who < able.size(); who++) {
      results.add(Result.of(work, able.get(who).name(), costs[who], costs[0]));
    }
    return results;
  }

  private void warmUp(Implementation implementation, Work work) {
    double cpuNs = 0;
    for (int round = 0; round < WARM_UP_ROUNDS || cpuNs < WARM_UP_CPU_NS; round++) {
      cpuNs += once(implementation, work).cpuNs() * work.units();
    }
  }

  private Cost once(Implementation implementation, Work work) {
    Cost cost = Cost.of(implementation, work, work.units());
    undo(work);
    return cost;
  }

  /** What was inserted is counted once more by taking it away. */
  private void undo(Work work) {
    if (Work.INSERTS.contains(work)) {
      long removed = baseline.removeRoutes(work.units(), work == Work.INSERT_256_NEXT_HOP);
      if (removed != work.units()) {
        throw new IllegalStateException(
            "not all routes of \"" + work.label() + "\" were there again: " + removed);
      }
    }
  }
}
