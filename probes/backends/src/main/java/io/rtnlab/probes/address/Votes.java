// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts which address was named how often. */
final class Votes {
  private final Map<Long, Integer> byAddress = new HashMap<>();
  private int cast;

  void add(long address) {
    byAddress.merge(address, 1, Integer::sum);
    cast++;
  }

  int cast() {
    return cast;
  }

  /** The address with most votes, if it has at least this share of them. */
  Optional<RtnlAddress> winner(RtnlAddress.Source source, double share) {
    return byAddress.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(best -> best.getValue() >= share * cast)
        .map(best -> new RtnlAddress(best.getKey(), source, best.getValue(), cast));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    byAddress.forEach(
        (address, count) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append("0x")
                .append(Long.toHexString(address))
                .append(" × ")
                .append(count));
    return text.isEmpty() ? "none" : text.toString();
  }
}
