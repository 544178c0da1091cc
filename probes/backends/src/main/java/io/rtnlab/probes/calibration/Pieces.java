package io.rtnlab.probes.calibration;

import io.rtnlab.probes.attribution.WaitObserver;
import io.rtnlab.probes.ledger.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The pieces of all waits of one round, and how much of a time they cover together. */
final class Pieces implements WaitObserver {

  /**
   * One piece.
   *
   * @param holder thread that it names, 0 where it names none
   * @param changeInside whether that one got in or let go somewhere inside
   */
  record Piece(long fromNs, long untilNs, int holder, Evidence evidence, boolean changeInside) {}

  private final List<Piece> pieces = new ArrayList<>();

  @Override
  public void piece(
      int waiter, long fromNs, long untilNs, int holder, Evidence evidence, boolean changeInside) {
    pieces.add(new Piece(fromNs, untilNs, holder, evidence, changeInside));
  }

  void clear() {
    pieces.clear();
  }

  /** How much of a time such pieces cover; what several waits have in common counts once. */
  long coverNs(long fromNs, long untilNs, Predicate<Piece> such) {
    long coveredNs = 0;
    long upToNs = fromNs;
    List<Piece> inOrder =
        pieces.stream().filter(such).sorted(Comparator.comparingLong(Piece::fromNs)).toList();
    for (Piece piece : inOrder) {
      long untilWithinNs = Math.min(piece.untilNs, untilNs);
      coveredNs += Math.max(0, untilWithinNs - Math.max(piece.fromNs, upToNs));
      upToNs = Math.max(upToNs, untilWithinNs);
    }
    return coveredNs;
  }
}
