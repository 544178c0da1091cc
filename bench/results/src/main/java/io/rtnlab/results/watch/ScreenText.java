// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.watch;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.Shortened;
import io.rtnlab.results.report.text.Units;
import io.rtnlab.results.who.WhoDocument;
import io.rtnlab.results.who.WhoSections;
import java.util.ArrayList;
import java.util.List;

/** What a terminal shows of {@code rtnlab watch}: the answer, the culprits, the last seconds. */
public final class ScreenText {
  private static final int CULPRITS = 5;
  private static final int LEAST_COLUMNS = 20;

  private ScreenText() {}

  /**
   * The screen.
   *
   * @param seconds so far, the newest last; at least one
   * @param culprits the most wait first
   * @param columns of the terminal; no line is longer
   * @param rows of the terminal; there are not more lines
   */
  public static List<String> of(
      List<WatchSecond> seconds,
      List<WatchSummary.Culprit> culprits,
      String message,
      int columns,
      int rows) {
    WatchSecond now = seconds.getLast();
    List<String> lines = new ArrayList<>();
    lines.add("rtnlab watch   q: end" + (message.isEmpty() ? "" : "   " + message));
    lines.add("");
    WhoDocument who = now.who();
    lines.addAll(who == null ? List.of(now.text().strip()) : WhoSections.lines(who));
    if (!culprits.isEmpty()) {
      lines.add("");
      lines.add("waited because of");
      culprits.stream()
          .limit(CULPRITS)
          .forEach(
              culprit ->
                  lines.add(
                      "  "
                          + Units.time(culprit.lowNs())
                          + " to "
                          + Units.time(culprit.highNs())
                          + "  "
                          + Escaped.of(culprit.name())));
    }
    lines.add("");
    for (int i = seconds.size() - 1; i >= 0 && lines.size() < rows; i--) {
      lines.add(seconds.get(i).text().strip());
    }
    int most = Math.max(LEAST_COLUMNS, columns);
    return lines.stream().limit(rows).map(line -> Shortened.of(line, most)).toList();
  }
}
