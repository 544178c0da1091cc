// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.LedgerDocument.OffCpu;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.statistics.Estimate;
import io.rtnlab.results.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * In which part of its requests an operation changed: the ledgers' difference. The parts add up to
 * the request's wall time; what waiting there was for each holder is a part of waiting.
 */
final class Causes {
  static final String OWN_HOLD = "own hold";
  static final String IN_KERNEL = "in kernel";

  /** Of the intervals, which explain and do not judge. */
  static final double CONFIDENCE = 0.95;

  /** A whole change of less than this share of the request has no parts worth dividing. */
  private static final double WORTH_DIVIDING = 0.005;

  private static final int HOLDERS_NAMED = 3;

  private Causes() {}

  static List<ComparisonDocument.Cause> of(Subjects pair, String operation) {
    boolean oneCpu = Clock.of(pair.base().first().run()).countsInstructions();
    Samples whole = Samples.of(pair, run -> perRequest(run, operation, row -> whole(row, oneCpu)));
    if (whole == null) {
      return List.of();
    }
    Estimate changed = whole.change(CONFIDENCE);
    double wholeNs = changed.value();
    boolean divisible =
        Math.abs(wholeNs) >= WORTH_DIVIDING * Samples.median(whole.a())
            && (changed.interval() == null || !changed.interval().contains(0));
    Map<String, Function<LedgerRow, @Nullable Long>> parts = new LinkedHashMap<>();
    parts.put(OWN_HOLD, Causes::holdOnTheCpu);
    parts.put("RCU inside the hold", ofOffCpu(OffCpu::heldRcuNs));
    parts.put(
        "asleep inside the hold otherwise",
        ofOffCpu(offCpu -> offCpu.heldAsleepNs() - offCpu.heldRcuNs()));
    if (!oneCpu) {
      parts.put("wanting a CPU inside the hold", ofOffCpu(OffCpu::heldWantingCpuNs));
      parts.put("waiting", LedgerRow::waitNs);
    }
    parts.put("after the hold", ofOffCpu(OffCpu::afterHoldNs));
    parts.put(IN_KERNEL, Causes::inKernel);
    parts.put("off the CPU elsewhere", ofOffCpu(OffCpu::elsewhereNs));
    parts.put("user space", row -> row.rest().remainderNs());
    List<ComparisonDocument.Cause> causes = new ArrayList<>();
    parts.forEach(
        (part, ns) ->
            add(
                causes,
                pair,
                operation,
                part,
                divisible ? wholeNs : null,
                run -> perRequest(run, operation, ns)));
    if (!oneCpu) {
      addHolders(causes, pair, operation, divisible ? wholeNs : null);
    }
    causes.addAll(FunctionCauses.of(pair, operation, divisible ? wholeNs : null));
    return causes;
  }

  /** Whether a part changed, as far as the boots allow to say. */
  static boolean isCertain(ComparisonDocument.Cause part) {
    Double low = part.lowNs();
    Double high = part.highNs();
    return low == null || high == null || !new Interval(low, high).contains(0);
  }

  private static void addHolders(
      List<ComparisonDocument.Cause> causes,
      Subjects pair,
      String operation,
      @Nullable Double wholeNs) {
    Set<String> holders = new LinkedHashSet<>();
    for (Arm arm : pair.arms()) {
      for (MeasuredBoot boot : arm.boots()) {
        boot.run().blame().stream()
            .filter(row -> row.waiter().equals(operation))
            .map(BlameRow::holder)
            .forEach(holders::add);
      }
    }
    List<ComparisonDocument.Cause> waits = new ArrayList<>();
    for (String holder : holders) {
      add(
          waits,
          pair,
          operation,
          "waiting for " + holder,
          wholeNs,
          run -> blamed(run, operation, holder));
    }
    waits.sort(
        Comparator.comparingDouble((ComparisonDocument.Cause wait) -> Math.abs(wait.changeNs()))
            .reversed());
    causes.addAll(waits.stream().limit(HOLDERS_NAMED).toList());
  }

  private static void add(
      List<ComparisonDocument.Cause> causes,
      Subjects pair,
      String operation,
      String part,
      @Nullable Double wholeNs,
      Function<RunDocument, OptionalDouble> ns) {
    Samples samples = Samples.of(pair, ns);
    if (samples == null) {
      return;
    }
    Estimate change = samples.change(CONFIDENCE);
    double aNs = Samples.median(samples.a());
    if (aNs == 0 && change.value() == 0) {
      return;
    }
    causes.add(
        new ComparisonDocument.Cause(
            operation,
            part,
            null,
            aNs,
            change.value(),
            change.interval() == null ? null : (Double) change.interval().low(),
            change.interval() == null ? null : (Double) change.interval().high(),
            wholeNs == null ? null : (Double) (100 * change.value() / wholeNs)));
  }

  private static OptionalDouble perRequest(
      RunDocument run, String operation, Function<LedgerRow, @Nullable Long> ns) {
    LedgerRow row = Figure.ledger(run, operation);
    Long value = row == null ? null : ns.apply(row);
    return row == null || value == null
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) value / row.count());
  }

  private static OptionalDouble blamed(RunDocument run, String operation, String holder) {
    LedgerRow row = Figure.ledger(run, operation);
    if (row == null) {
      return OptionalDouble.empty();
    }
    double ns =
        run.blame().stream()
            .filter(each -> each.waiter().equals(operation) && each.holder().equals(holder))
            .mapToLong(BlameRow::ns)
            .sum();
    return OptionalDouble.of(ns / row.count());
  }

  /** On one CPU, what other threads ran meanwhile is no part of a request. */
  private static Long whole(LedgerRow row, boolean oneCpu) {
    OffCpu offCpu = row.offCpu();
    return offCpu == null || !oneCpu ? row.wallNs() : row.wallNs() - offCpu.heldWantingCpuNs();
  }

  private static @Nullable Long holdOnTheCpu(LedgerRow row) {
    if (row.ownHoldNs() == null) {
      return null;
    }
    OffCpu offCpu = row.offCpu();
    return offCpu == null ? row.ownHoldNs() : row.ownHoldNs() - heldOffCpu(offCpu);
  }

  private static Function<LedgerRow, @Nullable Long> ofOffCpu(Function<OffCpu, Long> part) {
    return row -> row.offCpu() == null ? null : part.apply(row.offCpu());
  }

  /** The rest of the system calls, less what stands in rows of its own. */
  private static Long inKernel(LedgerRow row) {
    OffCpu offCpu = row.offCpu();
    if (offCpu == null) {
      return row.rest().systemCallRestNs();
    }
    // Holds that are not measured are part of that rest.
    return row.rest().systemCallRestNs()
        - offCpu.afterHoldNs()
        - offCpu.elsewhereNs()
        - (row.ownHoldNs() == null ? heldOffCpu(offCpu) : 0);
  }

  private static long heldOffCpu(OffCpu offCpu) {
    return offCpu.heldAsleepNs() + offCpu.heldWantingCpuNs();
  }
}
