package io.rtnlab.probes.attribution;

import java.util.ArrayList;
import java.util.List;

/** What a wait was split into: usually one or two pieces, those that are alike taken together. */
final class Pieces {

  /** Takes a piece. */
  interface Sink {
    void piece(Holding holding, Evidence evidence, Doing doing, long ns);
  }

  private static final class Piece {
    private final Holding holding;
    private final Evidence evidence;
    private final Doing doing;
    private long ns;

    Piece(Holding holding, Evidence evidence, Doing doing) {
      this.holding = holding;
      this.evidence = evidence;
      this.doing = doing;
    }

    boolean isLike(Holding other, Evidence otherEvidence, Doing otherDoing) {
      return evidence == otherEvidence && holding.isNamedAs(other) && doing.equals(otherDoing);
    }
  }

  private static final int FEW = 16;

  private final List<Piece> pieces = new ArrayList<>(2);

  /** From so many on it is worth looking which have got the same name since they were added. */
  private int many = FEW;

  void add(Holding holding, Evidence evidence, Doing doing, long ns) {
    like(holding, evidence, doing).ns += ns;
  }

  int size() {
    return pieces.size();
  }

  private Piece like(Holding holding, Evidence evidence, Doing doing) {
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).isLike(holding, evidence, doing)) {
        return pieces.get(i);
      }
    }
    if (pieces.size() >= many) {
      takeTogether();
      many = Math.max(FEW, 2 * pieces.size());
    }
    Piece piece = new Piece(holding, evidence, doing);
    pieces.add(piece);
    return piece;
  }

  /** A wait through thousands of holds must not keep a piece of each. */
  private void takeTogether() {
    List<Piece> apart = List.copyOf(pieces);
    pieces.clear();
    for (Piece piece : apart) {
      add(piece.holding, piece.evidence, piece.doing, piece.ns);
    }
  }

  /** Whether every piece has the name that it will keep. */
  boolean decided() {
    for (int i = 0; i < pieces.size(); i++) {
      if (!pieces.get(i).holding.decided()) {
        return false;
      }
    }
    return true;
  }

  /** Whether this party held in one of them. */
  boolean names(int party) {
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).holding.party == party) {
        return true;
      }
    }
    return false;
  }

  void forEach(Sink sink) {
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      sink.piece(piece.holding, piece.evidence, piece.doing, piece.ns);
    }
  }

  void clear() {
    pieces.clear();
    many = FEW;
  }
}
