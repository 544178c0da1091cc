// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import io.rtnlab.results.report.text.TextTable;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
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
    boolean counted = map.stream().anyMatch(row -> row.locksPerRequest() != null);
    TextTable table =
        counted
            ? new TextTable(6, "request", "verdict", "bound", "locks", "held", "why")
            : new TextTable(4, "request", "verdict", "bound", "why");
    for (MapRow row : map) {
      List<String> cells = new ArrayList<>(List.of(row.request(), row.verdict(), bound(row)));
      if (counted) {
        cells.add(locks(row));
        cells.add(held(row));
      }
      cells.add((SAYS_ENOUGH.contains(row.verdict()) ? "" : row.reason()) + others(row));
      table.row(cells.toArray(String[]::new));
    }
    return summary(map) + "\n" + table;
  }

  private static String bound(MapRow row) {
    Double bound = row.bound();
    return bound == null ? "" : String.format(Locale.ROOT, "< %.1f %%", 100 * bound);
  }

  private static String locks(MapRow row) {
    Double locks = row.locksPerRequest();
    return locks == null || locks == 0 ? "" : String.format(Locale.ROOT, "%.3g", locks);
  }

  private static String held(MapRow row) {
    Long heldNs = row.holdMedianNs();
    return heldNs == null ? "" : Units.time(heldNs);
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
    return row.otherLocks().isEmpty() ? "" : "; also " + String.join(", ", row.otherLocks());
  }
}
