package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Doing;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.LongWait;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Keeps the few longest waits whole. */
final class LongestWaits {
  private static final int KEPT = 8;

  private final Parties parties;

  /** The shortest first: the next to go. */
  private final PriorityQueue<Kept> kept =
      new PriorityQueue<>(Comparator.comparingLong(wait -> wait.lengthNs));

  private record Part(int holder, Evidence evidence, Doing doing, long ns) {
    Part lasting(long howLongNs) {
      return new Part(holder, evidence, doing, howLongNs);
    }
  }

  private record Kept(int thread, int waiter, long beginNs, long lengthNs, List<Part> parts) {}

  LongestWaits(Parties parties) {
    this.parties = parties;
  }

  void offer(EndedWait wait) {
    if (kept.size() == KEPT && kept.peek().lengthNs >= wait.lengthNs()) {
      return;
    }
    kept.add(
        new Kept(
            wait.thread(),
            parties.atWork(wait.waiterParty(), wait.handler()),
            wait.beginNs(),
            wait.lengthNs(),
            parts(wait.pieces())));
    if (kept.size() > KEPT) {
      kept.remove();
    }
  }

  /** The longest first; pieces that have come to be named alike are one. */
  private List<Part> parts(Pieces pieces) {
    Map<Part, Long> parts = new LinkedHashMap<>();
    for (int i = 0; i < pieces.size(); i++) {
      PieceKind kind = pieces.kind(i);
      Part part = new Part(parties.atWork(kind.holding), kind.evidence, kind.doing, 0);
      parts.merge(part, pieces.ns(i), Long::sum);
    }
    return parts.entrySet().stream()
        .map(entry -> entry.getKey().lasting(entry.getValue()))
        .sorted(Comparator.comparingLong(Part::ns).reversed())
        .toList();
  }

  /** The longest first. */
  List<LongWait> waits() {
    return kept.stream()
        .sorted(Comparator.comparingLong(Kept::lengthNs).reversed())
        .map(
            wait ->
                new LongWait(
                    parties.get(wait.waiter),
                    wait.thread,
                    wait.beginNs,
                    wait.lengthNs,
                    wait.parts.stream()
                        .map(
                            part ->
                                new LongWait.Part(
                                    parties.get(part.holder), part.evidence, part.doing, part.ns))
                        .toList()))
        .toList();
  }
}
