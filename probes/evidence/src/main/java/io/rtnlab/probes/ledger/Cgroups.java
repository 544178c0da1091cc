// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ids of cgroups stand for.
 *
 * @param paths from the root of the hierarchy, by id
 * @param own id of that of our own threads, 0 where unknown
 */
public record Cgroups(Map<Long, String> paths, long own) {

  public Cgroups {
    paths = Map.copyOf(paths);
  }

  /** The path of one; null where it is unknown. */
  public @Nullable String path(long id) {
    return paths.get(id);
  }
}
