// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import java.util.Arrays;

/** Spans of time of one thread, one after the other. */
final class Spans {
  private long[] from = new long[4];
  private long[] until = new long[4];
  private int size;

  void add(long fromNs, long untilNs) {
    if (size == from.length) {
      from = Arrays.copyOf(from, 2 * size);
      until = Arrays.copyOf(until, 2 * size);
    }
    from[size] = fromNs;
    until[size++] = untilNs;
  }

  /** How many begin in a time. */
  long count(long fromNs, long untilNs) {
    return first(untilNs + 1) - (long) first(fromNs);
  }

  /** Nanoseconds of those that begin in a time, as far as they lie in it. */
  long ns(long fromNs, long untilNs) {
    long ns = 0;
    for (int i = first(fromNs); i < size && from[i] <= untilNs; i++) {
      ns += Math.max(0, Math.min(until[i], untilNs) - from[i]);
    }
    return ns;
  }

  /** The first that begins at that time or later. */
  private int first(long timeNs) {
    int at = Arrays.binarySearch(from, 0, size, timeNs);
    int place = at < 0 ? -at - 1 : at;
    while (place > 0 && from[place - 1] == timeNs) {
      place--;
    }
    return place;
  }
}
