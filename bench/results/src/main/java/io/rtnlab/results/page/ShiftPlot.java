// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far figures have shifted, in percent: a point with its interval for each, beside the band
 * within which a change does not matter. A thin line above is the same of A's twin: what two boots
 * of one kernel differ by.
 */
final class ShiftPlot {
  private static final int LEFT = 330;
  private static final int RIGHT = 190;
  private static final int TOP = 26;
  private static final int ROW = 28;
  private static final double WIDEST_PERCENT = 100;

  /**
   * A figure.
   *
   * @param lowPercent null where there is no interval
   * @param twinLowPercent null where there is no twin
   */
  record Shift(
      String what,
      double percent,
      @Nullable Double lowPercent,
      @Nullable Double highPercent,
      @Nullable Double twinLowPercent,
      @Nullable Double twinHighPercent,
      String verdict,
      String words) {}

  private final double range;
  private final double width = Svg.WIDTH - LEFT - RIGHT;

  private ShiftPlot(double range) {
    this.range = range;
  }

  /** The drawing; empty where there is nothing to draw. */
  static String of(List<Shift> shifts, double limitPercent) {
    if (shifts.isEmpty()) {
      return "";
    }
    double most = 2 * limitPercent;
    for (Shift shift : shifts) {
      most = Math.max(most, Math.abs(shift.percent()));
      for (Double bound :
          new Double[] {
            shift.lowPercent(), shift.highPercent(), shift.twinLowPercent(), shift.twinHighPercent()
          }) {
        most = bound == null ? most : Math.max(most, Math.abs(bound));
      }
    }
    return new ShiftPlot(Math.min(WIDEST_PERCENT, most * 1.05)).draw(shifts, limitPercent);
  }

  private String draw(List<Shift> shifts, double limitPercent) {
    int height = TOP + shifts.size() * ROW + 26;
    int bottom = TOP + shifts.size() * ROW;
    Svg svg = new Svg(height, "the change of each figure in percent, with its interval");
    svg.rect(
        x(-limitPercent),
        TOP - 4,
        x(limitPercent) - x(-limitPercent),
        bottom - TOP + 4,
        "class=\"limit\"",
        String.format(Locale.ROOT, "changes within %.3g %% do not matter", limitPercent));
    for (double percent : new double[] {-range, -limitPercent, 0, limitPercent, range}) {
      svg.line(x(percent), TOP - 4, x(percent), bottom, percent == 0 ? "axis" : "grid");
    }
    svg.text(x(0), bottom + 18, "middle", "0 %");
    svg.text(x(-range), bottom + 18, "middle", label(-range));
    svg.text(x(range), bottom + 18, "middle", label(range));
    svg.text(x(limitPercent), TOP - 10, "start", label(limitPercent));
    svg.text(x(-limitPercent), TOP - 10, "end", label(-limitPercent));
    for (int i = 0; i < shifts.size(); i++) {
      row(svg, TOP + i * ROW + ROW / 2.0, shifts.get(i));
    }
    return svg.toString();
  }

  private void row(Svg svg, double y, Shift shift) {
    svg.textWithin(LEFT - 10, y + 4, LEFT - 12, "end", shift.what());
    Double twinLow = shift.twinLowPercent();
    Double twinHigh = shift.twinHighPercent();
    if (twinLow != null && twinHigh != null) {
      svg.line(x(twinLow), y - 7, x(twinHigh), y - 7, "twin");
    }
    Double low = shift.lowPercent();
    Double high = shift.highPercent();
    if (low != null && high != null) {
      svg.line(x(low), y, x(high), y, "whisker");
      end(svg, low, y);
      end(svg, high, y);
    }
    boolean decided = shift.verdict().equals("worse") || shift.verdict().equals("better");
    svg.raw(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" class=\"%s\"><title>%s</title></circle>\n",
        x(shift.percent()), y, decided ? "shift decided" : "shift", Html.text(shift.words()));
    svg.textWithin(
        Svg.WIDTH - RIGHT + 12, y + 4, RIGHT - 14, "start", shift.verdict() + " " + shift.words());
  }

  /** A bar across the whisker's end, or a head where it goes on beyond the drawing. */
  private void end(Svg svg, double percent, double y) {
    double x = x(percent);
    if (Math.abs(percent) <= range) {
      svg.line(x, y - 5, x, y + 5, "whisker");
    } else {
      double back = percent > 0 ? -7 : 7;
      svg.raw("<path d=\"M%.1f %.1fl%.0f -4v8z\" class=\"beyond\"/>\n", x, y, back);
    }
  }

  private double x(double percent) {
    double within = Math.max(-range, Math.min(range, percent));
    return LEFT + (within + range) / (2 * range) * width;
  }

  private static String label(double percent) {
    return String.format(Locale.ROOT, "%+.3g %%", percent).replace('-', '−');
  }
}
