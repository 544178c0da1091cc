// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * Where running holders were when a CPU's clock ticked while others waited. A sample counts as many
 * times as threads waited then, so that a holder's samples share out the waiting that it caused.
 */
final class HolderSamples {
  private static final class OfHolder {
    final Map<String, Long> weights = new TreeMap<>();
    final Map<String, List<String>> stacks = new HashMap<>();
    long total;
  }

  private final Map<String, OfHolder> holders = new HashMap<>();
  private long samples;

  /**
   * Adds a sample.
   *
   * @param stack outermost first
   * @param waiters how many threads waited at that moment
   */
  void add(String holder, List<String> stack, int waiters) {
    samples++;
    if (stack.isEmpty()) {
      return;
    }
    OfHolder of = holders.computeIfAbsent(holder, _ -> new OfHolder());
    String key = String.join(";", stack);
    of.stacks.putIfAbsent(key, stack);
    of.weights.merge(key, (long) Math.max(1, waiters), Long::sum);
    of.total += Math.max(1, waiters);
  }

  /** How many samples there were, of all holders. */
  long count() {
    return samples;
  }

  boolean has(String holder) {
    return holders.containsKey(holder);
  }

  /**
   * Shares out a time over the stacks of a holder, which must have some. No nanosecond is lost to
   * rounding.
   */
  void share(String holder, long ns, ObjLongConsumer<List<String>> out) {
    OfHolder of = holders.get(holder);
    if (of == null) {
      throw new IllegalArgumentException("no sample of " + holder);
    }
    long weights = 0;
    long sharedNs = 0;
    for (Map.Entry<String, Long> entry : of.weights.entrySet()) {
      weights += entry.getValue();
      long untilNs = Math.round((double) ns * weights / of.total);
      untilNs = weights == of.total ? ns : untilNs;
      if (untilNs > sharedNs) {
        out.accept(of.stacks.getOrDefault(entry.getKey(), List.of()), untilNs - sharedNs);
      }
      sharedNs = untilNs;
    }
  }
}
