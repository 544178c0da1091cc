// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.message.KernelObject;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is at each place, in the order in which places were added: an object, or a list of several.
 * A hash table of numbers points into the entries, since tables have a million of them and a key
 * and a node for each would cost more than to read the object from the kernel.
 */
final class PlaceTable<T extends KernelObject<T>> implements Iterable<Object> {
  private static final int LEAST = 16;

  /** A {@code T}, a {@code List<T>}, or null where it was removed. */
  private @Nullable Object[] entries;

  private int[] hashes;

  /** Index of an entry, plus one; 0 is free. At least twice as many as entries, a power of two. */
  private int[] slots;

  private int end;
  private int removed;

  /** A table that has room for so many before it grows. */
  PlaceTable(int expected) {
    int length = Integer.highestOneBit(Math.max(LEAST, expected) * 2 - 1);
    entries = new Object[length];
    hashes = new int[length];
    slots = new int[2 * length];
  }

  /** What is at the place of that one; null where there is nothing. */
  @Nullable Object get(T object) {
    int index = indexOf(object, hash(object));
    return index < 0 ? null : entries[index];
  }

  /** Adds it, unless there is something at its place; returns that. */
  @Nullable Object putIfAbsent(T object) {
    int hash = hash(object);
    int index = indexOf(object, hash);
    if (index >= 0) {
      return entries[index];
    }
    if (end == entries.length) {
      makeRoom();
    }
    entries[end] = object;
    hashes[end] = hash;
    end++;
    point(hash, end);
    return null;
  }

  /** Replaces what is at the place of that one, where there is something; nothing removes it. */
  void set(T object, List<T> several) {
    int index = indexOf(object, hash(object));
    entries[index] =
        switch (several.size()) {
          case 0 -> null;
          case 1 -> several.getFirst();
          default -> List.copyOf(several);
        };
    removed += several.isEmpty() ? 1 : 0;
  }

  private static int hash(KernelObject<?> object) {
    int hash = object.placeHash();
    return hash ^ (hash >>> Short.SIZE);
  }

  private int indexOf(T object, int hash) {
    int mask = slots.length - 1;
    int at = hash & mask;
    while (slots[at] != 0) {
      int index = slots[at] - 1;
      if (hashes[index] == hash) {
        Object there = entries[index];
        if (there != null && object.isAtPlaceOf(first(there))) {
          return index;
        }
      }
      at = (at + 1) & mask;
    }
    return -1;
  }

  @SuppressWarnings("unchecked") // what set() and putIfAbsent() have put there
  private T first(Object there) {
    return there instanceof List<?> several ? (T) several.getFirst() : (T) there;
  }

  private void point(int hash, int indexPlusOne) {
    int mask = slots.length - 1;
    int at = hash & mask;
    while (slots[at] != 0) {
      at = (at + 1) & mask;
    }
    slots[at] = indexPlusOne;
  }

  /** Leaves out what was removed, and grows if that was not much. */
  private void makeRoom() {
    int length = removed > end / 4 ? entries.length : 2 * entries.length;
    @Nullable Object[] oldEntries = entries;
    int[] oldHashes = hashes;
    int count = end;
    entries = new Object[length];
    hashes = new int[length];
    slots = new int[2 * length];
    end = 0;
    removed = 0;
    for (int i = 0; i < count; i++) {
      if (oldEntries[i] != null) {
        entries[end] = oldEntries[i];
        hashes[end] = oldHashes[i];
        end++;
        point(oldHashes[i], end);
      }
    }
  }

  /** What is at each place. */
  @Override
  public Iterator<Object> iterator() {
    return Arrays.stream(entries, 0, end)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .iterator();
  }
}
