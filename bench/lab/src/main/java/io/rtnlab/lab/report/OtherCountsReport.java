package io.rtnlab.lab.report;

import io.rtnlab.lab.results.OtherCounts;
import io.rtnlab.lab.results.OtherCounts.HoldOffset;
import io.rtnlab.lab.results.OtherCounts.LockStatCount;
import io.rtnlab.lab.results.OtherCounts.Offsets;
import io.rtnlab.lab.results.OtherCounts.ProbeCount;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The same acquisitions by every count there is, side by side. */
final class OtherCountsReport {
  private OtherCountsReport() {}

  /** Each line ended, and an empty one behind them. */
  static String of(OtherCounts counts) {
    StringBuilder text =
        new StringBuilder("the same acquisitions by every count, warm-up and others' included\n");
    TextTable table =
        new TextTable(
            1, "counted by", "acquired", "contended", "share", "waited", "holds", "held", "lost");
    for (ProbeCount probe : counts.probes()) {
      table.row(
          probe.name(),
          Units.count(probe.acquisitions()),
          Units.count(probe.contended()),
          probe.holds() == 0 ? "–" : Units.share(probe.contended(), probe.acquisitions()),
          Units.time(probe.waitNs()),
          probe.holds() == 0 ? "–" : Units.count(probe.holds()),
          Units.time(probe.holds() == 0 ? null : (Long) probe.holdNs()),
          Units.count(probe.lost()));
    }
    LockStatCount kernel = counts.lockStat();
    if (kernel != null) {
      table.row(
          "/proc/lock_stat",
          Units.count(kernel.acquisitions()),
          Units.count(kernel.contentions()),
          Units.share(kernel.contentions(), kernel.acquisitions()),
          Units.time(kernel.waitNs()),
          Units.count(kernel.acquisitions()),
          Units.time(kernel.holdNs()),
          "–");
    }
    text.append(table);
    if (kernel != null && !kernel.waitingAt().isEmpty()) {
      text.append("by /proc/lock_stat they waited at ")
          .append(
              kernel.waitingAt().stream()
                  .map(site -> site.symbol() + " × " + Units.count(site.count()))
                  .collect(Collectors.joining(", ")))
          .append('\n');
    }
    counts.offsets().forEach(offset -> text.append(offset(offset)));
    return text.append('\n').toString();
  }

  private static String offset(HoldOffset offset) {
    return String.format(
        Locale.ROOT,
        "%s beside %s: %s holds seen by both, %s by the one only, %s by the other only%n"
            + "  it tells the begin %s, the end %s%n",
        offset.of(),
        offset.against(),
        Units.count(offset.matched()),
        Units.count(offset.onlyOf()),
        Units.count(offset.onlyAgainst()),
        range(offset.beginNs()),
        range(offset.endNs()));
  }

  private static String range(@Nullable Offsets ns) {
    return ns == null
        ? "–"
        : "%s (p50; all from %s, p99 %s, to %s)"
            .formatted(signed(ns.p50()), signed(ns.min()), signed(ns.p99()), signed(ns.max()));
  }

  private static String signed(long ns) {
    return Units.time(Math.abs(ns)) + (ns < 0 ? " earlier" : " later");
  }
}
