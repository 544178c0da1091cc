package io.rtnlab.probes.ftrace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that an instance belongs to: its id, and its start time in clock ticks since boot
 * ({@code /proc/PID/stat}, field 22), since ids are used again.
 */
record Owner(long process, long startTicks) {
  static final String PREFIX = "rtnlab-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,9})-(\\d{1,18})-\\d+");
  private static final int START_TIME_AFTER_NAME = 22 - 2;

  static Owner self() throws IOException {
    long process = ProcessHandle.current().pid();
    return new Owner(process, startTicks(Files.readString(Path.of("/proc/self/stat"))));
  }

  static Optional<Owner> ofInstance(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(new Owner(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  String instanceName(int number) {
    return PREFIX + process + "-" + startTicks + "-" + number;
  }

  boolean isAlive() {
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
