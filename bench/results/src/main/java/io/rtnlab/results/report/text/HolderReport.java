package io.rtnlab.results.report.text;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.HolderBounds;
import io.rtnlab.results.RunDocument.HolderRow;
import io.rtnlab.results.RunDocument.LedgerRow;
import io.rtnlab.results.RunDocument.LongWait;
import java.util.List;
import java.util.Objects;

/** What holders did while others waited, and what our own requests spent off the CPU. */
final class HolderReport {
  private static final int HOLDER_ROWS = 8;
  private static final int LONG_WAITS = 4;

  private HolderReport() {}

  /** Each line ended, and an empty one behind each part; parts that have nothing to say are not. */
  static String of(RunDocument run) {
    return bounds(run) + holders(run) + longWaits(run) + offCpu(run);
  }

  private static String bounds(RunDocument run) {
    List<HolderBounds> rows = run.holderBounds();
    if (rows == null || rows.isEmpty()) {
      return "";
    }
    TextTable table = new TextTable(1, "held by", "named for", "truth within");
    for (HolderBounds row : rows.subList(0, Math.min(HOLDER_ROWS, rows.size()))) {
      table.row(row.holder(), Units.time(row.namedNs()), Units.bounds(row.lowNs(), row.highNs()));
    }
    return "how long others waited for each holder\n" + table + "\n";
  }

  private static String holders(RunDocument run) {
    List<HolderRow> rows = run.holders();
    if (rows == null || rows.stream().allMatch(row -> row.doing().state().equals("running"))) {
      return "";
    }
    long total = rows.stream().mapToLong(HolderRow::ns).sum();
    TextTable table = new TextTable(2, "held by", "meanwhile", "waited for", "share");
    for (HolderRow row : rows.subList(0, Math.min(HOLDER_ROWS, rows.size()))) {
      table.row(
          row.holder(),
          LongWaitText.meanwhile(row.doing()),
          Units.time(row.ns()),
          Units.share(row.ns(), total));
    }
    return "what holders did while others waited for them\n" + table + "\n";
  }

  private static String longWaits(RunDocument run) {
    List<LongWait> waits = run.longWaits();
    if (waits == null || waits.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("the longest waits\n");
    for (LongWait wait : waits.subList(0, Math.min(LONG_WAITS, waits.size()))) {
      text.append(Escaped.of(LongWaitText.of(wait))).append('\n');
    }
    return text.append('\n').toString();
  }

  private static String offCpu(RunDocument run) {
    List<LedgerRow> rows = run.ledger().stream().filter(row -> offCpuNs(row) > 0).toList();
    if (rows.isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable(
            1,
            "operation",
            "asleep holding",
            "of it RCU",
            "wanting CPU holding",
            "after the hold",
            "asleep elsewhere",
            "of it RCU");
    for (LedgerRow row : rows) {
      RunDocument.OffCpu spent = Objects.requireNonNull(row.offCpu());
      table.row(
          row.operation(),
          Units.share(spent.heldAsleepNs(), row.wallNs()),
          Units.share(spent.heldRcuNs(), row.wallNs()),
          Units.share(spent.heldWantingCpuNs(), row.wallNs()),
          Units.share(spent.afterHoldNs(), row.wallNs()),
          Units.share(spent.elsewhereNs(), row.wallNs()),
          Units.share(spent.elsewhereRcuNs(), row.wallNs()));
    }
    return "off the CPU inside the kernel, waits apart, in shares of each operation's wall time\n"
        + table
        + "after the hold = asleep in netdev_run_todo, which releases the RTNL first\n\n";
  }

  private static long offCpuNs(LedgerRow row) {
    RunDocument.OffCpu spent = row.offCpu();
    return spent == null
        ? 0
        : spent.heldAsleepNs()
            + spent.heldWantingCpuNs()
            + spent.afterHoldNs()
            + spent.elsewhereNs();
  }
}
