// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.Json;
import io.rtnlab.results.report.text.Units;
import io.rtnlab.results.watch.WatchSecond;
import io.rtnlab.results.who.WhoDocument;
import io.rtnlab.results.who.WhoText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes the story of a long hold: the answer of {@code who}, and the seconds before it. */
final class Alarm {
  /** Seconds that the flight recorder keeps. */
  private static final int SECONDS = 30;

  private final Path folder;
  private final Deque<WatchSecond> before = new ArrayDeque<>();

  Alarm(Path folder) {
    this.folder = folder;
  }

  void record(WatchSecond second) {
    if (before.size() == SECONDS) {
      before.removeFirst();
    }
    before.addLast(second);
  }

  /**
   * Writes {@code hold-TIME-THREAD.txt} and {@code .json}.
   *
   * @return the text's file
   * @throws IOException where the folder cannot be written: full, or not allowed
   */
  Path write(WhoDocument who, Instant time, int owner) throws IOException {
    Files.createDirectories(folder);
    String name = "hold-" + time.toString().replace(':', '-') + "-" + owner;
    StringBuilder text = new StringBuilder(WhoText.of(who)).append("\nall who waited\n");
    who.waiters()
        .forEach(
            waiter ->
                text.append(
                    Escaped.of(waiter.comm() + "[" + waiter.pid() + "] " + waiter.wants())
                        + " >= "
                        + Units.time(waiter.atLeastNs())
                        + "\n"));
    text.append("\nthe seconds before\n");
    before.forEach(second -> text.append(second.text()));
    Path file = folder.resolve(name + ".txt");
    Files.writeString(file, text);
    Files.writeString(folder.resolve(name + ".json"), Json.write(who));
    return file;
  }
}
