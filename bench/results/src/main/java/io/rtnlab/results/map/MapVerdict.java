// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a request takes the RTNL. */
public enum MapVerdict {
  /** Always, as far as was seen. */
  LOCKED("locked"),
  /** In some executions. */
  SOMETIMES("sometimes"),
  /** In none that was seen. */
  FREE("free"),
  /** By {@code rtnl_trylock}: it spins in restarts of its system call, or gives up. */
  TRYLOCK("trylock"),
  /** Not known; the reason says why. */
  UNTESTED("untested");

  private final String word;

  MapVerdict(String word) {
    this.word = word;
  }

  /** As it is printed and saved. */
  public String word() {
    return word;
  }

  /** The verdict of that word; null where there is none. */
  static @Nullable MapVerdict of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst().orElse(null);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(MapVerdict::word).toList();
  }
}
