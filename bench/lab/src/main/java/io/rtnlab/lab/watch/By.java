// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

/** What waiting is summed by. */
public enum By {
  /** Who held the RTNL. */
  HOLDER,
  /** For whom the holder waited, if it did. */
  ROOT,
  /** In which cgroup the holder is. */
  CGROUP
}
