// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Names of threads, as tracefs recorded them: lines {@code 4711 ip} ({@code saved_cmdlines}). */
final class ThreadComms {
  private static final int MOST_DIGITS = 9;

  /** The kernel keeps far fewer. */
  private static final int MOST_THREADS = 1 << 18;

  private final Map<Integer, String> byThread = new HashMap<>();

  ThreadComms(String savedCommandLines) {
    savedCommandLines.lines().forEach(this::add);
  }

  private void add(String line) {
    int space = line.indexOf(' ');
    if (space < 1
        || space > MOST_DIGITS
        || byThread.size() == MOST_THREADS
        || !line.chars().limit(space).allMatch(ThreadComms::digit)) {
      return;
    }
    byThread.put(
        Integer.parseInt(line.substring(0, space)),
        new String(
            line.substring(space + 1).strip().getBytes(StandardCharsets.ISO_8859_1),
            StandardCharsets.UTF_8));
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  /** Empty where it is not known. */
  String of(int thread) {
    return byThread.getOrDefault(thread, "");
  }
}
