// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.Golden;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ftrace.LockCall.Kind;
import io.rtnlab.probes.tracebuffer.EventFormat;
import io.rtnlab.probes.tracebuffer.PageCursor;
import io.rtnlab.probes.tracebuffer.PageLayout;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code golden-functions/record.sh} captured: our decoding against the kernel's own text. */
class GoldenFunctionsTest {
  /** Routes that the load added, one after the other, each under the RTNL. */
  private static final int REQUESTS = 6;

  /**
   * {@code ip-195 [000] ...1. 47.279821: mutex_lock(lock=0xffffffff8feae5c0) <-rtnetlink_rcv_msg}.
   */
  private static final Pattern TRACED =
      Pattern.compile(
          ".*-(?<thread>\\d+)\\s+\\[000] \\S+\\s+(?<s>\\d+)\\.(?<us>\\d{6}): (?<function>\\w+)"
              + "\\(lock=0x(?<lock>[0-9a-f]+)\\b.*");

  /** {@code ip-218 [000] ..... 63.793363: mutex_unlock: (mutex_unlock+0x4/0x30) lock=0xffff…}. */
  private static final Pattern PROBED =
      Pattern.compile(
          ".*-(?<thread>\\d+)\\s+\\[000] \\S+\\s+(?<s>\\d+)\\.(?<us>\\d{6}): (?<function>\\w+): .*"
              + " lock=0x(?<lock>[0-9a-f]+)\\b.*");

  /** {@code 47.279821 | 0) ip-206 | + 55.632 us | mutex_lock(lock=0xffff…);}. */
  private static final Pattern GRAPHED =
      Pattern.compile(
          "\\s*(?<s>\\d+)\\.(?<us>\\d{6}) \\|\\s+0\\).*-(?<thread>\\d+)\\s+\\|.*\\|"
              + "\\s+(?<function>\\w+)\\((?:lock=0x(?<lock>[0-9a-f]+)\\b)?.*");

  /** An entry, in words that both sides can say. */
  private record Call(long microseconds, int thread, String what) {}

  private final List<LockCall> calls = new ArrayList<>();

  private void call(long timeNs, int thread, Kind kind, long detail) {
    calls.add(new LockCall(timeNs, thread, kind, detail));
  }

  /** One way of tracing on one kernel. */
  private record Capture(Path folder, MutexFunctions functions, long mutex) {
    static Capture read(Path folder) throws IOException {
      Map<String, Long> symbols = new HashMap<>();
      for (String line : Files.readAllLines(folder.resolveSibling("symbols"))) {
        String[] words = line.split(" ", -1);
        symbols.put(words[1], Long.parseUnsignedLong(words[0], 16));
      }
      long mutex = Objects.requireNonNull(symbols.remove("rtnl_mutex"));
      return new Capture(folder, MutexFunctions.of(symbols), mutex);
    }

    EventFormat format(String event) throws IOException {
      return EventFormat.parse(Files.readString(folder.resolve(event + ".format")));
    }

    void decode(PageCursor.Sink decoder) throws IOException {
      PageLayout layout = PageLayout.parse(Files.readString(folder.resolveSibling("header_page")));
      MemorySegment raw = MemorySegment.ofArray(Files.readAllBytes(folder.resolve("cpu0.raw")));
      PageCursor cursor = new PageCursor(layout);
      for (long at = 0; at + layout.bytes() <= raw.byteSize(); at += layout.bytes()) {
        cursor.begin(raw.asSlice(at, layout.bytes()));
        cursor.walk(cursor.bytes(), decoder);
      }
    }

    List<Matcher> printed(Pattern line) throws IOException {
      try (Stream<String> lines = Files.lines(folder.resolve("trace.txt"))) {
        return lines.map(line::matcher).filter(Matcher::matches).toList();
      }
    }

    /** Entries for the RTNL, as the kernel prints them. */
    List<Call> printedOfTheMutex(Pattern line) throws IOException {
      String address = Long.toHexString(mutex);
      return printed(line).stream()
          .filter(call -> address.equals(call.group("lock")))
          .map(
              call ->
                  call(
                      call,
                      FunctionEntries.entering(MutexFunctions.role(call.group("function")))
                          .toString()))
          .toList();
    }

    static Call call(Matcher line, String what) {
      long seconds = Long.parseLong(line.group("s"));
      return new Call(
          seconds * 1_000_000 + Long.parseLong(line.group("us")),
          Integer.parseInt(line.group("thread")),
          what);
    }
  }

  static List<Path> functionArgs() {
    return Golden.each("ftrace/golden-functions", "function-args");
  }

  static List<Path> functionGraph() {
    return Golden.each("ftrace/golden-functions", "function-graph");
  }

  static List<Path> kprobe() {
    return Golden.each("ftrace/golden-functions", "kprobe");
  }

  @ParameterizedTest
  @MethodSource("functionArgs")
  void functionTracer(Path folder) throws IOException {
    Capture capture = Capture.read(folder);
    capture.decode(
        new FunctionEntries.Decoder(
            capture.format("function"), capture.functions, capture.mutex, this::call));
    assertEquals(capture.printedOfTheMutex(TRACED), decoded(Rounding.NEAREST));
    everyAcquisitionIsReleased();
  }

