package io.rtnlab.results.report.text;

import io.rtnlab.results.RunDocument.BlameRow;
import io.rtnlab.results.RunDocument.Waits;
import java.util.List;
import java.util.Locale;

/** Who waited for whom, as a person reads it, and how the waiting spreads. */
final class BlameReport {
  private static final int ROWS = 16;

  private BlameReport() {}

  /** Each line ended, and an empty one behind them. */
  static String of(List<BlameRow> blame, Waits waits) {
    long total = blame.stream().mapToLong(BlameRow::ns).sum();
    if (total == 0) {
      return "who waited for whom\nnobody waited\n\n";
    }
    return "who waited for whom\n" + table(blame, total) + spread(waits) + "\n";
  }

  private static String table(List<BlameRow> blame, long total) {
    TextTable table = new TextTable(3, "waiter", "held by", "how sure", "total", "share", "waits");
    List<BlameRow> rows = MergedBlame.of(blame);
    for (BlameRow row : rows.subList(0, Math.min(ROWS, rows.size()))) {
      table.row(
          row.waiter(),
          row.holder(),
          row.evidence(),
          Units.time(row.ns()),
          Units.share(row.ns(), total),
          Units.count(row.waits()));
    }
    if (rows.size() <= ROWS) {
      return table.toString();
    }
    long rest = rows.subList(ROWS, rows.size()).stream().mapToLong(BlameRow::ns).sum();
    return table
        + line(
            "%d more cells make %s; --json has them all",
            rows.size() - ROWS, Units.share(rest, total));
  }

  private static String spread(Waits waits) {
    return line(
            "%s of %s waits make 90 %% of the %s waited; the longest took %s",
            range(waits.fewestFor90Percent(), waits.mostFor90Percent()),
            Units.count(waits.count()),
            Units.time(waits.totalNs()),
            Units.time(waits.longestNs()))
        + (waits.identified() == null ? "" : identified(waits));
  }

  private static String identified(Waits waits) {
    return line(
            "the holder is identified for %s of the waiting: proved for %s, else it or nobody held",
            Units.share(waits.identified()), Units.share(waits.proved()))
        + line(
            "nobody held for %s of the waiting",
            Units.bounds(waits.handoverLowNs(), waits.handoverHighNs()));
  }

  private static String range(long atLeast, long atMost) {
    return atLeast == atMost
        ? Units.count(atLeast)
        : Units.count(atLeast) + " to " + Units.count(atMost);
  }

  @SuppressWarnings("AnnotateFormatMethod") // that annotation would be a library of its own
  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
