// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.util.Locale;

/** What waiting is summed by. */
public enum By {
  /** Who held the RTNL. */
  HOLDER,
  /** Because of whom the holder waited, if it did. */
  ROOT,
  /** In which cgroup the holder is. */
  CGROUP;

  /** As on the command line and in documents. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
