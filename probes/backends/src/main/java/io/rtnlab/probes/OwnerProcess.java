// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that something in the kernel belongs to, in a form that fits into names, so that what
 * a killed one left can be distinguished from what is in use.
 *
 * @param startTicks start time in clock ticks since boot ({@code /proc/PID/stat}, field 22), since
 *     ids are used again
 */
public record OwnerProcess(long process, long startTicks) {
  private static final Pattern MARK = Pattern.compile("(\\d{1,9})-(\\d{1,18})");
  private static final int START_TIME_AFTER_NAME = 22 - 2;

  /** This process. */
  public static OwnerProcess self() throws IOException {
    long process = ProcessHandle.current().pid();
    return new OwnerProcess(process, startTicks(Files.readString(Path.of("/proc/self/stat"))));
  }

  /** Reads {@link #mark}. */
  public static Optional<OwnerProcess> ofMark(String mark) {
    Matcher matcher = MARK.matcher(mark);
    return matcher.matches()
        ? Optional.of(
            new OwnerProcess(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /** Such as {@code 4711-123456}. */
  public String mark() {
    return process + "-" + startTicks;
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    try {
      return startTicks(Files.readString(Path.of("/proc/" + process + "/stat"))) == startTicks;
    } catch (IOException gone) {
      return false;
    }
  }

  /** The name, second field, may hold anything, spaces and parentheses too: count from its end. */
  static long startTicks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ", -1);
    return Long.parseLong(fields[START_TIME_AFTER_NAME - 1]);
  }
}
