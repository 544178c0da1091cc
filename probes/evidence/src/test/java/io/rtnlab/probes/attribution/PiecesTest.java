package io.rtnlab.probes.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.ledger.Doing;
import io.rtnlab.probes.ledger.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class PiecesTest {
  @Test
  void aWaitThroughThousandsOfHoldsKeepsOnePieceForEachName() {
    Parties parties = new Parties(List.of());
    KnownThread[] holders = {new KnownThread(21), new KnownThread(22), new KnownThread(23)};
    Pieces pieces = new Pieces();
    for (int hold = 0; hold < 30_000; hold++) {
      Holding holding = Holding.of(holders[hold % 3], parties);
      pieces.add(new PieceKind(holding, Evidence.PROVED, Doing.RUNNING, hold), 7);
      holding.end();
    }

    assertTrue(pieces.size() <= 16, () -> pieces.size() + " pieces");
    assertEquals(30_000 * 7, pieces.totalNs());
  }
}
