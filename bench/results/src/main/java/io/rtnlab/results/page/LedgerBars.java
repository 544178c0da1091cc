// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.LedgerDocument.HolderBounds;
import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.RecordingDocument.WaiterRow;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.report.text.Units;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the time went, as stacked bars, and each holder's waiting between its bounds. */
final class LedgerBars {
  private static final int LEFT = 220;
  private static final int RIGHT = 150;
  private static final int ROW = 30;
  private static final int MOST_HOLDERS = 10;
  private static final int MOST_WAITERS = 16;

  private LedgerBars() {}

  /** A bar for each operation, as wide as the longest. */
  static String operations(List<LedgerRow> rows) {
    Svg svg = new Svg(rows.size() * ROW + 4, "where the time of each operation went");
    double width = Svg.WIDTH - LEFT - RIGHT;
    for (int i = 0; i < rows.size(); i++) {
      LedgerRow row = rows.get(i);
      double y = i * ROW + 4;
      svg.textWithin(LEFT - 8, y + 15, LEFT - 10, "end", row.operation());
      double x = LEFT;
      x =
          part(
              svg,
              x,
              y,
              width,
              row,
              row.waiting().byEvidence().provedNs(),
              "proved",
              "waiting, holder proved");
      x =
          part(
              svg,
              x,
              y,
              width,
              row,
              row.waiting().byEvidence().soleNs(),
              "sole",
              "waiting, one holder or none");
      x =
          part(
              svg,
              x,
              y,
              width,
              row,
              row.waiting().byEvidence().snapshotNs(),
              "snapshot",
              "waiting, holder in snapshot");
      x =
          part(
              svg,
              x,
              y,
              width,
              row,
              row.waiting().byEvidence().inferredNs(),
              "inferred",
              "waiting, holder inferred");
      x =
          part(
              svg,
              x,
              y,
              width,
              row,
              row.waiting().byEvidence().handoverNs(),
              "handover",
              "waiting, free or handed over");
      x =
          part(
              svg,
              x,
              y,
              width,
              row,
              row.waiting().byEvidence().preemptedNs(),
              "preempted",
              "waiting without a CPU");
      x =
          part(
              svg,
              x,
              y,
              width,
              row,
              row.waiting().byEvidence().unknownNs(),
              "unknown",
              "waiting, nothing known");
      x = part(svg, x, y, width, row, row.ownHoldNs(), "own", "own hold");
      x = part(svg, x, y, width, row, row.rest().systemCallRestNs(), "kernel", "in the kernel");
      part(svg, x, y, width, row, row.rest().remainderNs(), "user", "outside system calls");
      svg.text(
          Svg.WIDTH - RIGHT + 8,
          y + 15,
          "start",
          Units.time(row.wallNs()) + ", waiting " + Units.share(row.waitNs(), row.wallNs()));
    }
    return svg.toString();
  }

  /** A bar for each waiter of a recording, all on one scale. */
  static String waiters(List<WaiterRow> all) {
    List<WaiterRow> rows = all.subList(0, Math.min(MOST_WAITERS, all.size()));
    long most = Math.max(1, rows.stream().mapToLong(WaiterRow::waitNs).max().orElse(1));
    Svg svg = new Svg(rows.size() * ROW + 4, "how long each waited, by evidence");
    double width = Svg.WIDTH - LEFT - RIGHT;
    for (int i = 0; i < rows.size(); i++) {
      WaiterRow row = rows.get(i);
      double y = i * ROW + 4;
      svg.textWithin(LEFT - 8, y + 15, LEFT - 10, "end", row.waiter());
      double x = LEFT;
      x = part(svg, x, y, width, row.waiter(), most, row.provedNs(), "proved", "holder proved");
      x = part(svg, x, y, width, row.waiter(), most, row.soleNs(), "sole", "one holder or none");
      x = part(svg, x, y, width, row.waiter(), most, row.snapshotNs(), "snapshot", "snapshot");
      x = part(svg, x, y, width, row.waiter(), most, row.inferredNs(), "inferred", "inferred");
      x = part(svg, x, y, width, row.waiter(), most, row.handoverNs(), "handover", "handed over");
      part(svg, x, y, width, row.waiter(), most, row.unknownNs(), "unknown", "nothing known");
      svg.text(Svg.WIDTH - RIGHT + 8, y + 15, "start", Units.time(row.waitNs()));
    }
    return svg.toString();
  }

