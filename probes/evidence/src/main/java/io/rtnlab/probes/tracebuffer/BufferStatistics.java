// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.tracebuffer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel counts of one CPU's buffer ({@code per_cpu/cpuN/stats}).
 *
 * @param overrun events overwritten before they were read
 * @param commitOverrun events dropped because an interrupt filled the buffer inside another event
 * @param dropped events dropped because the buffer was full and must not overwrite
 */
public record BufferStatistics(long overrun, long commitOverrun, long dropped) {

  public static BufferStatistics parse(String stats) {
    return new BufferStatistics(
        count(stats, "overrun"), count(stats, "commit overrun"), count(stats, "dropped events"));
  }

  public BufferStatistics plus(BufferStatistics other) {
    return new BufferStatistics(
        overrun + other.overrun, commitOverrun + other.commitOverrun, dropped + other.dropped);
  }

  public long lost() {
    return overrun + commitOverrun + dropped;
  }

  private static long count(String stats, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + ": (\\d+)$").matcher(stats);
    return line.find() ? Long.parseLong(line.group(1)) : 0;
  }
}
