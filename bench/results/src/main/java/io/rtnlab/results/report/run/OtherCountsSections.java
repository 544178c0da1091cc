// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.OtherCounts;
import io.rtnlab.results.OtherCounts.CallSite;
import io.rtnlab.results.OtherCounts.HoldOffset;
import io.rtnlab.results.OtherCounts.LockStatCount;
import io.rtnlab.results.OtherCounts.Offsets;
import io.rtnlab.results.OtherCounts.ProbeCount;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same acquisitions by every count there is, side by side, and why they differ. */
final class OtherCountsSections {
  private static final String LOCK_STAT = "/proc/lock_stat";

  private final OtherCounts counts;
  private final List<Note> notes = new ArrayList<>();

  private OtherCountsSections(OtherCounts counts) {
    this.counts = counts;
  }

  static List<Section> of(OtherCounts counts) {
    OtherCountsSections sections = new OtherCountsSections(counts);
    sections.agreement();
    counts.offsets().forEach(sections::offset);
    sections.bounds();
    sections.lockStat();
    return List.of(
        Section.of(
            ChecksSections.ID,
            "the same acquisitions by every count, warm-up and others' included",
            sections.table(),
            sections.notes.toArray(Note[]::new)));
  }

  private Table table() {
    Table.Builder table =
        Table.of(
            Column.key("counted by"),
            Column.count("acquired"),
            Column.count("contended"),
            Column.share("share"),
            Column.time("waited"),
            Column.count("queued"),
            Column.time("in queue"),
            Column.count("holds"),
            Column.time("held"),
            Column.count("lost"));
    for (ProbeCount probe : counts.probes()) {
      boolean holds = probe.holds() > 0;
      table.row(
          Cell.text(probe.name()),
          Cell.count(probe.acquisitions()),
          Cell.count(probe.contended()),
          holds ? Cell.share((Long) probe.contended(), probe.acquisitions()) : Cell.NONE,
          Cell.time(probe.waitNs()),
          Cell.count(probe.queueing().queued()),
          Cell.time(probe.queueing().queueNs()),
          holds ? Cell.count(probe.holds()) : Cell.NONE,
          holds ? Cell.time(probe.holdNs()) : Cell.NONE,
          Cell.count(probe.lost()));
    }
    LockStatCount kernel = counts.lockStat();
    if (kernel != null) {
      table.row(
          Cell.text(LOCK_STAT),
          Cell.NONE,
          Cell.NONE,
          Cell.NONE,
          Cell.NONE,
          Cell.count(kernel.contentions()),
          Cell.time(kernel.waitNs()),
          Cell.count(kernel.acquisitions()),
          Cell.time(kernel.holdNs()),
          Cell.NONE);
    }
    return table.build();
  }

  @SuppressWarnings("AnnotateFormatMethod") // that annotation would be a library of its own
  private void line(String format, Object... values) {
    String text = String.format(Locale.ROOT, format, values);
    notes.add(new Note("", text, text.contains("DO NOT EXPLAIN")));
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
      line(
          "they agree on %s acquisitions; %s events were lost meanwhile",
          Units.count(acquired.getMax()), Units.count(lost));
    } else {
      line(
          "they differ by %s of %s acquisitions, which the %s events lost meanwhile %s",
          Units.count(apart),
          Units.count(acquired.getMax()),
          Units.count(lost),
          lost >= apart ? "may explain" : "DO NOT EXPLAIN");
    }
  }

  private void offset(HoldOffset offset) {
    line(
        "%s beside %s: %s holds seen by both, %s by the one only, %s by the other only",
        offset.of(),
        offset.against(),
        Units.count(offset.matched()),
        Units.count(offset.onlyOf()),
        Units.count(offset.onlyAgainst()));
    line("  it reports the begin %s", range(offset.beginNs(), "earlier", "later"));
    line("  it reports the end %s", range(offset.endNs(), "earlier", "later"));
    line("  it reports the hold %s", range(offset.heldNs(), "shorter", "longer"));
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
        line("%s counts a hold %s", probe.name(), bounds);
      }
    }
    line(
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
    line("%s beside %s:", LOCK_STAT, ours.name());
    if (ours.holds() > 0) {
      long longerNs = kernel.holdNs() - ours.holdNs();
      line(
          "  %s: it counts a hold when that ends, also one begun before",
          difference(kernel.acquisitions() - ours.holds(), "holds"));
      line(
          "  held %s in all: it begins with the entry of mutex_lock() where no thread queued, and"
              + " ends inside mutex_unlock(), behind the probes there",
          signed(longerNs, "shorter", "longer"));
      Long spunNs = ours.queueing().spunNs();
      if (spunNs != null) {
        line(
            "  waits that never queued, which it takes for holding, are %s of that; the rest is"
                + " %s each",
            Units.time(spunNs), signed((longerNs - spunNs) / ours.holds(), "shorter", "longer"));
      }
    }
    Long queued = ours.queueing().queued();
    Long queueNs = ours.queueing().queueNs();
    if (queued != null && queueNs != null) {
      line(
          "  %s, %s in all: it counts who joins the queue, from just before contention_begin there",
          difference(kernel.contentions() - queued, "waits in the queue"),
          signed(kernel.waitNs() - queueNs, "shorter", "longer"));
      line(
          "  with lock debugging, which it needs, contention_begin shows at every acquisition:"
              + " contended and waited mean nothing here, queued does");
    }
    if (kernel.contentions() > 0) {
      line("  they waited at %s", places(kernel));
    }
  }

  private static String places(LockStatCount kernel) {
    long elsewhere =
        kernel.contentions() - kernel.waitingAt().stream().mapToLong(CallSite::count).sum();
    Stream<String> stated =
        kernel.waitingAt().stream().map(site -> site.symbol() + " × " + Units.count(site.count()));
    Stream<String> rest =
        elsewhere <= 0
            ? Stream.empty()
            : Stream.of(
                "other places × %s (it counts at four, whichever came first)"
                    .formatted(Units.count(elsewhere)));
    return Stream.concat(stated, rest).collect(Collectors.joining(", "));
  }

  private static String difference(long more, String what) {
    return more == 0
        ? "as many " + what
        : Units.count(Math.abs(more)) + (more < 0 ? " fewer " : " more ") + what;
  }
}
