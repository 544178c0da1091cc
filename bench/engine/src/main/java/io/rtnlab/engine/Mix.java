// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which operations are fired and how often, relative to one another. Weights count requests, not
 * messages and not time.
 */
public record Mix(List<Entry> entries) {
  private static final int LARGEST_WEIGHT = 1_000_000;

  /**
   * An operation's share.
   *
   * @param operation the operation's name
   * @param weight from 1 to 1,000,000
   */
  public record Entry(String operation, int weight) {
    public Entry {
      if (weight < 1 || weight > LARGEST_WEIGHT) {
        throw new IllegalArgumentException(
            "The weight of \"%s\" must be a whole number from 1 to %,d."
                .formatted(operation, LARGEST_WEIGHT));
      }
    }
  }

  public Mix {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("A mix needs at least one operation.");
    }
    Set<String> seen = new HashSet<>();
    for (Entry entry : entries) {
      if (!seen.add(entry.operation())) {
        throw new IllegalArgumentException(
            "\"" + entry.operation() + "\" stands twice in the mix; give it one weight.");
      }
    }
  }

  /**
   * Reads a mix as users write it.
   *
   * @param text such as {@code route-insert=6,link-dump=3,netns-create}; a missing weight is 1
   * @param allowed the names that exist
   * @throws IllegalArgumentException with a sentence that says what is wrong and what is allowed
   */
  public static Mix parse(String text, Collection<String> allowed) {
    List<Entry> entries = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      entries.add(parseEntry(part.strip(), text, allowed));
    }
    return new Mix(entries);
  }

  private static Entry parseEntry(String part, String text, Collection<String> allowed) {
    int equals = part.indexOf('=');
    String name = equals < 0 ? part : part.substring(0, equals).strip();
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" is no mix: write NAME=WEIGHT, separated by commas, with a NAME of %s."
              .formatted(text, listed(allowed)));
    }
    if (!allowed.contains(name)) {
      throw new IllegalArgumentException(
          "There is no operation \"%s\"; there are %s.".formatted(name, listed(allowed)));
    }
    return new Entry(name, equals < 0 ? 1 : parseWeight(name, part.substring(equals + 1).strip()));
  }

  private static int parseWeight(String name, String weight) {
    try {
      return Integer.parseInt(weight);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "The weight of \"%s\" must be a whole number from 1 to %,d, not \"%s\"."
              .formatted(name, LARGEST_WEIGHT, weight),
          notANumber);
    }
  }

  private static String listed(Collection<String> names) {
    return String.join(", ", names);
  }

  /** The entries that another mix has too, with their own weights; empty where there are none. */
  public Optional<Mix> only(Mix other) {
    List<Entry> kept = entries.stream().filter(entry -> other.has(entry.operation())).toList();
    return kept.isEmpty() ? Optional.empty() : Optional.of(new Mix(kept));
  }

  /** Whether an operation is among the entries. */
  public boolean has(String operation) {
    return entries.stream().anyMatch(entry -> entry.operation().equals(operation));
  }

  /** Chooses for one worker: the same seed chooses the same sequence. */
  public Picker picker(long seed) {
    return new Picker(this, seed);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return entries.stream()
        .map(entry -> entry.operation() + "=" + entry.weight())
        .collect(Collectors.joining(","));
  }

  /** A seeded choice among a mix's operations. */
  public static final class Picker {
    private final int[] upTo;
    private final long seed;

    private Picker(Mix mix, long seed) {
      this.seed = seed;
      upTo = new int[mix.entries.size()];
      int total = 0;
      for (int i = 0; i < upTo.length; i++) {
        total = Math.addExact(total, mix.entries.get(i).weight());
        upTo[i] = total;
      }
    }

    /** Index into {@link Mix#entries} of the n-th request's operation. */
    public int pick(long n) {
      int ticket = Seed.below(upTo[upTo.length - 1], seed, n);
      int i = 0;
      while (ticket >= upTo[i]) {
        i++;
      }
      return i;
    }
  }
}
