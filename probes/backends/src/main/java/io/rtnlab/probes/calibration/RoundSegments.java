// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.calibration;

import io.rtnlab.probes.attribution.WaitObserver;
import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The segments of all waits of one round, and how much of a time they cover together. */
final class RoundSegments implements WaitObserver {

  /**
   * One segment.
   *
   * @param holder thread that it names, 0 where it names none
   * @param ownerChangedWithin whether that one got in or let go somewhere inside
   */
  record WaitSegment(
      long fromNs, long untilNs, int holder, Evidence evidence, boolean ownerChangedWithin) {}

  private final List<WaitSegment> segments = new ArrayList<>();

  @Override
  public void segment(
      int waiter,
      long fromNs,
      long untilNs,
      int holder,
      Evidence evidence,
      boolean ownerChangedWithin,
      HolderState state) {
    segments.add(new WaitSegment(fromNs, untilNs, holder, evidence, ownerChangedWithin));
  }

  void clear() {
    segments.clear();
  }

  /** How much of a time such segments cover; what several waits have in common counts once. */
  long coverNs(long fromNs, long untilNs, Predicate<WaitSegment> such) {
    long coveredNs = 0;
    long upToNs = fromNs;
    List<WaitSegment> inOrder =
        segments.stream()
            .filter(such)
            .sorted(Comparator.comparingLong(WaitSegment::fromNs))
            .toList();
    for (WaitSegment segment : inOrder) {
      long untilWithinNs = Math.min(segment.untilNs, untilNs);
      coveredNs += Math.max(0, untilWithinNs - Math.max(segment.fromNs, upToNs));
      upToNs = Math.max(upToNs, untilWithinNs);
    }
    return coveredNs;
  }
}
