// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stacks by number: a recording shows the same few again and again. */
final class StackTable {
  static final int NONE = -1;

  /** Deeper ones are cut at the outer end. */
  static final int MOST_FRAMES = 48;

  private static final int MOST_STACKS = 1 << 16;

  /** Numbers of functions, compared by their values. */
  private static final class Key {
    private final int[] frames;
    private final int hash;

    private Key(int[] frames) {
      this.frames = frames;
      hash = Arrays.hashCode(frames);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && Arrays.equals(frames, key.frames);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  private final ByteStrings functions = new ByteStrings("[one of very many]");
  private final Map<Key, Integer> numbers = new HashMap<>();
  private final List<List<String>> stacks = new ArrayList<>();
  private final int[] frames = new int[MOST_FRAMES];
  private int depth;
  private long dropped;

  /** Adds a caller to the stack that is being read. */
  void frame(byte[] bytes, int from, int to) {
    if (depth < MOST_FRAMES) {
      frames[depth++] = functions.of(bytes, from, to);
    }
  }

  /** Ends the stack that is being read; returns its number, or {@link #NONE}. */
  int end() {
    if (depth == 0) {
      return NONE;
    }
    Key key = new Key(Arrays.copyOf(frames, depth));
    depth = 0;
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    if (stacks.size() == MOST_STACKS) {
      dropped++;
      return NONE;
    }
    numbers.put(key, stacks.size());
    stacks.add(Arrays.stream(key.frames).mapToObj(functions::get).toList());
    return stacks.size() - 1;
  }

  /** How many stacks were left out, because there were too many different ones. */
  long dropped() {
    return dropped;
  }

  List<String> get(int number) {
    return number == NONE ? List.of() : stacks.get(number);
  }
}
