package io.rtnlab.probes.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.ledger.Evidence;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private static final int HOLDER = 7;
  private static final int OTHER = 8;

  private final Pieces pieces = new Pieces();

  private void piece(int waiter, long fromNs, long untilNs, int holder) {
    pieces.piece(waiter, fromNs, untilNs, holder, Evidence.PROVED, false);
  }

  private long holderNs(long fromNs, long untilNs) {
    return pieces.coverNs(fromNs, untilNs, piece -> piece.holder() == HOLDER);
  }

  @Test
  void whatTwoWaitsHaveInCommonCountsOnce() {
    piece(1, 100, 200, HOLDER);
    piece(2, 150, 250, HOLDER);
    piece(3, 160, 170, HOLDER);
    assertEquals(150, holderNs(0, 1000));
  }

  @Test
  void onlyWhatLiesInTheTimeCounts() {
    piece(1, 100, 200, HOLDER);
    assertEquals(50, holderNs(150, 1000));
    assertEquals(50, holderNs(0, 150));
    assertEquals(0, holderNs(200, 300));
  }

  @Test
  void othersAndHolesDoNot() {
    piece(1, 100, 200, HOLDER);
    piece(1, 200, 300, OTHER);
    piece(1, 300, 400, HOLDER);
    assertEquals(200, holderNs(0, 1000));
    assertEquals(300, pieces.coverNs(0, 1000, piece -> true));
  }
}
