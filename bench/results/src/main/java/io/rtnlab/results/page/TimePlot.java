// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.report.text.Units;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The run over time: requests per second, and how many threads waited for whom. */
final class TimePlot {
  private static final int LEFT = 70;
  private static final int RIGHT = 190;
  private static final int TOP = 14;
  private static final int BOTTOM = 30;
  private static final int SHOWN = 6;

  /** An interval so many times shorter than the first one is a rest. */
  private static final int SHORT = 5;

  private TimePlot() {}

  /** Requests per second; empty where the log has fewer than two intervals. */
  static String throughput(List<LatencySeriesFile.Interval> intervals) {
    if (intervals.size() < 2) {
      return "";
    }
    int height = 150;
    double most = 1;
    long end = 1;
    for (LatencySeriesFile.Interval interval : intervals) {
      most =
          SHORT * lengthMs(interval) < lengthMs(intervals.getFirst())
              ? most
              : Math.max(most, rate(interval));
      end = Math.max(end, interval.untilMs());
    }
    Svg svg = new Svg(height, "requests per second over time");
    axes(svg, height, end / 1e3, Units.rate(most));
    StringBuilder points = new StringBuilder();
    long usual = lengthMs(intervals.getFirst());
    for (LatencySeriesFile.Interval interval : intervals) {
      if (SHORT * lengthMs(interval) < usual) {
        continue; // what is left at the end, too short to say a rate
      }
      double y = height - BOTTOM - rate(interval) / most * (height - TOP - BOTTOM);
      for (long ms : new long[] {interval.fromMs(), interval.untilMs()}) {
        double x = LEFT + (double) ms / end * (Svg.WIDTH - LEFT - RIGHT);
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      }
    }
    svg.raw("<polyline points=\"%s\" class=\"series s0\"/>\n", points.toString().strip());
    svg.text(Svg.WIDTH - RIGHT + 12, TOP + 12, "start", "all requests");
    return svg.toString();
  }

  private static double rate(LatencySeriesFile.Interval interval) {
    return interval.requests() * 1e3 / Math.max(1, lengthMs(interval));
  }

  private static long lengthMs(LatencySeriesFile.Interval interval) {
    return interval.untilMs() - interval.fromMs();
  }

  /** How many threads waited, by who held meanwhile. */
  static String waiting(RunEvents events) {
    int height = 240;
    double sliceNs = Math.max(1, (double) events.lengthNs / RunEvents.SLICES);
    List<Map.Entry<String, long[]>> holders =
        events.waitingFor.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, long[]> e) -> Arrays.stream(e.getValue()).sum())
                    .reversed())
            .toList();
    double most = 1e-9;
    for (int slice = 0; slice < RunEvents.SLICES; slice++) {
      double sum = 0;
      for (Map.Entry<String, long[]> holder : holders) {
        sum += holder.getValue()[slice] / sliceNs;
      }
      most = Math.max(most, sum);
    }
    Svg svg = new Svg(height, "threads that wait, by who holds meanwhile, over time");
    axes(svg, height, events.lengthNs / 1e9, String.format(Locale.ROOT, "%.2g", most));
    double width = (double) (Svg.WIDTH - LEFT - RIGHT) / RunEvents.SLICES;
    double unit = (height - TOP - BOTTOM) / most;
    double[] base = new double[RunEvents.SLICES];
    for (int i = 0; i < holders.size(); i++) {
      int style = Math.min(i, SHOWN);
      StringBuilder path = new StringBuilder();
      for (int slice = 0; slice < RunEvents.SLICES; slice++) {
        double tall = holders.get(i).getValue()[slice] / sliceNs * unit;
        if (tall > 0.05) {
          path.append(
              String.format(
                  Locale.ROOT,
                  "M%.1f %.1fh%.1fv%.1fh%.1fz",
                  LEFT + slice * width,
                  height - BOTTOM - base[slice] - tall,
                  width,
                  tall,
                  -width));
        }
        base[slice] += tall;
      }
      svg.raw(
          "<path d=\"%s\" class=\"area h%d\"><title>%s</title></path>\n",
          path, style, Html.text(holders.get(i).getKey()));
    }
    for (int i = 0; i < Math.min(SHOWN + 1, holders.size()); i++) {
      double y = TOP + 4 + 18 * i;
      svg.rect(Svg.WIDTH - RIGHT + 12, y, 14, 12, "class=\"area h" + i + "\"", "");
      String name = i < SHOWN ? holders.get(i).getKey() : "all others";
      svg.textWithin(Svg.WIDTH - RIGHT + 32, y + 10, RIGHT - 34, "start", name);
    }
    return svg.toString();
  }

  private static void axes(Svg svg, int height, double seconds, String most) {
    svg.line(LEFT, TOP, LEFT, height - BOTTOM, "axis");
    svg.line(LEFT, height - BOTTOM, Svg.WIDTH - RIGHT, height - BOTTOM, "axis");
    svg.line(LEFT, TOP, Svg.WIDTH - RIGHT, TOP, "grid");
    svg.text(LEFT - 6, TOP + 4, "end", most);
    svg.text(LEFT - 6, height - BOTTOM + 4, "end", "0");
    for (int i = 0; i <= 4; i++) {
      double x = LEFT + i / 4.0 * (Svg.WIDTH - LEFT - RIGHT);
      svg.text(
          x, height - BOTTOM + 18, "middle", String.format(Locale.ROOT, "%.3g s", seconds * i / 4));
    }
  }
}
