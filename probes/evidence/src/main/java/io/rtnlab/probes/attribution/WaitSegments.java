// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Evidence;
import java.util.Arrays;

/** What a wait was split into: usually one or two segments, those that are alike taken together. */
final class WaitSegments {
  private static final int FEW = 16;

  private SegmentClass[] kinds = new SegmentClass[4];
  private long[] lengthsNs = new long[4];
  private int size;

  /** From so many on it is worth looking which have got the same name since they were added. */
  private int many = FEW;

  void add(SegmentClass kind, long ns) {
    int place = placeOf(kind); // which may make room first
    lengthsNs[place] += ns;
  }

  int size() {
    return size;
  }

  SegmentClass kind(int segment) {
    return kinds[segment];
  }

  long ns(int segment) {
    return lengthsNs[segment];
  }

  /** The sum of those of one class. */
  long ns(Evidence evidence) {
    long ns = 0;
    for (int i = 0; i < size; i++) {
      ns += kinds[i].evidence == evidence ? lengthsNs[i] : 0;
    }
    return ns;
  }

  private int placeOf(SegmentClass kind) {
    for (int i = 0; i < size; i++) {
      if (kinds[i] == kind || kinds[i].isLike(kind)) {
        return i;
      }
    }
    if (size >= many) {
      takeTogether();
      many = Math.max(FEW, 2 * size);
    }
    return append(kind);
  }

  private int append(SegmentClass kind) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      lengthsNs = Arrays.copyOf(lengthsNs, 2 * size);
    }
    kinds[size] = kind;
    lengthsNs[size] = 0;
    return size++;
  }

  /** A wait through thousands of holds must not keep a segment of each. */
  private void takeTogether() {
    int apart = size;
    size = 0;
    for (int i = 0; i < apart; i++) {
      long ns = lengthsNs[i];
      add(kinds[i], ns);
    }
  }

  /** Whether every segment has the name that it will keep. */
  boolean decided() {
    for (int i = 0; i < size; i++) {
      if (!kinds[i].holding.decided()) {
        return false;
      }
    }
    return true;
  }

  /** Whether this actor held in one of them. */
  boolean names(int actor) {
    for (int i = 0; i < size; i++) {
      if (kinds[i].holding.actor == actor) {
        return true;
      }
    }
    return false;
  }

  long totalNs() {
    long ns = 0;
    for (int i = 0; i < size; i++) {
      ns += lengthsNs[i];
    }
    return ns;
  }

  void clear() {
    size = 0;
    many = FEW;
  }
}
