package io.rtnlab.results.report.text;

import io.rtnlab.results.OtherCounts;
import io.rtnlab.results.OtherCounts.CallSite;
import io.rtnlab.results.OtherCounts.HoldOffset;
import io.rtnlab.results.OtherCounts.LockStatCount;
import io.rtnlab.results.OtherCounts.Offsets;
import io.rtnlab.results.OtherCounts.ProbeCount;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same acquisitions by every count there is, side by side, and why they differ. */
final class OtherCountsReport {
  private static final String LOCK_STAT = "/proc/lock_stat";

  private final OtherCounts counts;
  private final Lines text = new Lines();

  private OtherCountsReport(OtherCounts counts) {
    this.counts = counts;
  }

  /** Each line ended, and an empty one behind them. */
  static String of(OtherCounts counts) {
    OtherCountsReport report = new OtherCountsReport(counts);
    report.table();
    report.agreement();
    counts.offsets().forEach(report::offset);
    report.bounds();
    report.lockStat();
    report.text.line("");
    return report.text.toString();
  }

  private void table() {
    TextTable table =
        new TextTable(
            1,
            "counted by",
            "acquired",
            "contended",
            "share",
            "waited",
            "queued",
            "in queue",
            "holds",
            "held",
            "lost");
    for (ProbeCount probe : counts.probes()) {
      Long queued = probe.queued();
      table.row(
          probe.name(),
          Units.count(probe.acquisitions()),
          Units.count(probe.contended()),
          probe.holds() == 0 ? "–" : Units.share(probe.contended(), probe.acquisitions()),
          Units.time(probe.waitNs()),
          queued == null ? "–" : Units.count(queued),
          Units.time(probe.queueNs()),
          probe.holds() == 0 ? "–" : Units.count(probe.holds()),
          Units.time(probe.holds() == 0 ? null : (Long) probe.holdNs()),
          Units.count(probe.lost()));
    }
    LockStatCount kernel = counts.lockStat();
    if (kernel != null) {
      table.row(
          LOCK_STAT,
          "–",
          "–",
          "–",
          "–",
          Units.count(kernel.contentions()),
          Units.time(kernel.waitNs()),
          Units.count(kernel.acquisitions()),
          Units.time(kernel.holdNs()),
          "–");
    }
    text.line("the same acquisitions by every count, warm-up and others' included");
    text.append(table);
  }

  /** Whether those that see every acquisition saw as many, and whether losses explain it if not. */
  private void agreement() {
    List<ProbeCount> exact = counts.probes().stream().filter(p -> p.holds() > 0).toList();
    if (exact.size() < 2) {
      return;
    }
    LongSummaryStatistics acquired =
        exact.stream().mapToLong(ProbeCount::acquisitions).summaryStatistics();
    long apart = acquired.getMax() - acquired.getMin();
    long lost = exact.stream().mapToLong(ProbeCount::lost).sum();
    if (apart == 0) {
      text.line(
          "they agree on %s acquisitions; %s events were lost meanwhile",
          Units.count(acquired.getMax()), Units.count(lost));
    } else {
      text.line(
          "they differ by %s of %s acquisitions, which the %s events lost meanwhile %s",
          Units.count(apart),
          Units.count(acquired.getMax()),
          Units.count(lost),
          lost >= apart ? "may explain" : "DO NOT EXPLAIN");
    }
  }

  private void offset(HoldOffset offset) {
    text.line(
        "%s beside %s: %s holds seen by both, %s by the one only, %s by the other only",
        offset.of(),
        offset.against(),
        Units.count(offset.matched()),
        Units.count(offset.onlyOf()),
        Units.count(offset.onlyAgainst()));
    text.line("  it tells the begin %s", range(offset.beginNs(), "earlier", "later"));
    text.line("  it tells the end %s", range(offset.endNs(), "earlier", "later"));
    text.line("  it tells the hold %s", range(offset.heldNs(), "shorter", "longer"));
  }

  private static String range(@Nullable Offsets ns, String less, String more) {
    return ns == null
        ? "–"
        : "%s (p50; all from %s, p99 %s, to %s)"
            .formatted(
                signed(ns.p50(), less, more),
                signed(ns.min(), less, more),
                signed(ns.p99(), less, more),
                signed(ns.max(), less, more));
  }

  private static String signed(long ns, String less, String more) {
    return Units.time(Math.abs(ns)) + " " + (ns < 0 ? less : more);
  }

  private void bounds() {
    if (counts.offsets().isEmpty()) {
      return;
    }
    for (ProbeCount probe : counts.probes()) {
      String bounds = probe.holdBounds();
      if (bounds != null && !bounds.isEmpty()) {
        text.line("%s tells a hold %s", probe.name(), bounds);
      }
    }
    text.line(
        "a hold that was waited for begins with contention_end for each of them; those that hear of"
            + " one moment hear of it one after the other, so what lies between them is the work of"
            + " those before, and the extremes are interrupts and preemptions there");
  }

  private void lockStat() {
    LockStatCount kernel = counts.lockStat();
    if (kernel == null) {
      return;
    }
    ProbeCount ours = counts.probes().getFirst();
    text.line("%s beside %s:", LOCK_STAT, ours.name());
    if (ours.holds() > 0) {
      long longerNs = kernel.holdNs() - ours.holdNs();
      text.line(
          "  %s: it counts a hold when that ends, also one begun before",
          difference(kernel.acquisitions() - ours.holds(), "holds"));
      text.line(
          "  held %s in all: it begins with the entry of mutex_lock() where nobody queued, and ends"
              + " inside mutex_unlock(), behind the probes there",
          signed(longerNs, "shorter", "longer"));
      Long spunNs = ours.spunNs();
      if (spunNs != null) {
        text.line(
            "  waits that never queued, which it takes for holding, are %s of that; the rest is"
                + " %s each",
            Units.time(spunNs), signed((longerNs - spunNs) / ours.holds(), "shorter", "longer"));
      }
    }
    Long queued = ours.queued();
    Long queueNs = ours.queueNs();
    if (queued != null && queueNs != null) {
      text.line(
          "  %s, %s in all: it counts who joins the queue, from just before contention_begin there",
          difference(kernel.contentions() - queued, "waits in the queue"),
          signed(kernel.waitNs() - queueNs, "shorter", "longer"));
      text.line(
          "  with lock debugging, which it needs, contention_begin shows at every acquisition:"
              + " contended and waited mean nothing here, queued does");
    }
    if (kernel.contentions() > 0) {
      text.line("  they waited at %s", places(kernel));
    }
  }

  private static String places(LockStatCount kernel) {
    long elsewhere =
        kernel.contentions() - kernel.waitingAt().stream().mapToLong(CallSite::count).sum();
    Stream<String> told =
        kernel.waitingAt().stream().map(site -> site.symbol() + " × " + Units.count(site.count()));
    Stream<String> rest =
        elsewhere <= 0
            ? Stream.empty()
            : Stream.of(
                "other places × %s (it counts at four, whichever came first)"
                    .formatted(Units.count(elsewhere)));
    return Stream.concat(told, rest).collect(Collectors.joining(", "));
  }

  private static String difference(long more, String what) {
    return more == 0
        ? "as many " + what
        : Units.count(Math.abs(more)) + (more < 0 ? " fewer " : " more ") + what;
  }
}