  private static double part(
      Svg svg,
      double x,
      double y,
      double width,
      LedgerRow row,
      @Nullable Long ns,
      String kind,
      String what) {
    return part(svg, x, y, width, row.operation(), row.wallNs(), ns, kind, what);
  }

  private static double part(
      Svg svg,
      double x,
      double y,
      double width,
      String who,
      long wholeNs,
      @Nullable Long ns,
      String kind,
      String what) {
    if (ns == null || ns <= 0 || wholeNs <= 0) {
      return x;
    }
    double wide = Math.min(width, (double) ns / wholeNs * width);
    String share = Units.share(ns, wholeNs);
    svg.rect(
        x,
        y,
        wide,
        22,
        "class=\"part\" fill=\"url(#e-" + kind + ")\"",
        who + ": " + what + ", " + Units.time(ns) + ", " + share);
    if (wide > 44) {
      svg.raw(
          "<rect x=\"%.1f\" y=\"%.1f\" width=\"40\" height=\"14\" class=\"plate\"/>\n",
          x + wide / 2 - 20, y + 4);
      svg.text(x + wide / 2, y + 15, "middle", share);
    }
    return x + wide;
  }

  /** What the fills mean. */
  static String legend(boolean withParts) {
    StringBuilder legend = new StringBuilder("<p class=\"legend\">");
    String[][] kinds = {
      {"proved", "holder proved"},
      {"sole", "that holder or none"},
      {"snapshot", "snapshot"},
      {"inferred", "inferred"},
      {"handover", "free or handed over"},
      {"preempted", "waiter without a CPU"},
      {"unknown", "unknown"},
      {"own", "own hold"},
      {"kernel", "in the kernel"},
      {"user", "outside system calls"}
    };
    for (int i = 0; i < (withParts ? kinds.length : 7); i++) {
      legend
          .append("<span><svg class=\"key\" viewBox=\"0 0 22 14\"><rect width=\"22\" height=\"14\"")
          .append(" class=\"part\" fill=\"url(#e-")
          .append(kinds[i][0])
          .append(")\"/></svg>")
          .append(kinds[i][1])
          .append("</span> ");
    }
    return legend.append("</p>\n").toString();
  }

  /** Bars to what names a holder, and whiskers from the least to the most that was its. */
  static String holders(RunDocument run) {
    List<HolderBounds> all = run.holderBounds();
    if (all == null || all.isEmpty()) {
      return "";
    }
    List<HolderBounds> rows = all.subList(0, Math.min(MOST_HOLDERS, all.size()));
    double most =
        rows.stream().mapToLong(row -> Math.max(row.highNs(), row.namedNs())).max().orElse(1);
    double width = Svg.WIDTH - LEFT - RIGHT;
    Svg svg = new Svg(rows.size() * ROW + 4, "waiting caused by each holder, with bounds");
    for (int i = 0; i < rows.size(); i++) {
      HolderBounds row = rows.get(i);
      double y = i * ROW + 4;
      double low = LEFT + row.lowNs() / most * width;
      double high = LEFT + row.highNs() / most * width;
      String bounds = Units.bounds(row.lowNs(), row.highNs());
      svg.textWithin(LEFT - 8, y + 15, LEFT - 10, "end", row.holder());
      svg.rect(
          LEFT,
          y + 3,
          row.namedNs() / most * width,
          16,
          "class=\"part\" fill=\"url(#h0)\"",
          row.holder() + ": named for " + Units.time(row.namedNs()) + ", truth within " + bounds);
      svg.line(low, y + 11, high, y + 11, "whisker");
      svg.line(low, y + 5, low, y + 17, "whisker");
      svg.line(high, y + 5, high, y + 17, "whisker");
      svg.text(Svg.WIDTH - RIGHT + 8, y + 15, "start", bounds);
    }
    return svg.toString();
  }
}
