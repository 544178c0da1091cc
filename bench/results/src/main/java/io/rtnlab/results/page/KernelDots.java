// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.Operation;
import io.rtnlab.results.RunDocument.Percentiles;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Latency of one operation in every boot of every kernel: a line of dots for each kernel. */
final class KernelDots {
  static final String CAPTION = "Filled: p50 of a boot. Hollow: p99. A logarithmic scale.";

  private static final int LEFT = 180;
  private static final int RIGHT = 60;
  private static final int TOP = 8;
  private static final int ROW = 26;

  private record Dot(int row, boolean median, long ns) {}

  private KernelDots() {}

  /** The operations of any boot, in the order in which they come. */
  static Set<String> operations(Map<String, List<RunDocument>> runs) {
    Set<String> names = new LinkedHashSet<>();
    runs.values()
        .forEach(boots -> boots.forEach(run -> run.operations().forEach(o -> names.add(o.name()))));
    return names;
  }

  /** The drawing; empty where no boot has a percentile of it. */
  static String of(String operation, Map<String, List<RunDocument>> runs) {
    List<String> kernels = new ArrayList<>(runs.keySet());
    List<Dot> dots = new ArrayList<>();
    for (int row = 0; row < kernels.size(); row++) {
      for (RunDocument run : runs.getOrDefault(kernels.get(row), List.of())) {
        for (Operation each : run.operations()) {
          Percentiles service = each.serviceNs();
          if (each.name().equals(operation) && service != null) {
            add(dots, row, true, service.p50());
            add(dots, row, false, service.p99());
          }
        }
      }
    }
    if (dots.isEmpty()) {
      return "";
    }
    double low = Math.log10(dots.stream().mapToLong(Dot::ns).min().orElse(1) / 1.3);
    double high = Math.log10(dots.stream().mapToLong(Dot::ns).max().orElse(10) * 1.3);
    int bottom = TOP + kernels.size() * ROW;
    Svg svg = new Svg(bottom + 24, "latency of " + operation + " on each kernel");
    double unit = (Svg.WIDTH - LEFT - RIGHT) / (high - low);
    for (int i = 0; i <= 4; i++) {
      double x = LEFT + i / 4.0 * (Svg.WIDTH - LEFT - RIGHT);
      svg.line(x, TOP, x, bottom, "grid");
      long ns = Math.round(Math.pow(10, low + i / 4.0 * (high - low)));
      svg.text(x, bottom + 16, "middle", Units.time(ns));
    }
    for (int row = 0; row < kernels.size(); row++) {
      double y = TOP + row * ROW + ROW / 2.0;
      svg.line(LEFT, y, Svg.WIDTH - RIGHT, y, "grid");
      svg.textWithin(LEFT - 10, y + 4, LEFT - 12, "end", kernels.get(row));
    }
    for (Dot dot : dots) {
      svg.raw(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" class=\"%s\"><title>%s</title></circle>\n",
          LEFT + (Math.log10((double) dot.ns()) - low) * unit,
          TOP + dot.row() * ROW + ROW / 2.0,
          dot.median() ? "boot" : "boot tail",
          Html.text(
              kernels.get(dot.row()) + (dot.median() ? " p50 " : " p99 ") + Units.time(dot.ns())));
    }
    return svg.toString();
  }

  private static void add(List<Dot> dots, int row, boolean median, @Nullable Long ns) {
    if (ns != null && ns > 0) {
      dots.add(new Dot(row, median, ns));
    }
  }
}
