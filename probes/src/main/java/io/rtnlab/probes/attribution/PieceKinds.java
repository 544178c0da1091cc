package io.rtnlab.probes.attribution;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of pieces of late. Most pieces are of few kinds, and every open wait gets the same: one
 * object for all of them is found at once again.
 */
final class PieceKinds {
  private static final int RECENT = 64;

  private final @Nullable PieceKind[] recent = new @Nullable PieceKind[RECENT];
  private int made;

  PieceKind of(Holding holding, Evidence evidence, Doing doing) {
    int slot = Math.floorMod(holding.party * 31 + evidence.hashCode() * 7, RECENT);
    PieceKind kind = recent[slot];
    if (kind == null || !kind.isLike(holding, evidence, doing)) {
      kind = new PieceKind(holding, evidence, doing, made++);
      recent[slot] = kind;
    }
    return kind;
  }
}
