// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import java.util.List;

/**
 * A request that two maps judge differently.
 *
 * @param request message, family, kind and variant
 * @param before verdict in the first map, {@link #ABSENT} where it is not there
 * @param after the same in the second
 */
public record MapDifference(String request, String before, String after) {
  public static final String ABSENT = "absent";

  /** All differences, in the order of the first map, then what only the second has. */
  public static List<MapDifference> between(List<MapRow> before, List<MapRow> after) {
    return MapLadder.of(List.of("before", "after"), List.of(before, after)).steps().stream()
        .map(
            step ->
                new MapDifference(
                    step.request(), step.verdicts().getFirst(), step.verdicts().getLast()))
        .toList();
  }
}
