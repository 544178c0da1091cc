// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.Operation;
import io.rtnlab.results.RunDocument.PerRequest;
import io.rtnlab.results.statistics.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts for each request that are the same in every boot of A, of its twin and of B. Such a count
 * needs no statistics: what differs is the kernel's doing.
 */
final class ExactCounts {
  /** With one boot a count is the same in every boot whatever it is. */
  private static final int FEWEST_BOOTS = 2;

  private static final String NOT_JUDGED = "one boot: not judged";
  private static final String ERRORS = "errors ";
  private static final double NS_PER_S = 1e9;

  private ExactCounts() {}

  /** So many of so many requests. */
  private record Ratio(long counted, long requests) {
    boolean isSameAs(Ratio other) {
      return Math.multiplyHigh(counted, other.requests)
              == Math.multiplyHigh(other.counted, requests)
          && counted * other.requests == other.counted * requests;
    }

    double value() {
      return (double) counted / requests;
    }
  }

  static List<ComparisonDocument.Exact> of(Arm a, @Nullable Arm twin, Arm b, double limit) {
    List<MeasuredBoot> base = new ArrayList<>(a.boots());
    if (twin != null) {
      base.addAll(twin.boots());
    }
    boolean judged = Math.min(base.size(), b.boots().size()) >= FEWEST_BOOTS;
    Set<List<String>> names = new LinkedHashSet<>();
    base.forEach(boot -> names.addAll(counts(boot.run()).keySet()));
    b.boots().forEach(boot -> names.addAll(counts(boot.run()).keySet()));
    List<ComparisonDocument.Exact> exact = new ArrayList<>();
    for (List<String> name : names) {
      Ratio from = same(base, name);
      Ratio to = same(b.boots(), name);
      if (from != null && to != null) {
        exact.add(
            new ComparisonDocument.Exact(
                name.getFirst(),
                name.getLast(),
                from.value(),
                to.value(),
                judged ? verdict(from, to, limit).words() : NOT_JUDGED));
      }
    }
    return exact;
  }

  /** What is counted in any boot of an arm: operation and count. */
  static Set<List<String>> names(Arm arm) {
    Set<List<String>> names = new LinkedHashSet<>();
    arm.boots().forEach(boot -> names.addAll(counts(boot.run()).keySet()));
    return names;
  }

  /** For each request, where it is the same in every boot; null otherwise. */
  static @Nullable Double value(Arm arm, List<String> name) {
    Ratio ratio = same(arm.boots(), name);
    return ratio == null ? null : (Double) ratio.value();
  }

  /** Of two kernels that have the count, in words. */
  static String verdict(Arm a, Arm b, List<String> name, double limit) {
    Ratio from = same(a.boots(), name);
    Ratio to = same(b.boots(), name);
    boolean judged = Math.min(a.boots().size(), b.boots().size()) >= FEWEST_BOOTS;
    return from != null && to != null && judged ? verdict(from, to, limit).words() : NOT_JUDGED;
  }

  private static Verdict verdict(Ratio from, Ratio to, double limit) {
    if (from.isSameAs(to)) {
      return Verdict.EQUAL;
    }
    double change = to.value() - from.value();
    if (Math.abs(change) <= limit * from.value()) {
      return Verdict.CHANGED_WITHIN_LIMIT;
    }
    return change > 0 ? Verdict.WORSE : Verdict.BETTER;
  }

  private static @Nullable Ratio same(List<MeasuredBoot> boots, List<String> name) {
    Ratio first = null;
    for (MeasuredBoot boot : boots) {
      Ratio ratio = ratio(boot.run(), name);
      if (ratio == null || (first != null && !first.isSameAs(ratio))) {
        return null;
      }
      first = ratio;
    }
    return first;
  }

  /** An error that never occurred in one boot is 0 there, if the operation ran. */
  private static @Nullable Ratio ratio(RunDocument run, List<String> name) {
    Ratio counted = counts(run).get(name);
    if (counted != null || !name.getLast().startsWith(ERRORS)) {
      return counted;
    }
    return run.operations().stream()
        .filter(each -> each.name().equals(name.getFirst()) && each.count() > 0)
        .map(each -> new Ratio(0, each.count()))
        .findFirst()
        .orElse(null);
  }

  /** By operation and count. */
  private static Map<List<String>, Ratio> counts(RunDocument run) {
    Map<List<String>, Ratio> counts = new LinkedHashMap<>();
    boolean whole = run.lost().kernel() == 0 && run.lost().spans() == 0 && run.lost().late() == 0;
    for (Operation each : run.operations()) {
      if (each.count() == 0 || each.kind().equals("observed")) {
        continue;
      }
      PerRequest finished = each.perRequest();
      if (finished != null && finished.requests() > 0) {
        add(
            counts,
            each,
            "acquisitions",
            whole ? finished.acquisitions() : null,
            finished.requests());
        add(counts, each, "system calls", finished.systemCalls(), finished.requests());
        add(counts, each, "messages", finished.messages(), finished.requests());
      } else {
        long messages = Math.round(each.messagesPerSecond() * run.durationNs() / NS_PER_S);
        add(counts, each, "messages", messages, each.count());
      }
      each.errors()
          .forEach((errno, count) -> add(counts, each, ERRORS + errno, count, each.count()));
    }
    return counts;
  }

  private static void add(
      Map<List<String>, Ratio> counts,
      Operation operation,
      String count,
      @Nullable Long counted,
      long requests) {
    if (counted != null) {
      counts.put(List.of(operation.name(), count), new Ratio(counted, requests));
    }
  }
}
