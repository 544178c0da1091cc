// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * CPU time that the hypervisor gave to others, from the first line of {@code /proc/stat} (proc(5)):
 * user, nice, system, idle, iowait, irq, softirq, steal, in ticks.
 */
public final class StealTime {
  private static final int STEAL = 8;
  private static final int LAST_COUNTED = 8;

  private final long totalTicks;
  private final long stealTicks;

  private StealTime(long totalTicks, long stealTicks) {
    this.totalTicks = totalTicks;
    this.stealTicks = stealTicks;
  }

  /** The counters now; null where {@code /proc/stat} is unreadable. */
  public static @Nullable StealTime now() {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      return parse(lines.findFirst().orElse(""));
    } catch (IOException | NumberFormatException unreadable) {
      return null;
    }
  }

  static @Nullable StealTime parse(String cpuLine) {
    String[] columns = cpuLine.split(" +", -1);
    if (!columns[0].equals("cpu") || columns.length <= STEAL) {
      return null;
    }
    long total = 0;
    for (int i = 1; i <= LAST_COUNTED; i++) {
      total += Long.parseLong(columns[i]);
    }
    return new StealTime(total, Long.parseLong(columns[STEAL]));
  }

  /** Steal since {@code earlier}, in percent of all CPU time; null where no tick has passed. */
  public @Nullable Double percentSince(StealTime earlier) {
    long ticks = totalTicks - earlier.totalTicks;
    return ticks <= 0 ? null : 100.0 * (stealTicks - earlier.stealTicks) / ticks;
  }
}
