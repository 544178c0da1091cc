// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of one label in one phase.
 *
 * @param requests how many were fired, failed ones too
 * @param messages how many netlink messages (or other units) they carried
 * @param systemCalls how many they made; null where they are not counted
 * @param totalNs the sum of their service times
 * @param systemCallNs how much of that passed inside system calls
 * @param errors how many failed, by errno; {@link #UNKNOWN_ERRNO} where the answer was none
 */
public record Tally(
    long requests,
    long messages,
    @Nullable Long systemCalls,
    long totalNs,
    long systemCallNs,
    SortedMap<Integer, Long> errors) {

  /**
   * The key of answers that are neither 0 nor a negated errno below it. The kernel keeps errnos
   * such as ENOTSUPP = 524 to itself, but sometimes lets them out.
   */
  public static final int UNKNOWN_ERRNO = 1024;

  public static final Tally NOTHING = new Tally(0, 0, 0L, 0, 0, new TreeMap<>());

  public Tally {
    errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
  }

  /** Failed requests of any errno. */
  public long failures() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The sum of both counts. */
  public Tally plus(Tally other) {
    TreeMap<Integer, Long> sum = new TreeMap<>(errors);
    other.errors.forEach((errno, count) -> sum.merge(errno, count, Long::sum));
    return new Tally(
        requests + other.requests,
        messages + other.messages,
        systemCalls == null || other.systemCalls == null
            ? null
            : (Long) (systemCalls + other.systemCalls),
        totalNs + other.totalNs,
        systemCallNs + other.systemCallNs,
        sum);
  }
}
