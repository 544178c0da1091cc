package io.rtnlab.probes.attribution;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How long the stretches of each kind have lasted in all. Every open wait gets the same ones, so
 * they are added here once, and a wait takes what has come between two readings: that costs the
 * same whether it lasted through one hold or ten thousand.
 */
final class KindTotals {
  /** So many kinds are told apart before the waits must take their parts. */
  static final int MOST = 32;

  private static final int PLACES = 4 * MOST;

  private final @Nullable PieceKind[] kinds = new @Nullable PieceKind[MOST];
  private final long[] totalNs = new long[MOST];
  private int count;
  private long changeInsideNs;

  /** The kinds again, each at the first place from its hash on that was free. */
  private final @Nullable PieceKind[] places = new @Nullable PieceKind[PLACES];

  boolean isFull() {
    return count == MOST;
  }

  /** Forgets all kinds; whoever follows must have taken its part, and follow anew. */
  void clear() {
    Arrays.fill(kinds, null);
    Arrays.fill(places, null);
    Arrays.fill(totalNs, 0);
    count = 0;
  }

  /** The kind of such stretches. One that is new needs room. */
  PieceKind of(Holding holding, Evidence evidence, Doing doing) {
    int place = (holding.party * 31 + evidence.place * 7) & (PLACES - 1);
    PieceKind kind = places[place];
    while (kind != null && !kind.isLike(holding, evidence, doing)) {
      place = (place + 1) & (PLACES - 1);
      kind = places[place];
    }
    if (kind == null) {
      kind = new PieceKind(holding, evidence, doing, count);
      kinds[count++] = kind;
      places[place] = kind;
    }
    return kind;
  }

  void add(PieceKind kind, long ns, boolean changeInside) {
    totalNs[kind.number] += ns;
    changeInsideNs += changeInside ? ns : 0;
  }

  /** How much lay in stretches inside which the named holder got in or let go. */
  long changeInsideNs() {
    return changeInsideNs;
  }

  /**
   * Reads all totals.
   *
   * @return how many there are; of what comes later nothing has been read
   */
  int read(long[] to) {
    System.arraycopy(totalNs, 0, to, 0, count);
    return count;
  }

  /** Adds what came since such a reading. */
  void addSince(long[] readNs, int read, Pieces to) {
    for (int number = 0; number < count; number++) {
      long ns = totalNs[number] - (number < read ? readNs[number] : 0);
      if (ns != 0) {
        to.add(kinds[number], ns);
      }
    }
  }
}
