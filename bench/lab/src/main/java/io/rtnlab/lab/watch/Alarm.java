// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.watch;

import io.rtnlab.lab.who.HostLooks;
import io.rtnlab.results.Json;
import io.rtnlab.results.page.TextPage;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import io.rtnlab.results.watch.AlarmDocument;
import io.rtnlab.results.watch.AlarmSections;
import io.rtnlab.results.watch.WatchSecond;
import io.rtnlab.results.who.WhoWaiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the stories of long holds, and keeps the seconds before them in a flight recorder that
 * never grows.
 */
public final class Alarm {
  /** Seconds that the flight recorder keeps. */
  private static final int SECONDS = 30;

  /** Waiters of one hold that are kept. */
  private static final int MOST_WAITERS = 10_000;

  private final Path folder;
  private final Deque<WatchSecond> recorder = new ArrayDeque<>();
  private @Nullable Story open;

  /**
   * Refuses a folder in which no story can be written, before a night of watching.
   *
   * @throws IOException saying what is wrong with it
   */
  public static void requireFolder(Path folder) throws IOException {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing != null && !Files.isDirectory(existing)) {
      throw new IOException(
          "--alarm-folder " + folder + ": " + existing + " is no folder; name another");
    }
    if (existing == null || !Files.isWritable(existing)) {
      throw new IOException(
          "--alarm-folder " + folder + ": this account cannot write there; name another");
    }
  }

  Alarm(Path folder) {
    this.folder = folder;
  }

  /** The story of the hold that lasts. */
  private static final class Story {
    private final String name;
    private final Instant time;
    private final HostLooks.Story seen;
    private final List<WatchSecond> before;
    private final Map<Integer, WhoWaiter> waited = new HashMap<>();

    private Story(String name, Instant time, HostLooks.Story seen, List<WatchSecond> before) {
      this.name = name;
      this.time = time;
      this.seen = seen;
      this.before = before;
      add(seen.who().waiters());
    }

    private void add(List<WhoWaiter> waiters) {
      for (WhoWaiter waiter : waiters) {
        if (waited.size() < MOST_WAITERS || waited.containsKey(waiter.pid())) {
          waited.merge(waiter.pid(), waiter, (a, b) -> a.atLeastNs() >= b.atLeastNs() ? a : b);
        }
      }
    }

    private AlarmDocument document(long heldNs, boolean ended) {
      return new AlarmDocument(
          time.toString(),
          heldNs,
          ended,
          seen.who(),
          seen.stacks(),
          waited.values().stream()
              .sorted(Comparator.comparingLong(WhoWaiter::atLeastNs).reversed())
              .toList(),
          before);
    }
  }

  /** A second is over; where a story is open, it learns who waits. */
  void record(WatchSecond second) {
    if (recorder.size() == SECONDS) {
      recorder.removeFirst();
    }
    recorder.addLast(second);
    Story story = open;
    if (story != null && second.who() != null) {
      story.add(second.who().waiters());
    }
  }

  /**
   * Writes {@code hold-TIME-THREAD.txt}, {@code .json} and {@code .html}.
   *
   * @param heldNs so far
   * @return the text's file
   * @throws IOException where the folder cannot be written: full, or not allowed
   */
  Path begin(HostLooks.Story seen, Instant time, int owner, long heldNs) throws IOException {
    String name = "hold-" + time.toString().replace(':', '-') + "-" + owner;
    Story story = new Story(name, time, seen, List.copyOf(recorder));
    Path file = write(name, story.document(heldNs, false));
    open = story; // one that could not be written is said once, and not tried again
    return file;
  }

  /**
   * The hold is over: its story is written once more, with its length and all who waited.
   *
   * @throws IOException where it cannot be written; what was written before stays
   */
  void end(long heldNs) throws IOException {
    Story story = open;
    open = null;
    if (story != null) {
      Path _ = write(story.name, story.document(heldNs, true));
    }
  }

  private Path write(String name, AlarmDocument alarm) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve(name + ".json"), Json.write(alarm));
    List<Section> sections = AlarmSections.of(alarm);
    write(folder.resolve(name + ".html"), TextPage.of("rtnlab watch --alarm", sections));
    return write(folder.resolve(name + ".txt"), new TextFormat(TextStyle.PLAIN).render(sections));
  }

  /** Whole or not at all: half a story on a full disk would look like a short one. */
  private static Path write(Path file, String text) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(unfinished, text);
      return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException refused) {
      Files.deleteIfExists(unfinished);
      throw refused;
    }
  }
}
