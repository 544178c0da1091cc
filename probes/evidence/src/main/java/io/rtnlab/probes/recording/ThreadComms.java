package io.rtnlab.probes.recording;

import java.util.HashMap;
import java.util.Map;

/** Names of threads, as tracefs remembered them: lines {@code 4711 ip} ({@code saved_cmdlines}). */
final class ThreadComms {
  private final Map<Integer, String> byThread = new HashMap<>();

  ThreadComms(String savedCommandLines) {
    savedCommandLines
        .lines()
        .filter(line -> line.matches("\\d{1,9} .*"))
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              byThread.put(
                  Integer.parseInt(line.substring(0, space)), line.substring(space + 1).strip());
            });
  }

  /** Empty where it is not known. */
  String of(int thread) {
    return byThread.getOrDefault(thread, "");
  }
}
