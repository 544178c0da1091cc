// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.Golden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code golden/record.sh} recorded: our reading against the recorders' own text. */
class GoldenRecordingTest {
  /** trace-cmd report -t: {@code ip-211 [001] 244.180366246: contention_begin: 0x… (flags=…)}. */
  private static final Pattern REPORTED =
      Pattern.compile(
          "\\s*.+-(?<thread>\\d+)\\s+\\[\\d+]\\s+(?<s>\\d+)\\.(?<ns>\\d{9}): (?<kind>\\w+):.*");

  /** perf script: {@code ip 184/184 [001] 244.180366246: lock:contention_begin: 0x… (flags=…)}. */
  private static final Pattern PRINTED =
      Pattern.compile(
          "\\s*.+\\s\\d+/(?<thread>\\d+)\\s+\\[\\d+]\\s+(?<s>\\d+)\\.(?<ns>\\d{9}):\\s+\\w+:(?<kind>\\w+):.*");

  private static final String FIRST_CONTENTION = "lock:contention_begin: ";

  @TempDir private Path temporary;

  static List<Path> traceDats() {
    return Stream.of("v6.dat", "v7.dat").flatMap(name -> recordings(name).stream()).toList();
  }

  static List<Path> compressible() {
    return recordings("v7.dat");
  }

  static List<Path> perfScripts() {
    return recordings("perf.txt");
  }

  private static List<Path> recordings(String name) {
    return Golden.each("recording/golden", name);
  }

