// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a backend that sees every acquisition counted while one request was made again and again.
 *
 * @param backend its name
 * @param made requests whose effect was seen
 * @param locked of these: took the RTNL, or tried to
 * @param tried of these: by {@code mutex_trylock} alone, as far as calls were named
 * @param acquisitions of the RTNL, in all of them
 * @param holdMedianNs nanoseconds of a hold; {@link #NO_HOLD} where none was seen whole
 * @param named requests whose calls were named
 * @param others other mutexes that were taken, and in how many of those
 * @param lost events that the backend had to drop meanwhile
 */
public record Counted(
    String backend,
    int made,
    int locked,
    int tried,
    long acquisitions,
    long holdMedianNs,
    int named,
    Map<String, Integer> others,
    long lost) {
  public static final long NO_HOLD = -1;

  public Counted {
    others = new TreeMap<>(others);
  }

  /** Acquisitions of one request; null where no request was made. */
  public @Nullable Double locksPerRequest() {
    return made == 0 ? null : acquisitions / (double) made;
  }

  /** Null where there is none. */
  public @Nullable Long holdNs() {
    return holdMedianNs == NO_HOLD ? null : holdMedianNs;
  }

  /** The other mutexes as they are printed, with counts where not every request took them. */
  public List<String> otherLocks() {
    return others.entrySet().stream()
        .map(
            each ->
                each.getValue() == named
                    ? each.getKey()
                    : each.getKey() + " in " + each.getValue() + " of " + named)
        .toList();
  }
}
