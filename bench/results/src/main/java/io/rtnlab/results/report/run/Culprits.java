// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.Foreign;
import io.rtnlab.results.LedgerDocument.HolderBounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is to blame, summed over waiters, over processes of one name and over kinds of evidence. A
 * shell loop starts {@code ip} a thousand times; what counts is that it is {@code ip} each time.
 */
final class Culprits {
  private final Map<String, Long> byEvidence = new LinkedHashMap<>();
  private final List<Culprit> holders;
  private long totalNs;

  /**
   * A holder.
   *
   * @param name processes of one name together: "ip ×12 (rtnl_newlink)", or "(mostly rtnl_newlink)"
   *     where they did several things
   * @param shortName without process and handler: "ip"
   * @param ns waiting that names it, by all waiters
   * @param byEvidence the same by kind of evidence, in nanoseconds
   * @param lowNs the least that is true; null in older runs
   * @param highNs the most
   */
  record Culprit(
      String name,
      String shortName,
      long ns,
      Map<String, Long> byEvidence,
      @Nullable Long lowNs,
      @Nullable Long highNs) {
    long ofEvidence(String evidence) {
      return byEvidence.getOrDefault(evidence, 0L);
    }
  }

  private Culprits(List<BlameRow> blame, @Nullable List<HolderBounds> bounds) {
    Map<String, List<BlameRow>> byHolder = new LinkedHashMap<>();
    for (BlameRow row : blame) {
      totalNs += row.ns();
      byEvidence.merge(row.evidence(), row.ns(), Long::sum);
      if (row.namesHolder()) {
        byHolder
            .computeIfAbsent(
                row.holderIs() == null ? row.holder() : "foreign " + row.holderIs().name(),
                _ -> new ArrayList<>())
            .add(row);
      }
    }
    Map<String, HolderBounds> boundsOf = new HashMap<>();
    if (bounds != null) {
      bounds.forEach(each -> boundsOf.put(each.holder(), each));
    }
    holders =
        byHolder.values().stream()
            .map(rows -> culprit(rows, boundsOf))
            .sorted(Comparator.comparingLong(Culprit::ns).reversed())
            .toList();
  }

  static Culprits of(List<BlameRow> blame, @Nullable List<HolderBounds> bounds) {
    return new Culprits(blame, bounds);
  }

  /** Most waiting first. */
  List<Culprit> holders() {
    return holders;
  }

  /** All waiting, ours and that of others. */
  long totalNs() {
    return totalNs;
  }

  /** Waiting of one kind of evidence, in nanoseconds. */
  long ofEvidence(String evidence) {
    return byEvidence.getOrDefault(evidence, 0L);
  }

  /** With the kernel function that others waited for longest, and the process where it was one. */
  private static String name(List<BlameRow> rows) {
    BlameRow first = rows.getFirst();
    Foreign foreign = first.holderIs();
    Map<String, Long> handlers = new LinkedHashMap<>();
    Set<Integer> processes = new HashSet<>();
    for (BlameRow row : rows) {
      Foreign each = row.holderIs();
      if (each != null) {
        handlers.merge(each.handler() == null ? "" : each.handler(), row.ns(), Long::sum);
        if (each.process() != null) {
          processes.add(each.process());
        }
      }
    }
    if (foreign == null || rows.stream().allMatch(row -> row.holder().equals(first.holder()))) {
      return first.holder();
    }
    String handler = mostly(handlers);
    String process =
        processes.size() > 1
            ? " ×" + processes.size()
            : foreign.process() == null ? "" : "[" + foreign.process() + "]";
    return foreign.name() + process + (handler.isEmpty() ? "" : " (" + handler + ")");
  }

  private static String mostly(Map<String, Long> nsByHandler) {
    String most =
        nsByHandler.entrySet().stream()
            .filter(handler -> !handler.getKey().isEmpty())
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    return most.isEmpty() || nsByHandler.size() == 1 ? most : "mostly " + most;
  }

  private static Culprit culprit(List<BlameRow> rows, Map<String, HolderBounds> boundsOf) {
    Set<String> processes = new HashSet<>();
    Map<String, Long> byEvidence = new LinkedHashMap<>();
    long ns = 0;
    for (BlameRow row : rows) {
      processes.add(row.holder());
      byEvidence.merge(row.evidence(), row.ns(), Long::sum);
      ns += row.ns();
    }
    long lowNs = 0;
    long soleNs = 0;
    boolean known = !boundsOf.isEmpty();
    long unseenNs = 0;
    for (String process : processes) {
      HolderBounds bounds = boundsOf.get(process);
      if (bounds == null) {
        continue;
      }
      long ofSole =
          rows.stream()
              .filter(row -> row.holder().equals(process) && row.evidence().equals("sole"))
              .mapToLong(BlameRow::ns)
              .sum();
      lowNs += bounds.lowNs();
      soleNs += ofSole;
      // What each may have held unseen is the same time for all of them, and counts once.
      unseenNs = Math.max(unseenNs, bounds.highNs() - bounds.lowNs() - ofSole);
    }
    BlameRow first = rows.getFirst();
    return new Culprit(
        name(rows),
        first.holderIs() == null ? first.holder() : first.holderIs().name(),
        ns,
        byEvidence,
        known ? (Long) lowNs : null,
        known ? (Long) (lowNs + soleNs + unseenNs) : null);
  }
}
