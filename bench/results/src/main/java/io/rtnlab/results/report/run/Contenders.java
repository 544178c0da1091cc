// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.Foreign;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Processes other than the run's own that waited for the mutex or were waited for. */
final class Contenders {
  private static final int NAMED = 6;

  private final Map<String, Long> ns = new HashMap<>();
  private final Map<String, Set<Integer>> processes = new HashMap<>();

  private Contenders() {}

  /** By name, most time first, such as {@code ip ×12, bird}; empty where no other contended. */
  static String of(List<BlameRow> blame) {
    Contenders contenders = new Contenders();
    for (BlameRow row : blame) {
      contenders.add(row.waiterIs(), row.ns());
      contenders.add(row.holderIs(), row.ns());
    }
    List<String> names =
        contenders.ns.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(entry -> contenders.label(entry.getKey()))
            .toList();
    String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
  }

  private void add(@Nullable Foreign foreign, long waitedNs) {
    Integer process = foreign == null ? null : foreign.process();
    if (foreign == null || process == null) {
      return; // the kernel's own workers clean up after the run's namespaces as well
    }
    ns.merge(foreign.name(), waitedNs, Long::sum);
    processes.computeIfAbsent(foreign.name(), _ -> new HashSet<>()).add(process);
  }

  private String label(String name) {
    int count = processes.getOrDefault(name, Set.of()).size();
    return count > 1 ? name + " ×" + count : name;
  }
}
