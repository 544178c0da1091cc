// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Maps of several kernels in order: the requests that they do not all judge alike.
 *
 * @param kernels what each map is called
 * @param requests how many any of them has
 * @param steps the requests that differ
 */
public record MapLadder(List<String> kernels, int requests, List<Step> steps) {

  /**
   * A request, and its verdict on each kernel.
   *
   * @param verdicts {@link MapDifference#ABSENT} where a map lacks the request
   */
  public record Step(String request, List<String> verdicts) {
    public Step {
      verdicts = List.copyOf(verdicts);
    }

    /** Whether a kernel takes the RTNL for it, or more often, where the one before did not. */
    public boolean isWorse() {
      int before = UNKNOWN;
      for (String word : verdicts) {
        int weight = weight(word);
        if (weight != UNKNOWN) {
          if (before != UNKNOWN && weight > before) {
            return true;
          }
          before = weight;
        }
      }
      return false;
    }
  }

  private static final int UNKNOWN = -1;

  public MapLadder {
    kernels = List.copyOf(kernels);
    steps = List.copyOf(steps);
  }

  /**
   * Puts maps side by side.
   *
   * @param kernels as many names as maps
   */
  public static MapLadder of(List<String> kernels, List<List<MapRow>> maps) {
    Set<String> requests = new LinkedHashSet<>();
    List<Map<String, String>> verdicts = new ArrayList<>();
    for (List<MapRow> map : maps) {
      Map<String, String> ofOne = new LinkedHashMap<>();
      map.forEach(row -> ofOne.put(row.request(), row.verdict()));
      requests.addAll(ofOne.keySet());
      verdicts.add(ofOne);
    }
    List<Step> steps = new ArrayList<>();
    for (String request : requests) {
      List<String> words =
          verdicts.stream().map(each -> each.getOrDefault(request, MapDifference.ABSENT)).toList();
      if (words.stream().distinct().count() > 1) {
        steps.add(new Step(request, words));
      }
    }
    return new MapLadder(kernels, requests.size(), steps);
  }

  /** How many requests take the RTNL on a kernel where they did not on the one before. */
  public long worse() {
    return steps.stream().filter(Step::isWorse).count();
  }

  /** How often the mutex is taken; one that is tried for is taken, too. */
  private static int weight(String word) {
    MapVerdict verdict = MapVerdict.of(word);
    if (verdict == null) {
      return UNKNOWN;
    }
    return switch (verdict) {
      case FREE -> 0;
      case SOMETIMES -> 1;
      case LOCKED, TRYLOCK -> 2;
      case UNTESTED -> UNKNOWN;
    };
  }
}
