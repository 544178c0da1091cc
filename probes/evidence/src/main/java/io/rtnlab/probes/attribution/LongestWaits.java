// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.LongWait;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Keeps the few longest waits whole. */
final class LongestWaits {
  private static final int KEPT = 8;

  private final ActorTable actors;

  /** The shortest first: the next to go. */
  private final PriorityQueue<Kept> kept =
      new PriorityQueue<>(Comparator.comparingLong(wait -> wait.lengthNs));

  private record Part(int holder, Evidence evidence, HolderState state, long ns) {
    Part lasting(long howLongNs) {
      return new Part(holder, evidence, state, howLongNs);
    }
  }

  private record Kept(int thread, int waiter, long beginNs, long lengthNs, List<Part> parts) {}

  LongestWaits(ActorTable actors) {
    this.actors = actors;
  }

  void offer(EndedWait wait) {
    if (kept.size() == KEPT && kept.peek().lengthNs >= wait.lengthNs()) {
      return;
    }
    kept.add(
        new Kept(
            wait.thread(),
            actors.inHandler(wait.waiterActor(), wait.handler()),
            wait.beginNs(),
            wait.lengthNs(),
            parts(wait.segments())));
    if (kept.size() > KEPT) {
      kept.remove();
    }
  }

  /** The longest first; segments that have come to be named alike are one. */
  private List<Part> parts(WaitSegments segments) {
    Map<Part, Long> parts = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      SegmentClass kind = segments.kind(i);
      Part part = new Part(actors.inHandler(kind.holding), kind.evidence, kind.state, 0);
      parts.merge(part, segments.ns(i), Long::sum);
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
                    actors.get(wait.waiter),
                    wait.thread,
                    wait.beginNs,
                    wait.lengthNs,
                    wait.parts.stream()
                        .map(
                            part ->
                                new LongWait.Part(
                                    actors.get(part.holder), part.evidence, part.state, part.ns))
                        .toList()))
        .toList();
  }
}
