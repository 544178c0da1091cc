// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How much more or less of a graph's total a function takes itself than in another run: frames on
 * top of their stacks, which unlike their callers do not grow because of what they call.
 *
 * @param function frame on top
 * @param below frames that most often lie below it in the run where it takes more, joined by ';'
 * @param share of the graph's total, from 0 to 1
 * @param otherShare the same in the other run
 */
public record Difference(String function, String below, double share, double otherShare) {
  /** Of a function's stacks in one run. */
  private static final class Weight {
    long ns;
    long mostNs;
    String below = "";

    void add(String from, long weightNs) {
      ns += weightNs;
      if (weightNs > mostNs) {
        mostNs = weightNs;
        below = from;
      }
    }
  }

  /** What it takes more, as a share of the total; below 0 where it takes less. */
  public double change() {
    return share - otherShare;
  }

  /** All functions of both runs, the widest difference first. */
  public static List<Difference> of(Stacks stacks, Stacks others) {
    Map<String, Weight> weights = byFunction(stacks);
    Map<String, Weight> otherWeights = byFunction(others);
    Set<String> functions = new TreeSet<>(weights.keySet());
    functions.addAll(otherWeights.keySet());
    Weight none = new Weight();
    return functions.stream()
        .map(
            function -> {
              Weight weight = weights.getOrDefault(function, none);
              Weight other = otherWeights.getOrDefault(function, none);
              double share = share(weight.ns, stacks.totalNs());
              double otherShare = share(other.ns, others.totalNs());
              return new Difference(
                  function, share >= otherShare ? weight.below : other.below, share, otherShare);
            })
        .sorted(Comparator.comparingDouble((Difference each) -> Math.abs(each.change())).reversed())
        .toList();
  }

  private static Map<String, Weight> byFunction(Stacks stacks) {
    Map<String, Weight> weights = new HashMap<>();
    stacks
        .weights()
        .forEach(
            (stack, ns) -> {
              int top = stack.lastIndexOf(';');
              weights
                  .computeIfAbsent(stack.substring(top + 1), _ -> new Weight())
                  .add(stack.substring(0, Math.max(0, top)), ns);
            });
    return weights;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