  private static List<RecordedEvent> read(Path file) throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    try (Recording recording = RecordedInput.recordingIn(file)) {
      recording.read(events::add);
    }
    return events;
  }

  private static String kind(RecordedEvent event) {
    return switch (event) {
      case RecordedEvent.Begin _ -> "contention_begin";
      case RecordedEvent.End _ -> "contention_end";
      case RecordedEvent.Release _ -> "contended_release";
      case RecordedEvent.Waking _ -> "sched_waking";
      case RecordedEvent.Lost _ -> "lost";
    };
  }

  private static int thread(RecordedEvent event) {
    return switch (event) {
      case RecordedEvent.Begin begin -> begin.thread();
      case RecordedEvent.End end -> end.thread();
      case RecordedEvent.Release release -> release.thread();
      case RecordedEvent.Waking waking -> waking.thread();
      case RecordedEvent.Lost _ -> -1;
    };
  }

  /** An event in words that both sides can say. */
  private record Said(long timeNs, int thread, String kind) {}

  private static List<Said> said(List<RecordedEvent> events) {
    return events.stream().map(e -> new Said(e.timeNs(), thread(e), kind(e))).toList();
  }

  /** The events of a recorder's own text, of several threads and in the order of their times. */
  private static List<Said> reported(Path text, Pattern line) throws IOException {
    List<Said> reported = new ArrayList<>();
    for (String each : Files.readAllLines(text, StandardCharsets.ISO_8859_1)) {
      Matcher event = line.matcher(each);
      if (event.matches()) {
        long timeNs =
            Long.parseLong(event.group("s")) * 1_000_000_000 + Long.parseLong(event.group("ns"));
        reported.add(
            new Said(timeNs, Integer.parseInt(event.group("thread")), event.group("kind")));
      }
    }
    assertEquals(
        reported.stream().sorted(Comparator.comparingLong(Said::timeNs)).toList(), reported);
    for (String kind : List.of("contention_begin", "contention_end")) {
      assertTrue(
          reported.stream().filter(e -> e.kind.equals(kind)).map(Said::thread).distinct().count()
              > 1,
          kind);
    }
    return reported;
  }

  @ParameterizedTest
  @MethodSource("traceDats")
  void everyEventIsWhatTraceCmdReports(Path file) throws IOException {
    assertEquals(reported(sibling(file, ".dat", ".txt"), REPORTED), said(read(file)));
  }

  @ParameterizedTest
  @MethodSource("traceDats")
  void theFileShowsWhichMutexItIs(Path file) throws IOException {
    try (Recording recording = RecordedInput.recordingIn(file)) {
      assertEquals(listed(file), recording.listedMutex());
      if (listed(file).isPresent()) {
        RecordedMutex mutex = RecordedMutex.in(recording, OptionalLong.empty());
        assertEquals(listed(file).getAsLong(), mutex.address());
      } else {
        theCandidatesAreNamed(recording);
      }
      assertTrue(recording.kernel().orElseThrow().startsWith("Linux"), recording::writer);
      assertTrue(recording.writer().contains("clock mono"), recording::writer);
    }
  }

  /**
   * Not from the recorder: this one was built without zlib. The bytes inside are the recorder's.
   */
  @ParameterizedTest
  @MethodSource("compressible")
  void aCompressedFileSaysTheSame(Path file) throws IOException {
    Path compressed = temporary.resolve("compressed.dat");
    for (Compression compression : Compression.values()) {
      Files.write(compressed, compression.of(file));
      assertEquals(read(file), read(compressed), compression::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("traceDats")
  void aFileCutOffAnywhereIsReportedInOneSentence(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Path cut = temporary.resolve("cut.dat");
    for (int length = 0; length < whole.length; length += 1 + length / 8) {
      Files.write(cut, Arrays.copyOf(whole, length));
      MalformedRecording thrown = assertThrows(MalformedRecording.class, () -> read(cut));
      assertEquals(1, String.valueOf(thrown.getMessage()).lines().count(), thrown::getMessage);
    }
  }

  /** A false file may be believed or refused, but it never gets us to fail in another way. */
  @ParameterizedTest
  @MethodSource("traceDats")
  void falseBytesAreBelievedOrRefused(Path file) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    SplittableRandom random = new SplittableRandom(7);
    Path damaged = temporary.resolve("damaged.dat");
    for (int round = 0; round < 100; round++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i < 4; i++) {
        int at = random.nextInt(round % 2 == 0 ? bytes.length : Math.min(8192, bytes.length));
        bytes[at] = (byte) random.nextInt();
      }
      Files.write(damaged, bytes);
      try {
        read(damaged);
      } catch (MalformedRecording refused) {
        assertEquals(1, String.valueOf(refused.getMessage()).lines().count(), refused::getMessage);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("perfScripts")
  void everyLineOfPerfIsAnEvent(Path file) throws IOException {
    assertEquals(reported(file, PRINTED), said(read(file)));
  }

  @ParameterizedTest
  @MethodSource("perfScripts")
  void stacksReportWhichMutexItIs(Path file) throws IOException {
    try (Recording recording = RecordedInput.recordingIn(file)) {
      RecordedMutex mutex = RecordedMutex.in(recording, OptionalLong.empty());
      assertTrue(mutex.evidence().contains("stack"), mutex::evidence);
      assertEquals(listed(file).orElse(mutex.address()), mutex.address());
      assertEquals(
          mutex.address(), RecordedMutex.in(recording, OptionalLong.of(mutex.address())).address());
      MalformedRecording wrong =
          assertThrows(
              MalformedRecording.class, () -> RecordedMutex.in(recording, OptionalLong.of(4711)));
      assertTrue(message(wrong).contains("most waited for"), wrong::getMessage);
    }
  }

  @Test
  void withoutStacksTheCandidatesAreNamed() throws Exception {
    Path file = perfScripts().getFirst();
    Path bare = temporary.resolve("bare.txt");
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      Files.write(bare, lines.filter(line -> !line.startsWith("\t")).toList());
    }
    try (Recording recording = RecordedInput.recordingIn(bare)) {
      theCandidatesAreNamed(recording);
    }
  }

  private static void theCandidatesAreNamed(Recording recording) {
    MalformedRecording thrown =
        assertThrows(
            MalformedRecording.class, () -> RecordedMutex.in(recording, OptionalLong.empty()));
    assertTrue(message(thrown).contains("Give it with --mutex"), thrown::getMessage);
    assertTrue(message(thrown).contains("0xffffffff"), thrown::getMessage);
  }

  /** Where the recorded kernel said that it is. */
  private static OptionalLong listed(Path file) throws IOException {
    String symbols = Files.readString(file.resolveSibling("symbols"));
    return symbols.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseUnsignedLong(symbols.split(" ", -1)[0], 16));
  }

  @Test
  void aTextThatBreaksOffInsideALineSaysSo() throws Exception {
    byte[] whole = Files.readAllBytes(perfScripts().getFirst());
    Path cut = temporary.resolve("cut.txt");
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    int last = text.lastIndexOf(FIRST_CONTENTION) + FIRST_CONTENTION.length() + 6;
    Files.write(cut, Arrays.copyOf(whole, last));
    try (Recording recording = RecordedInput.recordingIn(cut)) {
      assertTrue(
          recording.remarks().stream().anyMatch(r -> r.contains("ends in the middle of line")),
          () -> recording.remarks().toString());
    }
  }

  @Test
  void whatIsNoRecordingIsRefused() throws IOException {
    Path file = temporary.resolve("some.txt");
    Files.writeString(file, "just some text\n");
    MalformedRecording thrown =
        assertThrows(MalformedRecording.class, () -> RecordedInput.recordingIn(file));
    assertTrue(message(thrown).contains("neither a trace.dat nor"), thrown::getMessage);
    assertThrows(MalformedRecording.class, () -> RecordedInput.recordingIn(temporary));
  }

  @Test
  void aCompressionThatWeLackIsNamed() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(TraceDat.MAGIC);
    file.write("7\0".getBytes(StandardCharsets.US_ASCII));
    file.write(new byte[] {0, 8});
    file.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(4096).array());
    file.write("lzma\0001.5.4\0".getBytes(StandardCharsets.US_ASCII));
    file.write(new byte[8]);
    Path path = temporary.resolve("lzma.dat");
    Files.write(path, file.toByteArray());
    MalformedRecording thrown =
        assertThrows(MalformedRecording.class, () -> RecordedInput.recordingIn(path));
    assertTrue(message(thrown).contains("compressed by lzma"), thrown::getMessage);
  }

  private static String message(MalformedRecording thrown) {
    return String.valueOf(thrown.getMessage());
  }

  private static Path sibling(Path file, String from, String to) {
    return Path.of(file.toString().replace(from, to));
  }
}
