// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Engine;
import io.rtnlab.engine.Progress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far a run is, in words. */
final class ProgressLine {
  private ProgressLine() {}

  static String of(RunSettings settings, Engine engine, Collector collector) {
    Progress progress = engine.progress();
    double seconds = progress.phaseNs() / 1e9;
    long requests = progress.requests().stream().mapToLong(Long::longValue).sum();
    String rate =
        seconds > 0 ? String.format(Locale.ROOT, "%,.0f requests/s", requests / seconds) : "";
    return switch (progress.phase()) {
      case WARM_UP ->
          String.format(
              Locale.ROOT,
              "warming up %s · %s",
              done(
                  seconds,
                  settings.asked().extent().warmUpMs(),
                  requests,
                  settings.asked().extent().warmUpRequests()),
              rate);
      case MEASURED ->
          String.format(
              Locale.ROOT,
              "measuring %s · %s%s",
              done(
                  seconds,
                  settings.asked().extent().durationMs(),
                  requests,
                  settings.asked().extent().requests()),
              rate,
              waiting(settings, collector, progress.phaseNs()));
      case CLEAN_UP -> "counting, and taking everything back";
    };
  }

  private static String done(
      double seconds, @Nullable Long durationMs, long requests, @Nullable Long wanted) {
    if (wanted != null) {
      return String.format(Locale.ROOT, "%,d of %,d requests", requests, wanted);
    }
    double all = durationMs == null ? 0 : durationMs / 1e3;
    return String.format(Locale.ROOT, "%.1f of %.1f s", seconds, all);
  }

  private static String waiting(RunSettings settings, Collector collector, long phaseNs) {
    double threadNs = (double) phaseNs * settings.asked().threads();
    return collector.watches() && threadNs > 0
        ? String.format(
            Locale.ROOT,
            " · %.0f %% of the threads' time waiting for the RTNL",
            100 * Math.min(1, collector.waitNs() / threadNs))
        : "";
  }
}
