package io.rtnlab.probes.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a wait was split into: usually one or two pieces, those that are alike taken together. */
final class Pieces {

  /** Takes a piece. */
  interface Sink {
    void piece(Holding holding, Evidence evidence, Doing doing, long ns);
  }

  private static final class Piece {
    private PieceKind kind;
    private long ns;

    Piece(PieceKind kind) {
      this.kind = kind;
    }
  }

  private static final int FEW = 16;
  private static final int RECENT = 8;

  private final List<Piece> pieces = new ArrayList<>(2);

  /** The piece of each of the kinds that came last, by the end of the kind's number. */
  private final @Nullable Piece[] recent = new @Nullable Piece[RECENT];

  /** From so many on it is worth looking which have got the same name since they were added. */
  private int many = FEW;

  void add(PieceKind kind, long ns) {
    Piece piece = recent[kind.number & RECENT - 1];
    if (piece == null || piece.kind != kind) {
      piece = like(kind);
      piece.kind = kind;
      recent[kind.number & RECENT - 1] = piece;
    }
    piece.ns += ns;
  }

  int size() {
    return pieces.size();
  }

  private Piece like(PieceKind kind) {
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).kind.isLike(kind)) {
        return pieces.get(i);
      }
    }
    if (pieces.size() >= many) {
      takeTogether();
      many = Math.max(FEW, 2 * pieces.size());
    }
    Piece piece = new Piece(kind);
    pieces.add(piece);
    return piece;
  }

  /** A wait through thousands of holds must not keep a piece of each. */
  private void takeTogether() {
    List<Piece> apart = List.copyOf(pieces);
    pieces.clear();
    Arrays.fill(recent, null);
    for (Piece piece : apart) {
      add(piece.kind, piece.ns);
    }
  }

  /** Whether every piece has the name that it will keep. */
  boolean decided() {
    for (int i = 0; i < pieces.size(); i++) {
      if (!pieces.get(i).kind.holding.decided()) {
        return false;
      }
    }
    return true;
  }

  /** Whether this party held in one of them. */
  boolean names(int party) {
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).kind.holding.party == party) {
        return true;
      }
    }
    return false;
  }

  void forEach(Sink sink) {
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      sink.piece(piece.kind.holding, piece.kind.evidence, piece.kind.doing, piece.ns);
    }
  }

  /** Adds their lengths. */
  void addTo(SplitSum sum) {
    for (int i = 0; i < pieces.size(); i++) {
      sum.piece(pieces.get(i).kind.evidence, pieces.get(i).ns);
    }
  }

  void clear() {
    pieces.clear();
    Arrays.fill(recent, null);
    many = FEW;
  }
}
