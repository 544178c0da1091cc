// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.experiment;

import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.Operation;
import io.rtnlab.results.RunDocument.Percentiles;
import io.rtnlab.results.experiment.ExperimentDocument.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Figures of runs. */
final class Figures {
  private Figures() {}

  private static Stream<Operation> operation(RunDocument run, String name) {
    return run.operations().stream().filter(each -> each.name().equals(name));
  }

  private static @Nullable Double percentile(
      RunDocument run, String operation, Function<Percentiles, @Nullable Long> which) {
    for (Operation each : operation(run, operation).toList()) {
      Percentiles service = each.serviceNs();
      Long value = service == null ? null : which.apply(service);
      if (value != null) {
        return value.doubleValue();
      }
    }
    return null;
  }

  static @Nullable Double p50(RunDocument run, String operation) {
    return percentile(run, operation, Percentiles::p50);
  }

  static @Nullable Double p99(RunDocument run, String operation) {
    return percentile(run, operation, Percentiles::p99);
  }

  static @Nullable Double longest(RunDocument run, String operation) {
    return percentile(run, operation, Percentiles::max);
  }

  static double perSecond(RunDocument run, String operation) {
    return operation(run, operation).mapToDouble(Operation::ratePerSecond).sum();
  }

  /** Share of the operation's time that it waited for the RTNL; null without a probe. */
  static @Nullable Double waitShare(RunDocument run, String operation) {
    for (LedgerRow row : run.ledger()) {
      Long waitNs = row.waitNs();
      if (row.operation().equals(operation) && waitNs != null && row.wallNs() > 0) {
        return waitNs / (double) row.wallNs();
      }
    }
    return null;
  }

  /** The median of those that were measured; null where none was. */
  static @Nullable Double median(List<@Nullable Double> values) {
    List<Double> sorted = new ArrayList<>(values.stream().filter(Objects::nonNull).toList());
    sorted.sort(null);
    return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
  }

  /** The median of each figure over runs of one setting. */
  static Trial trial(String label, List<Map<String, @Nullable Double>> runs) {
    Map<String, @Nullable Double> figures = new LinkedHashMap<>();
    for (String name : runs.getFirst().keySet()) {
      List<@Nullable Double> values = new ArrayList<>();
      runs.forEach(run -> values.add(run.get(name)));
      figures.put(name, median(values));
    }
    return new Trial(label, runs.size(), figures);
  }

  /** A figure of a trial; NaN where it was not measured, which no comparison holds for. */
  static double of(Trial trial, String name) {
    Double value = trial.figures().get(name);
    return value == null ? Double.NaN : value;
  }
}
