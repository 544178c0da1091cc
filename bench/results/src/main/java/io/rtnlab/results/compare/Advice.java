// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.RunDocument.Operation;
import io.rtnlab.results.RunDocument.Percentiles;
import io.rtnlab.results.compare.ComparisonDocument.FigureRow;
import io.rtnlab.results.statistics.HalfHour;
import io.rtnlab.results.statistics.SignedRank;
import io.rtnlab.results.statistics.VarianceLevels;
import io.rtnlab.results.statistics.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** At which level the figures vary, and from that how to spend the next half hour. */
final class Advice {
  /** A normal distribution's 90th percentile, in standard deviations above the median. */
  private static final double P90_DEVIATIONS = 1.2815515655446004;

  /** The standard error of a median, in those of a mean of as many normal values. */
  private static final double MEDIAN_ERROR = Math.sqrt(Math.PI / 2);

  /** What a boot takes besides, where it was not measured. */
  private static final double OVERHEAD_S = 30;

  private Advice() {}

  static List<String> of(Subjects pair, List<FigureRow> figures, double limit) {
    Arm a = pair.base();
    if (a.boots().size() < 2) {
      long tests =
          figures.stream().filter(row -> !row.figure().equals(Figure.SERVICE_P99.words())).count();
      return List.of(
          "one boot cannot show how far boots lie apart: rtnlab matrix --boots "
              + SignedRank.blocksNeeded(Math.max(1, (int) tests))
              + " --twin");
    }
    FigureRow widest =
        figures.stream()
            .filter(row -> row.verdict().equals(Verdict.CANNOT_TELL.words()))
            .max(Comparator.comparingDouble(Advice::spread))
            .orElseGet(
                () ->
                    figures.stream()
                        .filter(row -> !row.verdict().equals(Comparison.Rows.DESCRIBED))
                        .max(Comparator.comparingDouble(Advice::spread))
                        .orElse(null));
    if (widest == null) {
      return List.of();
    }
    Figure figure =
        List.of(Figure.values()).stream()
            .filter(each -> each.words().equals(widest.figure()))
            .findFirst()
            .orElseThrow();
    List<VarianceLevels.Boot> boots = new ArrayList<>();
    double measuredS = 0;
    double overheadS = 0;
    for (MeasuredBoot boot : a.boots()) {
      double[] value = {Math.log(figure.of(boot.run(), widest.operation()).orElse(1))};
      boots.add(new VarianceLevels.Boot(value, requestVariance(boot, widest.operation())));
      double seconds = boot.run().durationNs() / 1e9;
      Double whole = boot.seconds();
      measuredS += seconds / a.boots().size();
      overheadS += (whole == null ? OVERHEAD_S : Math.max(1, whole - seconds)) / a.boots().size();
    }
    VarianceLevels levels = VarianceLevels.of(boots);
    int arms = pair.twin() == null ? 2 : 3;
    List<String> advice = new ArrayList<>();
    advice.add(
        String.format(
            Locale.ROOT,
            "%s (%s) varies by %.2f %% between boots and %.2f %% for its number of requests",
            widest.operation(),
            widest.figure(),
            100 * Math.sqrt(levels.boot()),
            100 * Math.sqrt(levels.request())));
    if (Clock.of(a.first().run()).countsInstructions()) {
      // Its seconds are the guest's: what a boot takes here says nothing of how long it measured.
      return advice;
    }
    HalfHour best = HalfHour.best(levels, measuredS, overheadS, arms);
    HalfHour longer = HalfHour.of(levels, measuredS, overheadS, arms, 300);
    advice.add(
        String.format(
            Locale.ROOT,
            "in half an hour %d boots of each kernel x %d s (+- %.2f %%) beat %d x %d s (+- %.2f"
                + " %%)",
            best.boots(),
            best.secondsEach(),
            100 * best.deviation(),
            longer.boots(),
            longer.secondsEach(),
            100 * longer.deviation()));
    return advice;
  }

  private static double spread(FigureRow row) {
    return row.aSpreadPercent() == null ? 0 : row.aSpreadPercent();
  }

  /** Of the logarithm of a run's median, from the run's own percentiles. */
  private static double requestVariance(MeasuredBoot boot, String operation) {
    for (Operation each : boot.run().operations()) {
      Percentiles service = each.serviceNs();
      if (each.name().equals(operation) && service != null) {
        Long p50 = service.p50();
        Long p90 = service.p90();
        if (p50 != null && p90 != null && p50 > 0) {
          double deviation = (p90 - p50) / P90_DEVIATIONS / p50;
          return Math.pow(MEDIAN_ERROR * deviation, 2) / each.count();
        }
      }
    }
    return 0;
  }
}
