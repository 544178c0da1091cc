// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
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
final class SegmentTotals {
  /** So many kinds are kept apart before the waits must take their parts; a power of two. */
  static final int MOST = 1 << 9;

  /** Fewer are not worth the while. */
  private static final int FEW = 32;

  private static final int PLACES_A_KIND = 4;

  private @Nullable SegmentClass[] kinds = new @Nullable SegmentClass[FEW];
  private long[] totalNs = new long[FEW];
  private int count;

  /**
   * Open-addressed index (linear probing) of the kinds whose holder has its final name. The others
   * are equal to themselves alone, and found by their holding.
   */
  private @Nullable SegmentClass[] places = new @Nullable SegmentClass[PLACES_A_KIND * FEW];

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
    @Nullable SegmentClass[] formerKinds = kinds;
    long[] formerNs = totalNs;
    int[] numbers = new int[count];
    clear();
    for (int number = 0; number < numbers.length; number++) {
      SegmentClass former = formerKinds[number];
      SegmentClass kind = of(former.holding, former.evidence, former.state);
      totalNs[kind.number] += formerNs[number];
      numbers[number] = kind.number;
    }
    if (2 * count > kinds.length && kinds.length < MOST) {
      grow();
    }
    return numbers;
  }

  /** Forgets all kinds; open waits must have taken their parts, and start anew. */
  void clear() {
    for (int number = 0; number < count; number++) {
      kinds[number].holding.firstKind = null;
    }
    kinds = new @Nullable SegmentClass[kinds.length];
    totalNs = new long[kinds.length];
    Arrays.fill(places, null);
    count = 0;
  }

  private void grow() {
    kinds = Arrays.copyOf(kinds, 2 * kinds.length);
    totalNs = Arrays.copyOf(totalNs, kinds.length);
    @Nullable SegmentClass[] placed = places;
    places = new @Nullable SegmentClass[PLACES_A_KIND * kinds.length];
    for (SegmentClass kind : placed) {
      if (kind != null) {
        places[placeOf(kind.holding, kind.evidence, kind.state)] = kind;
      }
    }
  }

  /** The kind of such stretches. One that is new needs room. */
  SegmentClass of(Holding holding, Evidence evidence, HolderState state) {
    return holding.decided()
        ? ofNamed(holding, evidence, state)
        : ofUnnamed(holding, evidence, state);
  }

  private SegmentClass ofNamed(Holding holding, Evidence evidence, HolderState state) {
    int place = placeOf(holding, evidence, state);
    SegmentClass kind = places[place];
    if (kind == null) {
      kind = add(new SegmentClass(holding, evidence, state, count));
      places[place] = kind;
    }
    return kind;
  }

  private SegmentClass ofUnnamed(Holding holding, Evidence evidence, HolderState state) {
    SegmentClass kind = holding.firstKind;
    while (kind != null && !kind.isLike(holding, evidence, state)) {
      kind = kind.next;
    }
    if (kind == null) {
      kind = add(new SegmentClass(holding, evidence, state, count));
      kind.next = holding.firstKind;
      holding.firstKind = kind;
    }
    return kind;
  }

  private SegmentClass add(SegmentClass kind) {
    kinds[count++] = kind;
    return kind;
  }

  /** Where such a kind is, or would be. */
  private int placeOf(Holding holding, Evidence evidence, HolderState state) {
    int place = (31 * holding.nameHash() + evidence.place) & (places.length - 1);
    SegmentClass kind = places[place];
    while (kind != null && !kind.isLike(holding, evidence, state)) {
      place = (place + 1) & (places.length - 1);
      kind = places[place];
    }
    return place;
  }

  void add(SegmentClass kind, long ns) {
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
  void addSince(long[] readNs, int read, WaitSegments to) {
    for (int number = 0; number < count; number++) {
      long ns = totalNs[number] - (number < read ? readNs[number] : 0);
      if (ns != 0) {
        to.add(kinds[number], ns);
      }
    }
  }
}
