package io.rtnlab.probes.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps the few longest waits whole. */
final class LongestWaits {
  private static final int KEPT = 8;

  private final Parties parties;

  /** The shortest first: the next to go. */
  private final PriorityQueue<Kept> kept =
      new PriorityQueue<>(Comparator.comparingLong(wait -> wait.lengthNs));

  private record Part(int holder, Evidence evidence, Doing doing, long ns) {}

  private record Kept(int thread, int waiter, long beginNs, long lengthNs, List<Part> parts) {}

  LongestWaits(Parties parties) {
    this.parties = parties;
  }

  void offer(EndedWait wait) {
    if (kept.size() == KEPT && kept.peek().lengthNs >= wait.lengthNs()) {
      return;
    }
    List<Part> parts = new ArrayList<>();
    Pieces pieces = wait.pieces();
    for (int i = 0; i < pieces.size(); i++) {
      PieceKind kind = pieces.kind(i);
      parts.add(new Part(parties.atWork(kind.holding), kind.evidence, kind.doing, pieces.ns(i)));
    }
    parts.sort(Comparator.comparingLong(Part::ns).reversed());
    kept.add(
        new Kept(
            wait.thread(),
            parties.atWork(wait.waiterParty(), wait.handler()),
            wait.beginNs(),
            wait.lengthNs(),
            parts));
    if (kept.size() > KEPT) {
      kept.remove();
    }
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
