package io.rtnlab.microbench;

import java.util.ArrayList;
import java.util.List;

/**
 * The same work by every contender in turn, again and again, so that whatever disturbs the machine
 * disturbs all of them; only ratios within a round are compared.
 */
final class Rounds {
  private static final int WARM_UP = 6;

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
    Cost[][] costs = new Cost[able.size()][rounds];
    for (int round = -WARM_UP; round < rounds; round++) {
      for (int turn = 0; turn < able.size(); turn++) {
        int who = Math.floorMod(turn + round, able.size());
        Cost cost = Cost.of(able.get(who), work, work.units());
        undo(work);
        if (round >= 0) {
          costs[who][round] = cost;
        }
      }
    }
    List<Result> results = new ArrayList<>();
    for (int who = 0; who < able.size(); who++) {
      results.add(Result.of(work, able.get(who).name(), costs[who], costs[0]));
    }
    return results;
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
