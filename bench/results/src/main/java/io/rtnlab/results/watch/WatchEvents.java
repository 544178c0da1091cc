// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.watch;

import java.util.List;

/**
 * What happened while the RTNL was watched.
 *
 * @param alarms holds longer than the alarm
 * @param convoys queues that did not drain although the hold that made them had ended
 * @param retries restarts of reads and writes in sysfs and of sysctl, which try the RTNL again and
 *     again instead of waiting; empty where they are not counted
 */
public record WatchEvents(int alarms, int convoys, List<Retries> retries) {
  public WatchEvents {
    retries = List.copyOf(retries);
  }

  /** How often one process tried again. */
  public record Retries(int process, String comm, long count) {}
}
