// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.Foreign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Blame for people: a shell loop starts {@code ip} a thousand times, and what counts is that it is
 * {@code ip} each time, at the same. The document keeps them apart.
 */
final class MergedBlame {
  private record Key(String waiter, String holder, @Nullable String root, String evidence) {}

  private MergedBlame() {}

  /** The rows, processes of one name at the same doing together, most time first. */
  static List<BlameRow> of(List<BlameRow> rows) {
    Map<Key, List<BlameRow>> merged = new LinkedHashMap<>();
    for (BlameRow row : rows) {
      Key key =
          new Key(
              withoutProcess(row.waiter(), row.waiterIs()),
              withoutProcess(row.holder(), row.holderIs()),
              row.root(),
              row.evidence());
      merged.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    return merged.values().stream()
        .map(MergedBlame::one)
        .sorted(Comparator.comparingLong(BlameRow::ns).reversed())
        .toList();
  }

  private static BlameRow one(List<BlameRow> rows) {
    BlameRow first = rows.getFirst();
    Set<String> waiters = new HashSet<>();
    Set<String> holders = new HashSet<>();
    long ns = 0;
    Long lowNs = 0L;
    Long highNs = 0L;
    long waits = 0;
    for (BlameRow row : rows) {
      waiters.add(row.waiter());
      holders.add(row.holder());
      ns += row.ns();
      lowNs = LedgerDocument.sum(lowNs, row.lowNs());
      highNs = LedgerDocument.sum(highNs, row.highNs());
      waits += row.waits();
    }
    return new BlameRow(
        label(first.waiter(), first.waiterIs(), waiters.size()),
        label(first.holder(), first.holderIs(), holders.size()),
        first.root(),
        ns,
        lowNs,
        highNs,
        waits,
        first.evidence(),
        first.waiterIs(),
        first.holderIs());
  }

  static String withoutProcess(String label, @Nullable Foreign foreign) {
    return foreign == null ? label : foreign.name() + handler(foreign);
  }

  static String label(String label, @Nullable Foreign foreign, int processes) {
    return foreign == null || processes == 1
        ? label
        : foreign.name() + " ×" + processes + handler(foreign);
  }

  private static String handler(Foreign foreign) {
    return foreign.handler() == null ? "" : " (" + foreign.handler() + ")";
  }
}
