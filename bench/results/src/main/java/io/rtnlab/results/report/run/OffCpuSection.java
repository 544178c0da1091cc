// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.LedgerDocument.OffCpu;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.List;
import java.util.Objects;

/** What our own requests spent off the CPU, waits for the mutex apart. */
final class OffCpuSection {
  static final String ID = "off-cpu";

  private static final String TITLE =
      "off the CPU inside the kernel, waits apart, in shares of each operation's wall";

  private OffCpuSection() {}

  static List<Section> of(RunDocument run) {
    List<LedgerRow> measured = run.ledger().stream().filter(row -> row.offCpu() != null).toList();
    if (measured.isEmpty()) {
      return List.of();
    }
    List<LedgerRow> rows = measured.stream().filter(row -> offCpuNs(row) > 0).toList();
    if (rows.isEmpty()) {
      return List.of(Section.notes(ID, TITLE, List.of(Note.of("no request left its CPU"))));
    }
    Table.Builder table =
        Table.of(
            Column.key("operation"),
            Column.share("asleep holding"),
            Column.share("of it RCU"),
            Column.share("wanting CPU holding"),
            Column.share("after the hold"),
            Column.share("asleep elsewhere"),
            Column.share("of that RCU"));
    for (LedgerRow row : rows) {
      OffCpu spent = Objects.requireNonNull(row.offCpu());
      table.row(
          Cell.text(row.operation()),
          Cell.share((Long) spent.heldAsleepNs(), row.wallNs()),
          Cell.share((Long) spent.heldRcuNs(), row.wallNs()),
          Cell.share((Long) spent.heldWantingCpuNs(), row.wallNs()),
          Cell.share((Long) spent.afterHoldNs(), row.wallNs()),
          Cell.share((Long) spent.elsewhereNs(), row.wallNs()),
          Cell.share((Long) spent.elsewhereRcuNs(), row.wallNs()));
    }
    return List.of(
        Section.of(
            ID,
            TITLE,
            table.build(),
            Note.of("after the hold = asleep in netdev_run_todo, which releases the RTNL first")));
  }

  private static long offCpuNs(LedgerRow row) {
    OffCpu spent = Objects.requireNonNull(row.offCpu());
    return spent.heldAsleepNs()
        + spent.heldWantingCpuNs()
        + spent.afterHoldNs()
        + spent.elsewhereNs();
  }
}
