// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel does for one request.
 *
 * @param message {@code RTM_…}, {@code SIOC…}, or the file
 * @param family {@code AF_…}; "-" where there is none
 * @param kind do, dump, ioctl, read or write
 * @param variant attributes that matter, or ""
 * @param verdict one of {@link MapVerdict}'s words
 * @param bound of a free request: the share of its executions that may take the RTNL all the same,
 *     at 95 % over all rows together; null otherwise
 * @param locksPerRequest acquisitions of a request; null where the backend does not see all
 * @param holdMedianNs how long one acquisition holds; null where the backend does not see releases
 * @param otherLocks other mutexes on which the request was seen waiting, with counts
 * @param reason what the verdict rests on, or why there is none
 */
public record MapRow(
    String message,
    String family,
    String kind,
    String variant,
    String verdict,
    @Nullable Double bound,
    @Nullable Double locksPerRequest,
    @Nullable Long holdMedianNs,
    List<String> otherLocks,
    String reason) {

  public MapRow {
    otherLocks = List.copyOf(otherLocks);
    if (MapVerdict.of(verdict) == null) {
      throw new IllegalArgumentException(
          "a verdict is one of " + MapVerdict.words() + ", not \"" + verdict + "\"");
    }
  }

  /** What makes a request the same on two kernels. */
  public String request() {
    return String.join(" ", message, family, kind, variant).strip();
  }
}
