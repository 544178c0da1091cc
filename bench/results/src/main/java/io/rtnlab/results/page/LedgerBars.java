// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.LedgerDocument.ByEvidence;
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

  /** Pixels that a part needs to hold its letter and its share. */
  private static final double LABELLED = 60;

  /** Pixels that a part needs to hold its letter. */
  private static final double LETTERED = 14;

  private LedgerBars() {}

  /** A bar for each operation, as wide as the longest. */
  static String operations(List<LedgerRow> rows) {
    Svg svg = new Svg(rows.size() * ROW + 4, "where the time of each operation went");
    for (int i = 0; i < rows.size(); i++) {
      LedgerRow row = rows.get(i);
      ByEvidence waiting = row.waiting().byEvidence();
      Bar bar = new Bar(svg, i * ROW + 4, row.operation(), row.wallNs());
      bar.part(waiting.provedNs(), Texture.PROVED, "waiting, holder proved");
      bar.part(waiting.soleNs(), Texture.SOLE, "waiting, one holder or none");
      bar.part(waiting.snapshotNs(), Texture.SNAPSHOT, "waiting, holder in snapshot");
      bar.part(waiting.inferredNs(), Texture.INFERRED, "waiting, holder inferred");
      bar.part(waiting.handoverNs(), Texture.HANDOVER, "waiting, free or handed over");
      bar.part(waiting.preemptedNs(), Texture.PREEMPTED, "waiting without a CPU");
      bar.part(waiting.unknownNs(), Texture.UNKNOWN, "waiting, nothing known");
      bar.part(row.ownHoldNs(), Texture.OWN, "own hold");
      bar.part(row.rest().systemCallRestNs(), Texture.KERNEL, "in the kernel");
      bar.part(row.rest().remainderNs(), Texture.USER, "outside system calls");
      bar.end(Units.time(row.wallNs()) + ", waiting " + Units.share(row.waitNs(), row.wallNs()));
    }
    return svg.toString();
  }

  /** A bar for each waiter of a recording, all on one scale. */
  static String waiters(List<WaiterRow> all) {
    List<WaiterRow> rows = all.subList(0, Math.min(MOST_WAITERS, all.size()));
    long most = Math.max(1, rows.stream().mapToLong(WaiterRow::waitNs).max().orElse(1));
    Svg svg = new Svg(rows.size() * ROW + 4, "how long each waited, by evidence");
    for (int i = 0; i < rows.size(); i++) {
      WaiterRow row = rows.get(i);
      Bar bar = new Bar(svg, i * ROW + 4, row.waiter(), most);
      bar.part(row.provedNs(), Texture.PROVED, "holder proved");
      bar.part(row.soleNs(), Texture.SOLE, "one holder or none");
      bar.part(row.snapshotNs(), Texture.SNAPSHOT, "snapshot");
      bar.part(row.inferredNs(), Texture.INFERRED, "inferred");
      bar.part(row.handoverNs(), Texture.HANDOVER, "handed over");
      bar.part(row.unknownNs(), Texture.UNKNOWN, "nothing known");
      bar.end(Units.time(row.waitNs()));
    }
    return svg.toString();
  }

  /** A bar in the making, its parts from left to right. */
  private static final class Bar {
    private static final double WIDTH = Svg.WIDTH - LEFT - RIGHT;
    private final Svg svg;
    private final double y;
    private final String name;
    private final long wholeNs;
    private double x = LEFT;

    Bar(Svg svg, double y, String name, long wholeNs) {
      this.svg = svg;
      this.y = y;
      this.name = name;
      this.wholeNs = wholeNs;
      svg.textWithin(LEFT - 8, y + 15, LEFT - 10, "end", name);
    }

    void part(@Nullable Long ns, Texture texture, String what) {
      if (ns == null || ns <= 0 || wholeNs <= 0) {
        return;
      }
      double wide = Math.min(WIDTH, (double) ns / wholeNs * WIDTH);
      String share = Units.share(ns, wholeNs);
      svg.rect(
          x,
          y,
          wide,
          22,
          "class=\"part " + texture.style() + "\"",
          name + ": " + what + ", " + Units.time(ns) + ", " + share);
      label(wide > LABELLED ? texture.letter + " " + share : "" + texture.letter, wide);
      x += wide;
    }

    private void label(String label, double wide) {
      double plate = label.length() > 1 ? LABELLED - 6 : LETTERED - 2;
      if (wide >= plate + 2) {
        svg.raw(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.0f\" height=\"14\" class=\"plate\"/>\n",
            x + (wide - plate) / 2, y + 4, plate);
        svg.text(x + wide / 2, y + 15, "middle", label);
      }
    }

    void end(String figures) {
      svg.text(Svg.WIDTH - RIGHT + 8, y + 15, "start", figures);
    }
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
          "class=\"part h0\"",
          row.holder() + ": named for " + Units.time(row.namedNs()) + ", truth within " + bounds);
      svg.line(low, y + 11, high, y + 11, "whisker");
      svg.line(low, y + 5, low, y + 17, "whisker");
      svg.line(high, y + 5, high, y + 17, "whisker");
      svg.text(Svg.WIDTH - RIGHT + 8, y + 15, "start", bounds);
    }
    return svg.toString();
  }
}
