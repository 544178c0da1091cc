// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import io.rtnlab.results.report.text.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A map for people: the counts of each verdict, then a line for each request. */
public final class MapText {
  /** Their rounds are in the saved map. */
  private static final Set<String> SAYS_ENOUGH =
      Set.of(MapVerdict.LOCKED.word(), MapVerdict.FREE.word());

  private MapText() {}

  /** The whole of it. */
  public static String of(List<MapRow> map) {
    TextTable table = new TextTable(4, "request", "verdict", "bound", "why");
    for (MapRow row : map) {
      Double bound = row.bound();
      table.row(
          row.request(),
          row.verdict(),
          bound == null ? "" : String.format(Locale.ROOT, "< %.1f %%", 100 * bound),
          (SAYS_ENOUGH.contains(row.verdict()) ? "" : row.reason()) + others(row));
    }
    return summary(map) + "\n" + table;
  }

  /** How many requests got each verdict, in one line. */
  public static String summary(List<MapRow> map) {
    return map.size()
        + " requests: "
        + MapVerdict.words().stream()
            .map(word -> count(map, word) + " " + word)
            .collect(Collectors.joining(", "))
        + "\n";
  }

  /** Differences, a line each. */
  public static String of(List<MapDifference> differences, String before, String after) {
    if (differences.isEmpty()) {
      return "same verdicts\n";
    }
    TextTable table = new TextTable(3, "request", before, after);
    differences.forEach(each -> table.row(each.request(), each.before(), each.after()));
    return differences.size() + " verdicts differ\n\n" + table;
  }

  private static long count(List<MapRow> map, String word) {
    return map.stream().filter(row -> row.verdict().equals(word)).count();
  }

  private static String others(MapRow row) {
    return row.otherLocks().isEmpty()
        ? ""
        : "; also waited for " + String.join(", ", row.otherLocks());
  }
}
