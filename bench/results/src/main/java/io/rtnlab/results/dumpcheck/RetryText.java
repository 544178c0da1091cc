// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

import io.rtnlab.results.report.text.TextTable;
import io.rtnlab.results.report.text.Units;
import java.util.List;

/** The curve for people. */
public final class RetryText {
  private RetryText() {}

  /** A line for each kind, rate and way to try. */
  public static String of(List<RetryRow> rows) {
    TextTable table =
        new TextTable(
            1, "kind", "changes/s", "tries x pause", "1st clean", "within 3", "in the end", "torn");
    for (RetryRow row : rows) {
      table.row(
          row.kind(),
          Units.count(row.changesPerSecond()),
          row.cleanAt().size() + " x " + row.pauseMs() + " ms",
          Units.share(row.cleanWithin(1), row.episodes()),
          Units.share(row.cleanWithin(3), row.episodes()),
          Units.share(row.clean(), row.episodes()),
          row.torn() + " of " + row.clean());
    }
    return table
        + """

        clean: the kernel did not flag the dump with NLM_F_DUMP_INTR. torn: dumps that a program
        would have believed, and that show a state that never was.
        """;
  }
}
