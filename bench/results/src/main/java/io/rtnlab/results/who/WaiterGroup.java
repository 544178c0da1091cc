// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.who;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Waiters of one name that want the same.
 *
 * @param comm the tasks' name
 * @param wants what they wait in; empty where it is unknown
 */
public record WaiterGroup(String comm, String wants, long count) {
  private record Key(String comm, String wants) {}

  /** All groups, the largest first. */
  public static <W> List<WaiterGroup> of(
      Collection<W> waiters, Function<W, String> comm, Function<W, String> wants) {
    Map<Key, Long> counts =
        waiters.stream()
            .collect(
                Collectors.groupingBy(
                    waiter -> new Key(comm.apply(waiter), wants.apply(waiter)),
                    LinkedHashMap::new,
                    Collectors.counting()));
    return counts.entrySet().stream()
        .map(each -> new WaiterGroup(each.getKey().comm, each.getKey().wants, each.getValue()))
        .sorted(Comparator.comparingLong(WaiterGroup::count).reversed())
        .toList();
  }

  /** Such as {@code cni x31 rtnl_newlink}. */
  public String text() {
    return comm + (count == 1 ? "" : " x" + count) + (wants.isEmpty() ? "" : " " + wants);
  }

  /**
   * Those beyond the first so many groups, such as {@code 2 others}; empty where there are none.
   */
  public static String others(List<WaiterGroup> groups, int named) {
    long rest = groups.stream().skip(named).mapToLong(WaiterGroup::count).sum();
    return rest == 0 ? "" : rest == 1 ? "1 other" : rest + " others";
  }
}
