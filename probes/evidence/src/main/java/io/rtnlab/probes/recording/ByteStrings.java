// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Strings by number, found by their bytes: thread and function names repeat millions of times. A
 * recording that holds more different ones than any real one gets a number for all the rest.
 */
final class ByteStrings {
  private static final int MOST_STRINGS = 1 << 17;
  private static final int LONGEST = 256;

  private final String rest;
  private final List<String> strings = new ArrayList<>();
  private byte[] pool = new byte[1 << 12];
  private int pooled;
  private int[] starts = new int[64];
  private int[] slots = new int[128];

  /**
   * Starts empty.
   *
   * @param rest stands for all strings that there is no room for
   */
  ByteStrings(String rest) {
    this.rest = rest;
    Arrays.fill(slots, -1);
  }

  /** The number of the string in {@code bytes}, decoded as UTF-8 with replacement. */
  int of(byte[] bytes, int from, int end) {
    int to = Math.min(end, from + LONGEST);
    int hash = 0;
    for (int at = from; at < to; at++) {
      hash = 31 * hash + bytes[at];
    }
    int mask = slots.length - 1;
    int slot = mix(hash) & mask;
    while (slots[slot] >= 0) {
      int number = slots[slot];
      if (Arrays.equals(pool, starts[number], starts[number + 1], bytes, from, to)) {
        return number;
      }
      slot = (slot + 1) & mask;
    }
    return strings.size() == MOST_STRINGS ? MOST_STRINGS : add(slot, bytes, from, to);
  }

  private int add(int slot, byte[] bytes, int from, int to) {
    int number = strings.size();
    strings.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    if (pooled + to - from > pool.length) {
      pool = Arrays.copyOf(pool, Math.max(2 * pool.length, pooled + to - from));
    }
    System.arraycopy(bytes, from, pool, pooled, to - from);
    if (number + 2 > starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
    }
    starts[number] = pooled;
    pooled += to - from;
    starts[number + 1] = pooled;
    slots[slot] = number;
    if (2 * strings.size() > slots.length) {
      rehash();
    }
    return number;
  }

  private void rehash() {
    int[] wider = new int[2 * slots.length];
    Arrays.fill(wider, -1);
    for (int number = 0; number < strings.size(); number++) {
      int hash = 0;
      for (int at = starts[number]; at < starts[number + 1]; at++) {
        hash = 31 * hash + pool[at];
      }
      int slot = mix(hash) & (wider.length - 1);
      while (wider[slot] >= 0) {
        slot = (slot + 1) & (wider.length - 1);
      }
      wider[slot] = number;
    }
    slots = wider;
  }

  /** Spreads: the low bits of a polynomial hash are those of the last bytes. */
  private static int mix(int hash) {
    int mixed = hash * 0x9e3779b9;
    return mixed ^ (mixed >>> 16);
  }

  String get(int number) {
    return number < strings.size() ? strings.get(number) : rest;
  }
}
