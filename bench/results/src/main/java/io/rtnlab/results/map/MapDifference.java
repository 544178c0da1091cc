// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, String> second = verdicts(after);
    List<MapDifference> differences = new ArrayList<>();
    verdicts(before)
        .forEach(
            (request, verdict) -> {
              String then = second.remove(request);
              if (!verdict.equals(then)) {
                differences.add(new MapDifference(request, verdict, then == null ? ABSENT : then));
              }
            });
    second.forEach(
        (request, verdict) -> differences.add(new MapDifference(request, ABSENT, verdict)));
    return List.copyOf(differences);
  }

  private static Map<String, String> verdicts(List<MapRow> map) {
    Map<String, String> verdicts = new LinkedHashMap<>();
    map.forEach(row -> verdicts.put(row.request(), row.verdict()));
    return verdicts;
  }
}
