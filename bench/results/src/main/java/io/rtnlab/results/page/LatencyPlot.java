// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.report.text.Units;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/**
 * Latency by percentile, as HdrHistogram's own plots have it: each step to the right is a tenth of
 * the requests that remain. A line ends where fewer than ten requests lie beyond.
 */
final class LatencyPlot {
  private static final int HEIGHT = 380;
  private static final int LEFT = 70;
  private static final int RIGHT = 190;
  private static final int TOP = 12;
  private static final int BOTTOM = 42;
  private static final double FEWEST_BEYOND = 10;
  private static final String[] NINES = {"0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %"};

  private LatencyPlot() {}

  /** The drawing; empty where there is nothing to draw. */
  static String of(Map<String, Histogram> byLabel) {
    double decades = 1;
    long low = Long.MAX_VALUE;
    long high = 1;
    for (Histogram histogram : byLabel.values()) {
      decades = Math.max(decades, decades(histogram));
      low = Math.min(low, Math.max(1, histogram.getValueAtPercentile(0)));
      high = Math.max(high, at(histogram, decades(histogram)));
    }
    if (high <= low) {
      return "";
    }
    double bottom = Math.floor(Math.log10((double) low));
    double top = Math.max(bottom + 1, Math.ceil(Math.log10((double) high)));
    Svg svg = new Svg(HEIGHT, "latency by percentile for each operation");
    double xUnit = (Svg.WIDTH - LEFT - RIGHT) / decades;
    double yUnit = (HEIGHT - TOP - BOTTOM) / (top - bottom);
    for (int decade = 0; decade <= decades && decade < NINES.length; decade++) {
      double x = LEFT + decade * xUnit;
      svg.line(x, TOP, x, HEIGHT - BOTTOM, "grid");
      svg.text(x, HEIGHT - BOTTOM + 16, "middle", NINES[decade]);
    }
    for (double power = bottom; power <= top; power++) {
      double y = HEIGHT - BOTTOM - (power - bottom) * yUnit;
      svg.line(LEFT, y, Svg.WIDTH - RIGHT, y, "grid");
      svg.text(LEFT - 6, y + 4, "end", round((long) Math.pow(10, power)));
    }
    svg.text(LEFT + 4, HEIGHT - 6, "start", "percentile of the requests →");
    TreeSet<Double> labels = new TreeSet<>();
    int series = 0;
    for (Map.Entry<String, Histogram> entry : byLabel.entrySet()) {
      Histogram histogram = entry.getValue();
      StringBuilder points = new StringBuilder();
      double end = decades(histogram);
      double x = LEFT;
      double y = 0;
      for (double d = 0; d <= end + 1e-9; d += 0.02) {
        x = LEFT + d * xUnit;
        y = HEIGHT - BOTTOM - (Math.log10((double) Math.max(1, at(histogram, d))) - bottom) * yUnit;
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      }
      svg.raw(
          "<polyline points=\"%s\" class=\"series s%d\"><title>%s</title></polyline>\n",
          points.toString().strip(), series % 8, Html.text(entry.getKey()));
      double labelY = free(labels, y + 4);
      svg.raw("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" class=\"dot s%d\"/>\n", x, y, series % 8);
      svg.line(x, y, Svg.WIDTH - RIGHT + 8, labelY - 4, "leader");
      svg.textWithin(Svg.WIDTH - RIGHT + 12, labelY, RIGHT - 14, "start", entry.getKey());
      series++;
    }
    return svg.toString();
  }

  private static String round(long ns) {
    return ns >= 1_000_000_000
        ? ns / 1_000_000_000 + " s"
        : ns >= 1_000_000
            ? ns / 1_000_000 + " ms"
            : ns >= 1_000 ? ns / 1_000 + " µs" : Units.time(ns);
  }

  /** The next place where no label stands yet. */
  private static double free(NavigableSet<Double> taken, double wanted) {
    double y = wanted;
    while (!taken.subSet(y - 13, y + 13).isEmpty()) {
      y += 2;
    }
    taken.add(y);
    return y;
  }

  private static double decades(Histogram histogram) {
    return Math.max(0, Math.log10(histogram.getTotalCount() / FEWEST_BEYOND));
  }

  private static long at(Histogram histogram, double decades) {
    return histogram.getValueAtPercentile(100 * (1 - Math.pow(10, -decades)));
  }
}
