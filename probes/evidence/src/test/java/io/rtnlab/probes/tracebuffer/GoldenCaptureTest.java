// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.tracebuffer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code golden/record.sh} captured: our decoding against the kernel's own text. */
class GoldenCaptureTest {
  private static final Pattern LINE =
      Pattern.compile(
          "^\\s*.*-(\\d+)\\s+\\[(\\d+)] \\S+\\s+(\\d+)\\.(\\d{6}): contention_(?:begin: ([0-9a-f]+)"
              + " \\(flags=(\\S*)\\)|end: ([0-9a-f]+) \\(ret=(-?\\d+)\\))$");

  private static final Map<String, Integer> FLAGS =
      Map.of("SPIN", 1, "READ", 2, "WRITE", 4, "RT", 8, "PERCPU", 16, "MUTEX", 32);

  /** An event in words that both sides can say. */
  private record Event(
      long microseconds, int thread, boolean begin, long lock, int flagsOrResult) {}

  static List<Path> captures() {
    return Golden.kernels("tracebuffer/golden");
  }

  @ParameterizedTest
  @MethodSource("captures")
  void rawSubBuffersSayWhatTheKernelPrints(Path capture) throws IOException {
    Map<Integer, List<Event>> printed = printed(capture);
    Map<Integer, List<Event>> decoded = new TreeMap<>();
    for (int cpu : printed.keySet()) {
      decoded.put(cpu, new Decoded(capture, cpu).events);
    }
    assertEquals(printed, decoded);
    assertTrue(printed.values().stream().mapToInt(List::size).sum() > 100);
    for (List<Event> ofOneCpu : decoded.values()) {
      assertEquals(
          ofOneCpu.stream().sorted(Comparator.comparingLong(Event::microseconds)).toList(),
          ofOneCpu);
    }
  }

  /** The load's processes waited for the RTNL, where the kernel shows which mutex that is. */
  @ParameterizedTest
  @MethodSource("captures")
  void severalThreadsWaitForTheMutex(Path capture) throws IOException {
    String symbols = Files.readString(capture.resolve("symbols"));
    OptionalLong listed =
        symbols.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseUnsignedLong(symbols.split(" ", -1)[0], 16));
    Map<Long, Set<Integer>> waiters = new HashMap<>();
    for (int cpu : printed(capture).keySet()) {
      new Decoded(capture, cpu)
          .events.forEach(
              event -> waiters.computeIfAbsent(event.lock, _ -> new TreeSet<>()).add(event.thread));
    }
    Set<Integer> ofTheMutex =
        listed.isPresent()
            ? waiters.getOrDefault(listed.getAsLong(), Set.of())
            : waiters.values().stream().max(Comparator.comparingInt(Set::size)).orElseThrow();
    assertTrue(ofTheMutex.size() > 2, waiters::toString);
  }

  @ParameterizedTest
  @MethodSource("captures")
  void missedEventsAreTheKernelsOverrun(Path capture) throws IOException {
    for (int cpu : printed(capture).keySet()) {
      BufferStatistics stats =
          BufferStatistics.parse(Files.readString(capture.resolve("cpu" + cpu + ".stats")));
      Decoded decoded = new Decoded(capture, cpu);
      if (decoded.missed == PageCursor.MISSED_UNCOUNTED) {
        assertTrue(stats.overrun() > 0); // the sub-buffer had no room for the number
      } else {
        assertEquals(stats.overrun(), decoded.missed);
      }
    }
  }

  /** Linux 6.1 prints no flag, whatever is set: then there is nothing to compare with. */
  private static boolean printsFlags(Path capture) throws IOException {
    return Files.readString(capture.resolve("trace.txt")).contains("flags=SPIN|MUTEX");
  }

  /** One CPU's events as our decoder reads them. */
  private static final class Decoded implements ContentionDecoder.Sink {
    private final List<Event> events = new ArrayList<>();
    private final boolean printsFlags;
    private long missed;

    Decoded(Path capture, int cpu) throws IOException {
      printsFlags = printsFlags(capture);
      PageLayout layout = PageLayout.parse(Files.readString(capture.resolve("header_page")));
      ContentionDecoder decoder =
          new ContentionDecoder(
              EventFormat.parse(Files.readString(capture.resolve("contention_begin.format"))),
              EventFormat.parse(Files.readString(capture.resolve("contention_end.format"))),
              this);
      MemorySegment raw =
          MemorySegment.ofArray(Files.readAllBytes(capture.resolve("cpu" + cpu + ".raw")));
      PageCursor cursor = new PageCursor(layout);
      for (long at = 0; at + layout.bytes() <= raw.byteSize(); at += layout.bytes()) {
        cursor.begin(raw.asSlice(at, layout.bytes()));
        missed += cursor.missed();
        cursor.walk(cursor.bytes(), decoder);
      }
    }

    @Override
    public void begin(long timeNs, int thread, long lock, int flags) {
      assertTrue((flags & ContentionDecoder.FLAG_MUTEX) != 0, "the capture asked for mutexes");
      int comparable = printsFlags ? flags : 0;
      events.add(new Event((timeNs + 500) / 1_000, thread, true, lock, comparable));
    }

    @Override
    public void end(long timeNs, int thread, long lock, int result) {
      events.add(new Event((timeNs + 500) / 1_000, thread, false, lock, result));
    }
  }

  /** Each CPU's events as the kernel prints them, in order. */
  private static Map<Integer, List<Event>> printed(Path capture) {
    Map<Integer, List<Event>> events = new TreeMap<>();
    try (Stream<String> lines = Files.lines(capture.resolve("trace.txt"))) {
      lines
          .filter(line -> !line.startsWith("#") && !line.startsWith("CPU:"))
          .forEach(
              line -> {
                Matcher matcher = LINE.matcher(line);
                assertTrue(matcher.matches(), line);
                events
                    .computeIfAbsent(Integer.parseInt(matcher.group(2)), _ -> new ArrayList<>())
                    .add(event(matcher));
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }

  private static Event event(Matcher line) {
    boolean begin = line.group(5) != null;
    int flagsOrResult =
        begin
            ? Stream.of(line.group(6).split("\\|", -1))
                .mapToInt(flag -> FLAGS.getOrDefault(flag, 0))
                .sum()
            : Integer.parseInt(line.group(8));
    return new Event(
        Long.parseLong(line.group(3)) * 1_000_000 + Long.parseLong(line.group(4)),
        Integer.parseInt(line.group(1)),
        begin,
        Long.parseUnsignedLong(begin ? line.group(5) : line.group(7), 16),
        flagsOrResult);
  }
}
