// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.ChainRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The blame of a recording, reported apart by the root of each chain; the sum stays what it was.
 */
public final class RootBlame {
  /** As the root of a chain whose end was not seen: that leaves the blame with the holder. */
  private static final String UNKNOWN = "(unknown)";

  private RootBlame() {}

  /**
   * Parts what holders owe to a task behind them from what they owe to none.
   *
   * @param blame by holder
   * @param chain what of it the holder spent waiting, and because of whom
   */
  public static List<BlameRow> of(List<BlameRow> blame, List<ChainRow> chain) {
    Map<List<@Nullable String>, BlameRow> rows = new LinkedHashMap<>();
    long[] left = chain.stream().mapToLong(ChainRow::ns).toArray();
    for (BlameRow row : blame) {
      long ownNs = row.ns();
      for (int i = 0; i < left.length && ownNs > 0; i++) {
        ChainRow because = chain.get(i);
        if (isNamed(because.waiter(), row.waiter()) && isNamed(because.holder(), row.holder())) {
          long movedNs = Math.min(left[i], ownNs);
          left[i] -= movedNs;
          ownNs -= movedNs;
          add(rows, part(row, UNKNOWN.equals(because.root()) ? null : because.root(), movedNs));
        }
      }
      if (ownNs > 0 || row.ns() == 0) {
        add(rows, part(row, null, ownNs));
      }
    }
    return List.copyOf(rows.values());
  }

  /** An actor of the blame may be listed with what it did: {@code ip (rtnl_newlink)}. */
  private static boolean isNamed(String name, String label) {
    return label.equals(name) || label.startsWith(name + " (");
  }

  private static BlameRow part(BlameRow row, @Nullable String root, long ns) {
    boolean whole = ns == row.ns();
    return new BlameRow(
        row.waiter(),
        row.holder(),
        root,
        ns,
        whole ? row.lowNs() : null,
        whole ? row.highNs() : null,
        row.waits(),
        row.evidence(),
        row.waiterIs(),
        row.holderIs());
  }

  private static void add(Map<List<@Nullable String>, BlameRow> rows, BlameRow row) {
    if (row.ns() == 0 && row.lowNs() == null) {
      return;
    }
    List<@Nullable String> key = new ArrayList<>(List.of(row.waiter(), row.holder()));
    key.add(row.evidence());
    key.add(row.root());
    rows.merge(key, row, BlameRow::plus);
  }
}
