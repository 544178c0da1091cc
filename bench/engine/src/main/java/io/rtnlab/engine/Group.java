// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/**
 * Workers of a run that fire the same mix at the same pace, such as an agent that polls beside a
 * daemon that inserts.
 *
 * @param name what tables and messages call it
 * @param pacing a rate is the total over the group's workers
 */
public record Group(String name, Mix mix, int workers, Pacing pacing) {
  /** What the only group of a plan is called. */
  public static final String ONLY = "workers";

  /** More threads than any host serves at once. */
  public static final int MOST_WORKERS = 1024;

  public Group {
    if (workers < 1 || workers > MOST_WORKERS) {
      throw new IllegalArgumentException(
          "The number of threads must be from 1 to %,d.".formatted(MOST_WORKERS));
    }
  }

  boolean isOpen() {
    return pacing instanceof Pacing.OpenLoop;
  }
}
