// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.FunctionRow;
import io.rtnlab.results.RunDocument.Operation;
import io.rtnlab.results.statistics.Estimate;
import io.rtnlab.results.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In which kernel functions an operation changed: the difference of their own times, where the runs
 * traced them. Tracing makes every call longer by about the same on both sides, which leaves the
 * difference as it is. A function that one kernel has not, or inlines, takes nothing there.
 */
final class FunctionCauses {
  private static final int NAMED = 5;

  private FunctionCauses() {}

  private record Key(String function, boolean held) {}

  /** The functions that changed most and for certain, at most five. */
  static List<ComparisonDocument.Cause> of(
      Subjects pair, String operation, @Nullable Double wholeNs) {
    Set<Key> keys = new LinkedHashSet<>();
    for (Arm arm : pair.arms()) {
      for (MeasuredBoot boot : arm.boots()) {
        traced(boot.run(), operation).forEach(row -> keys.add(new Key(row.function(), row.held())));
      }
    }
    List<ComparisonDocument.Cause> causes = new ArrayList<>();
    for (Key key : keys) {
      Samples samples = Samples.of(pair, run -> selfNs(run, operation, key));
      if (samples != null) {
        add(causes, operation, key, samples, wholeNs);
      }
    }
    causes.sort(
        Comparator.comparingDouble((ComparisonDocument.Cause cause) -> Math.abs(cause.changeNs()))
            .reversed());
    return List.copyOf(causes.subList(0, Math.min(NAMED, causes.size())));
  }

  private static void add(
      List<ComparisonDocument.Cause> causes,
      String operation,
      Key key,
      Samples samples,
      @Nullable Double wholeNs) {
    Estimate change = samples.change(Causes.CONFIDENCE);
    Interval interval = change.interval();
    if (interval == null || interval.contains(0)) {
      return;
    }
    causes.add(
        new ComparisonDocument.Cause(
            operation,
            key.held ? Causes.OWN_HOLD : Causes.IN_KERNEL,
            key.function,
            Samples.median(samples.a()),
            change.value(),
            interval.low(),
            interval.high(),
            wholeNs == null ? null : (Double) (100 * change.value() / wholeNs)));
  }

  private static OptionalDouble selfNs(RunDocument run, String operation, Key key) {
    if (traced(run, operation).findAny().isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        traced(run, operation)
            .filter(row -> row.function().equals(key.function) && row.held() == key.held)
            .mapToDouble(FunctionRow::selfNs)
            .sum());
  }

  private static Stream<FunctionRow> traced(RunDocument run, String operation) {
    return run.operations().stream()
        .filter(each -> each.name().equals(operation))
        .map(Operation::perRequest)
        .flatMap(
            each ->
                each == null || each.functions() == null
                    ? Stream.empty()
                    : each.functions().stream());
  }
}
