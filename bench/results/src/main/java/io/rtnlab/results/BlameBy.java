// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.Foreign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Blame summed by another than the holder; the sum of all stays what it was. */
public final class BlameBy {
  private static final String UNKNOWN_CGROUP = "cgroup unknown";

  private BlameBy() {}

  /**
   * The rows with what they are summed by in the holder's place, most time first.
   *
   * @param own cgroup of the run's own threads; null where unknown
   */
  public static List<BlameRow> of(List<BlameRow> rows, By by, @Nullable String own) {
    return switch (by) {
      case HOLDER -> rows;
      case ROOT -> sum(rows, row -> row.root() == null ? row.holder() : row.root());
      case CGROUP -> sum(rows, row -> cgroup(row, own));
    };
  }

  private static String cgroup(BlameRow row, @Nullable String own) {
    Foreign holder = row.holderIs();
    if (!row.namesHolder()) {
      return row.holder(); // no thread
    }
    String cgroup = holder == null ? own : holder.cgroup();
    return cgroup == null ? UNKNOWN_CGROUP : cgroup;
  }

  private static List<BlameRow> sum(List<BlameRow> rows, Function<BlameRow, String> culprit) {
    Map<List<String>, BlameRow> sums = new LinkedHashMap<>();
    for (BlameRow row : rows) {
      String name = culprit.apply(row);
      BlameRow moved = name.equals(row.holder()) ? row : row.heldBy(name);
      sums.merge(
          List.of(moved.waiter(), moved.holder(), moved.evidence()),
          moved.because(null),
          BlameRow::plus);
    }
    List<BlameRow> sorted = new ArrayList<>(sums.values());
    sorted.sort(Comparator.comparingLong(BlameRow::ns).reversed());
    return List.copyOf(sorted);
  }
}
