package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Doing;
import io.rtnlab.probes.ledger.Evidence;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How long the stretches of each kind have lasted in all. Every open wait gets the same ones, so
 * they are added here once, and a wait takes what has come between two readings: that costs the
 * same whether it lasted through one hold or ten thousand.
 *
 * <p>Each hold of a foreign thread is a kind of its own until it is known what to call it. When the
 * kinds have become many, those that are alike by then are taken together.
 */
final class KindTotals {
  /** So many kinds are told apart before the waits must take their parts; a power of two. */
  static final int MOST = 1 << 9;

  /** Fewer are not worth the while. */
  private static final int FEW = 32;

  private static final int PLACES_A_KIND = 4;

  private @Nullable PieceKind[] kinds = new @Nullable PieceKind[FEW];
  private long[] totalNs = new long[FEW];
  private int count;

  /**
   * Open-addressed index (linear probing) of the kinds whose holder has its final name. The others
   * are equal to themselves alone, and found by their holding.
   */
  private @Nullable PieceKind[] places = new @Nullable PieceKind[PLACES_A_KIND * FEW];

  boolean isFull() {
    return count == kinds.length;
  }

  /** Whether so many kinds are not alike that the waits must take their parts. */
  boolean isCrowded() {
    return count > MOST / 2;
  }

  /**
   * Takes the kinds together that are alike by now, and has room for as many new ones.
   *
   * @return for each number that a kind had the one that it has now
   */
  int[] condense() {
    @Nullable PieceKind[] formerKinds = kinds;
    long[] formerNs = totalNs;
    int[] numbers = new int[count];
    clear();
    for (int number = 0; number < numbers.length; number++) {
      PieceKind former = formerKinds[number];
      PieceKind kind = of(former.holding, former.evidence, former.doing);
      totalNs[kind.number] += formerNs[number];
      numbers[number] = kind.number;
    }
    if (2 * count > kinds.length && kinds.length < MOST) {
      grow();
    }
    return numbers;
  }

  /** Forgets all kinds; whoever follows must have taken its part, and follow anew. */
  void clear() {
    for (int number = 0; number < count; number++) {
      kinds[number].holding.firstKind = null;
    }
    kinds = new @Nullable PieceKind[kinds.length];
    totalNs = new long[kinds.length];
    Arrays.fill(places, null);
    count = 0;
  }

  private void grow() {
    kinds = Arrays.copyOf(kinds, 2 * kinds.length);
    totalNs = Arrays.copyOf(totalNs, kinds.length);
    @Nullable PieceKind[] placed = places;
    places = new @Nullable PieceKind[PLACES_A_KIND * kinds.length];
    for (PieceKind kind : placed) {
      if (kind != null) {
        places[placeOf(kind.holding, kind.evidence, kind.doing)] = kind;
      }
    }
  }

  /** The kind of such stretches. One that is new needs room. */
  PieceKind of(Holding holding, Evidence evidence, Doing doing) {
    return holding.decided()
        ? ofNamed(holding, evidence, doing)
        : ofUnnamed(holding, evidence, doing);
  }

  private PieceKind ofNamed(Holding holding, Evidence evidence, Doing doing) {
    int place = placeOf(holding, evidence, doing);
    PieceKind kind = places[place];
    if (kind == null) {
      kind = add(new PieceKind(holding, evidence, doing, count));
      places[place] = kind;
    }
    return kind;
  }

  private PieceKind ofUnnamed(Holding holding, Evidence evidence, Doing doing) {
    PieceKind kind = holding.firstKind;
    while (kind != null && !kind.isLike(holding, evidence, doing)) {
      kind = kind.next;
    }
    if (kind == null) {
      kind = add(new PieceKind(holding, evidence, doing, count));
      kind.next = holding.firstKind;
      holding.firstKind = kind;
    }
    return kind;
  }

  private PieceKind add(PieceKind kind) {
    kinds[count++] = kind;
    return kind;
  }

  /** Where such a kind is, or would be. */
  private int placeOf(Holding holding, Evidence evidence, Doing doing) {
    int place = (31 * holding.nameHash() + evidence.place) & (places.length - 1);
    PieceKind kind = places[place];
    while (kind != null && !kind.isLike(holding, evidence, doing)) {
      place = (place + 1) & (places.length - 1);
      kind = places[place];
    }
    return place;
  }

  void add(PieceKind kind, long ns) {
    totalNs[kind.number] += ns;
  }

  /** How many kinds there are. */
  int count() {
    return count;
  }

  /** Reads all totals; of kinds that come later nothing has been read. */
  void read(long[] to) {
    System.arraycopy(totalNs, 0, to, 0, count);
  }

  /** Adds what came since such a reading of so many. */
  void addSince(long[] readNs, int read, Pieces to) {
    for (int number = 0; number < count; number++) {
      long ns = totalNs[number] - (number < read ? readNs[number] : 0);
      if (ns != 0) {
        to.add(kinds[number], ns);
      }
    }
  }
}
