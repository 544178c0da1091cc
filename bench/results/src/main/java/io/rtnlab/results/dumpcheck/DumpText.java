// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

import io.rtnlab.results.dumpcheck.DumpRow.Faults;
import io.rtnlab.results.report.text.TextTable;
import io.rtnlab.results.report.text.Units;
import java.util.List;

/** Rates for people. */
public final class DumpText {
  private DumpText() {}

  /** A line for each kind and its control. */
  public static String of(List<DumpRow> rows) {
    long controls = rows.stream().filter(DumpRow::controlFailed).count();
    TextTable table =
        new TextTable(
            1, "kind", "dumps", "torn", "lost", "twice", "gone", "false flag", "no flag", "of");
    StringBuilder untested = new StringBuilder();
    for (DumpRow row : rows) {
      if (!row.reason().isEmpty()) {
        untested.append(
            row.control() ? "" : "untested: " + row.kind() + ": " + row.reason() + "\n");
        continue;
      }
      Faults faults = row.faults();
      table.row(
          row.kind() + (row.control() ? ", control" : ""),
          Units.count(row.dumps()),
          share(faults.noSnapshot(), row.dumps()),
          share(faults.lost(), row.dumps()),
          share(faults.duplicated(), row.dumps()),
          share(faults.gone(), row.dumps()),
          share(faults.flaggedUnchanged(), row.dumps()),
          share(faults.unflaggedChanged(), row.changedWithin()),
          Units.count(row.changedWithin()));
    }
    return (controls == 0
            ? "all controls are 0\n\n"
            : controls + " CONTROLS FAILED: the check is wrong, trust no rate of it\n\n")
        + table
        + untested
        + """

        torn: a state that never was; allowed, since the kernel promises no snapshot. lost, twice:
        objects that were there throughout. gone: shown, and absent throughout. false flag:
        NLM_F_DUMP_INTR though nothing changed. no flag: of the dumps with a change surely inside.
        """;
  }

  private static String share(long part, long whole) {
    return part == 0 ? "0" : Units.count(part) + " (" + Units.share(part, whole) + ")";
  }
}
