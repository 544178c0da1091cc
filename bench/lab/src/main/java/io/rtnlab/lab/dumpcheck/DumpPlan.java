// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.dumpcheck;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How to check.
 *
 * @param duration for which each kind is dumped beside writers
 * @param writers threads that make and delete objects meanwhile
 * @param bufferBytes of the buffer that dumps are read in
 * @param objects that are made of each kind; 0 for as many as each kind has by itself
 * @param only kinds in whose name this is found
 */
public record DumpPlan(Duration duration, int writers, int bufferBytes, int objects, Pattern only) {
  private static final int FEWEST = 48;
  private static final int MOST = 20_000;

  public DumpPlan {
    require(duration.isPositive(), "--duration is more than 0");
    require(writers >= 1 && writers <= 16, "--writers is from 1 to 16, not " + writers);
    require(
        bufferBytes >= 4096 && bufferBytes <= 1 << 20,
        "--buffer is from 4096 to 1048576 bytes, not " + bufferBytes);
    // The most that rules have priorities for, and enough for each writer.
    require(
        objects == 0 || (objects >= FEWEST && objects <= MOST),
        "--objects is from " + FEWEST + " to " + MOST + ", not " + objects);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
