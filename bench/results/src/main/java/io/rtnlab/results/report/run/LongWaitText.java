// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.LedgerDocument.HolderState;
import io.rtnlab.results.LedgerDocument.LongWait;
import io.rtnlab.results.LedgerDocument.LongWaitPart;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A long wait as a sentence: who held, and what kept that one. */
final class LongWaitText {
  private static final int HOLDERS = 2;

  private LongWaitText() {}

  /**
   * Such as "link-dump waited 12.0 ms: 11.6 ms for kworker netns (cleanup_net), proved, which slept
   * 10.0 ms in synchronize_rcu (rcu); 0.4 ms for the rest".
   */
  static String of(LongWait wait) {
    Map<String, List<LongWaitPart>> byHolder = new LinkedHashMap<>();
    for (LongWaitPart part : wait.parts()) {
      byHolder.computeIfAbsent(part.holder(), _ -> new ArrayList<>()).add(part);
    }
    List<List<LongWaitPart>> holders =
        byHolder.values().stream()
            .sorted(Comparator.comparingLong(LongWaitText::sum).reversed())
            .toList();
    List<String> clauses = new ArrayList<>();
    holders.stream().limit(HOLDERS).map(LongWaitText::clause).forEach(clauses::add);
    if (holders.size() > HOLDERS) {
      long restNs =
          holders.subList(HOLDERS, holders.size()).stream().mapToLong(LongWaitText::sum).sum();
      clauses.add(Units.time(restNs) + " for the rest");
    }
    return wait.waiter()
        + " waited "
        + Units.time(wait.lengthNs())
        + ": "
        + String.join("; ", clauses);
  }

  /** Such as "asleep in synchronize_rcu (rcu)". */
  static String meanwhile(HolderState doing) {
    return switch (doing.state()) {
      case "asleep" -> "asleep" + where(doing);
      case "waiting" -> "waiting" + behind(doing);
      case "reclaiming" -> "reclaiming memory";
      default -> doing.state();
    };
  }

  private static String clause(List<LongWaitPart> parts) {
    String holder = parts.getFirst().holder();
    boolean named = LedgerDocument.namesHolder(parts.getFirst().evidence());
    String clause =
        Units.time(sum(parts)) + (named ? " for " + holder + ", " + howSure(parts) : " " + holder);
    List<String> meanwhile = new ArrayList<>();
    for (LongWaitPart part : parts) {
      switch (part.doing().state()) {
        case "asleep" -> meanwhile.add("slept " + Units.time(part.ns()) + where(part.doing()));
        case "waiting" -> meanwhile.add("waited " + Units.time(part.ns()) + behind(part.doing()));
        case "reclaiming" -> meanwhile.add("reclaimed memory for " + Units.time(part.ns()));
        case "wanting cpu" -> meanwhile.add("wanted a CPU for " + Units.time(part.ns()));
        default -> {}
      }
    }
    return meanwhile.isEmpty() ? clause : clause + ", which " + String.join(" and ", meanwhile);
  }

  private static String howSure(List<LongWaitPart> parts) {
    Map<String, Long> byEvidence = new LinkedHashMap<>();
    parts.forEach(part -> byEvidence.merge(part.evidence(), part.ns(), Long::sum));
    String most = Collections.max(byEvidence.entrySet(), Map.Entry.comparingByValue()).getKey();
    return byEvidence.size() == 1 ? most : "mostly " + most;
  }

  private static String where(HolderState doing) {
    return doing.function() == null ? "" : " in " + doing.function() + " (" + doing.reason() + ")";
  }

  private static String behind(HolderState state) {
    return " for " + state.lock() + " because of " + state.root();
  }

  private static long sum(List<LongWaitPart> parts) {
    return parts.stream().mapToLong(LongWaitPart::ns).sum();
  }
}
