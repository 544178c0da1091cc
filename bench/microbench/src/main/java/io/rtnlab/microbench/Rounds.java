package io.rtnlab.microbench;

import java.util.ArrayList;
import java.util.List;

/**
 * The same work by every contender in turn, again and again, so that whatever disturbs the machine
 * disturbs all of them; only ratios within a round are compared.
 */
final class Rounds {
  private static final int WARM_UP_ROUNDS = 4;
  private static final double WARM_UP_CPU_NS = 150_000_000;

  private final CContender baseline;
  private final List<Contender> contenders;

  /**
   * Compares others with plain C.
   *
   * @param others who else does the work
   */
  Rounds(CContender baseline, List<Contender> others) {
    this.baseline = baseline;
    this.contenders = new ArrayList<>(others);
    this.contenders.addFirst(baseline);
  }

  /** Measures everybody who can do it, plain C first in the list. */
  List<Result> measure(Work work, int rounds) {
    List<Contender> able = contenders.stream().filter(c -> c.can(work)).toList();
    able.forEach(contender -> warmUp(contender, work));
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

  private void warmUp(Contender contender, Work work) {
    double cpuNs = 0;
    for (int round = 0; round < WARM_UP_ROUNDS || cpuNs < WARM_UP_CPU_NS; round++) {
      cpuNs += once(contender, work).cpuNs() * work.units();
    }
  }

  private Cost once(Contender contender, Work work) {
    Cost cost = Cost.of(contender, work, work.units());
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