  @ParameterizedTest
  @MethodSource("functionGraph")
  void functionGraphWithArguments(Path folder) throws IOException {
    Capture capture = Capture.read(folder);
    EventFormat entry = capture.format("funcgraph_entry");
    EventFormat exit = capture.format("funcgraph_exit");
    if (!entry.fields().containsKey("args")) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  new FunctionGraph.Decoder(
                      entry, exit, capture.functions, capture.mutex, this::call));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("funcgraph_entry has no field args"));
      return;
    }
    capture.decode(
        new FunctionGraph.Decoder(entry, exit, capture.functions, capture.mutex, this::call));
    long left = calls.stream().filter(call -> call.kind() == Kind.LEFT).count();
    assertEquals(capture.printedOfTheMutex(GRAPHED), decoded(Rounding.DOWN));
    assertTrue(left >= REQUESTS, () -> "returns: " + left);
    everyAcquisitionIsReleased();
  }

  /** Without arguments too: every entry into a mutex function, whatever the mutex. */
  @ParameterizedTest
  @MethodSource("functionGraph")
  void functionGraphEntries(Path folder) throws IOException {
    Capture capture = Capture.read(folder);
    EventFormat entry = capture.format("funcgraph_entry");
    int function = entry.offsetOf("func", Long.BYTES);
    int thread = entry.offsetOf("common_pid", Integer.BYTES);
    List<String> names = List.copyOf(capture.functions.names());
    List<Call> entries = new ArrayList<>();
    capture.decode(
        (timeNs, page, offset, _) -> {
          if (page.get(ValueLayout.JAVA_SHORT_UNALIGNED, offset) == (short) entry.id()) {
            long at = page.get(ValueLayout.JAVA_LONG_UNALIGNED, offset + function);
            entries.add(
                new Call(
                    Rounding.DOWN.microseconds(timeNs),
                    page.get(ValueLayout.JAVA_INT_UNALIGNED, offset + thread),
                    names.get(capture.functions.indexOf(at))));
          }
        });
    List<Call> printed =
        capture.printed(GRAPHED).stream()
            .map(line -> Capture.call(line, line.group("function")))
            .toList();
    assertEquals(printed, entries);
    assertTrue(entries.size() >= 2 * REQUESTS, () -> "entries: " + entries.size());
  }

  @ParameterizedTest
  @MethodSource("kprobe")
  void returnProbes(Path folder) throws IOException {
    Capture capture = Capture.read(folder);
    List<ReturnProbes.Probe> probes = new ArrayList<>();
    for (String function : capture.functions.names()) {
      if (Files.exists(folder.resolve(function + ".format"))) {
        probes.add(new ReturnProbes.Probe(capture.format(function), MutexFunctions.role(function)));
      }
    }
    capture.decode(new ReturnProbes.Decoder(probes, capture.mutex, this::call));
    List<Call> printed =
        capture.printedOfTheMutex(PROBED).stream()
            .map(
                call ->
                    call.what.equals(Kind.RELEASING.toString())
                        ? call
                        : new Call(call.microseconds, call.thread, Kind.RETURNED.toString()))
            .toList();
    assertEquals(printed, decoded(Rounding.NEAREST));
    everyAcquisitionIsReleased();
  }

  /** How the kernel shortens a time to microseconds. */
  private enum Rounding {
    NEAREST(500),
    DOWN(0);

    private final long addedNs;

    Rounding(long addedNs) {
      this.addedNs = addedNs;
    }

    long microseconds(long timeNs) {
      return (timeNs + addedNs) / 1_000;
    }
  }

  private List<Call> decoded(Rounding rounding) {
    return calls.stream()
        .filter(call -> call.kind() != Kind.LEFT)
        .map(
            call ->
                new Call(
                    rounding.microseconds(call.timeNs()), call.thread(), call.kind().toString()))
        .toList();
  }

  private void everyAcquisitionIsReleased() {
    assertTrue(
        calls.stream().sorted(Comparator.comparingLong(LockCall::timeNs)).toList().equals(calls),
        "in the order of their times");
    CallPairing pairing = new CallPairing();
    List<LockEvent> events = new ArrayList<>();
    calls.forEach(call -> pairing.accept(call, events::add));
    Map<Integer, Long> acquired =
        events.stream()
            .filter(LockEvent.Acquired.class::isInstance)
            .map(LockEvent.Acquired.class::cast)
            .collect(Collectors.groupingBy(LockEvent.Acquired::thread, Collectors.counting()));
    Map<Integer, Long> released =
        events.stream()
            .filter(LockEvent.Released.class::isInstance)
            .map(LockEvent.Released.class::cast)
            .collect(Collectors.groupingBy(LockEvent.Released::thread, Collectors.counting()));
    assertEquals(released, acquired);
    assertTrue(acquired.values().stream().anyMatch(count -> count >= REQUESTS), acquired::toString);
  }
}
