// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.LockEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other people's recorders, old versions, cut files and attackers write. */
class ForeignRecordingTest {
  private static final String MUTEX = "ffffffff831f5a60";

  @TempDir private Path temporary;

  private static Path fixture(String name) {
    return Path.of(
        Objects.requireNonNull(ForeignRecordingTest.class.getResource("foreign/" + name), name)
            .getPath());
  }

  /** Waits for the mutex that the file itself names, counted by hand. */
  private record Waits(long waits, long ns) {}

  private static Waits waits(Recording recording) throws IOException {
    return waits(recording, RecordedMutex.in(recording, OptionalLong.empty()).address());
  }

  private static Waits waits(Recording recording, long mutex) throws IOException {
    Map<Integer, Long> since = new HashMap<>();
    long[] sum = new long[2];
    recording.read(
        event -> {
          if (event instanceof RecordedEvent.Begin begin && begin.lock() == mutex) {
            since.putIfAbsent(begin.thread(), begin.timeNs());
          } else if (event instanceof RecordedEvent.End end && end.lock() == mutex) {
            Long began = since.remove(end.thread());
            if (began != null) {
              sum[0]++;
              sum[1] += end.timeNs() - began;
            }
          }
        });
    return new Waits(sum[0], sum[1]);
  }

  private Recording text(String... lines) throws IOException {
    Path file = temporary.resolve("text.txt");
    Files.write(file, List.of(lines), StandardCharsets.UTF_8);
    return RecordedInput.recordingIn(file);
  }

  private static String refusal(Path file) {
    MalformedRecording refused =
        assertThrows(
            MalformedRecording.class,
            () -> {
              try (Recording recording = RecordedInput.recordingIn(file)) {
                recording.read(_ -> {});
              }
            });
    String message = String.valueOf(refused.getMessage());
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @ParameterizedTest
  @CsvSource({
    "perf-ok.txt, 1, 10000000",
    "perf-misc.txt, 1, 10000000",
    "perf-nocpu.txt, 1, 10000000",
    "perf-empty-comm.txt, 2, 11000000",
    "only-ethtool.txt, 40, 20000000",
    "traceiter.txt, 20, 10000000"
  })
  void textsOfManyWriters(String name, long waits, long ns) throws IOException {
    try (Recording recording = RecordedInput.recordingIn(fixture(name))) {
      assertEquals(new Waits(waits, ns), waits(recording));
    }
  }

  @ParameterizedTest
  @CsvSource({"only-ethtool.txt, 40", "traceiter.txt, 20"})
  void allStacksAgree(String name, long all) throws IOException {
    try (Recording recording = RecordedInput.recordingIn(fixture(name))) {
      RecordedMutex mutex = RecordedMutex.in(recording, OptionalLong.empty());
      assertTrue(
          mutex.evidence().startsWith("by %d of %d waits".formatted(all, all)), mutex::evidence);
    }
  }

  @Test
  void aNameInUtf8SpoilsNothing() throws IOException {
    try (Recording recording = RecordedInput.recordingIn(fixture("polish.txt"))) {
      List<String> names = new ArrayList<>();
      recording.read(
          event -> {
            if (event instanceof RecordedEvent.Begin begin) {
              names.add(begin.name());
            }
          });
      assertTrue(names.contains("ip\u00c5"), names::toString);
    }
  }

  @Test
  void aNameArrivesAsItIs() throws IOException {
    try (Recording recording = RecordedInput.recordingIn(fixture("H-ansi-comm.txt"))) {
      List<String> names = new ArrayList<>();
      recording.read(
          event -> {
            if (event instanceof RecordedEvent.Begin begin) {
              names.add(begin.name());
            }
          });
      assertTrue(names.contains("\u001b[2J\u001b]0;pwned\u0007\u001b[31mX"), names::toString);
    }
  }

  /** The same events as without the blanks, and the time is that of a longer file. */
  @Test
  void aLineOfBlanksIsPassedOver() throws IOException {
    try (Recording blanks = RecordedInput.recordingIn(fixture("Fs-8000.txt"));
        Recording plain = RecordedInput.recordingIn(fixture("polish.txt"))) {
      assertEquals(waits(plain), waits(blanks));
    }
    String line =
        "ip 1/1 [000] " + " ".repeat(200_000) + "1.000000: lock:contention_end: 0x1 (ret=0)";
    try (Recording recording = text(line, line.replace("1.0", "2.0"))) {
      assertEquals(new Waits(0, 0), waits(recording, 1));
    }
  }

  @Test
  void anEmptyClockOptionIsNone() throws IOException {
    try (Recording recording = RecordedInput.recordingIn(fixture("v6-clock0.dat"))) {
      assertEquals(new Waits(196, 10_257_000), rounded(waits(recording, 0xffffffff831f5a60L)));
      assertTrue(
          recording.remarks().stream()
              .anyMatch(remark -> remark.contains("does not name its clock")));
    }
  }

  private static Waits rounded(Waits waits) {
    return new Waits(waits.waits, (waits.ns + 500) / 1_000 * 1_000);
  }

  @Test
  void aTextThatIsCutOffSaysSo() throws IOException {
    try (Recording recording = RecordedInput.recordingIn(fixture("cut.txt"))) {
      assertTrue(
          recording.remarks().stream().anyMatch(r -> r.contains("ends in the middle of line")),
          () -> recording.remarks().toString());
    }
  }

  @Test
  void aWaitCountsInWhichAnotherLockIsMet() throws IOException {
    try (Recording recording = RecordedInput.recordingIn(fixture("survey.txt"))) {
      MalformedRecording thrown =
          assertThrows(
              MalformedRecording.class, () -> RecordedMutex.in(recording, OptionalLong.empty()));
      assertTrue(
          String.valueOf(thrown.getMessage()).contains("1 waits, 10.0 ms"), thrown::getMessage);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A-section-claims-1GiB.dat",
        "D-contention_begin-lock_addr-2147483644.dat",
        "I-times-mixed.dat"
      })
  void whatIsDamagedIsRefused(String name) {
    assertTrue(refusal(fixture(name)).contains("damaged"), () -> refusal(fixture(name)));
  }

  @Test
  void theTraceFileOfTracefsIsRead() throws IOException {
    List<LockEvent> events = new ArrayList<>();
    try (Recording recording = RecordedInput.recordingIn(fixture("tracefs-7.3.4.txt"))) {
      assertEquals("text of ftrace", recording.writer());
      recording.read(new LockEventTranslation(0x19dc449aL, events::add));
      assertTrue(events.stream().anyMatch(e -> e instanceof LockEvent.Acquired), events::toString);
      assertEquals(0x19dc449aL, RecordedMutex.in(recording, OptionalLong.empty()).address());
    }
  }

  @Test
  void theTextOfTraceCmdIsRead() throws IOException {
    try (Recording recording =
        text(
            "cpus=2",
            "          a-b-c-10    [000]   100.000000000: contention_begin:     0x"
                + MUTEX
                + " (flags=SPIN|MUTEX)",
            "          a-b-c-10    [000]   100.000001000: kernel_stack:         <stack trace >",
            "=> __traceiter_contention_begin (ffffffff811e926c)",
            "=> __mutex_lock.constprop.0 (ffffffff821fbd31)",
            "=> rtnetlink_rcv_msg (ffffffff81e7c539)",
            "          <idle>-0     [001]   100.000002000: sched_waking:         comm=x pid=5"
                + " prio=1 pid=10 prio=120 target_cpu=000",
            "          a-b-c-10    [000]   100.010000000: contention_end:       0x"
                + MUTEX
                + " (ret=0)")) {
      assertEquals(new Waits(1, 10_000_000), waits(recording));
      List<RecordedEvent> events = new ArrayList<>();
      recording.read(events::add);
      assertEquals(
          new RecordedEvent.Begin(
              100_000_000_000L,
              10,
              "a-b-c",
              0xffffffff831f5a60L,
              33,
              List.of(
                  "__traceiter_contention_begin", "__mutex_lock.constprop.0", "rtnetlink_rcv_msg")),
          events.getFirst());
      assertEquals(
          new RecordedEvent.Waking(100_000_002_000L, 0, "<idle>", 10, false), events.get(1));
    }
  }

  /** The recorder's own text of the same file, which is read by another way. */
  @ParameterizedTest
  @ValueSource(strings = {"stacks-zstd", "instances-zstd"})
  void aFileSaysWhatTraceCmdReportsOfIt(String name) throws IOException {
    List<RecordedEvent> binary = new ArrayList<>();
    List<RecordedEvent> reported = new ArrayList<>();
    try (Recording dat = RecordedInput.recordingIn(fixture(name + ".dat"));
        Recording text = RecordedInput.recordingIn(fixture(name + ".txt"))) {
      dat.read(binary::add);
      text.read(reported::add);
    }
    assertEquals(stripped(reported), stripped(binary));
    assertTrue(binary.stream().anyMatch(e -> e instanceof RecordedEvent.End), name);
  }

  /** The text does not show interrupts. */
  private static List<RecordedEvent> stripped(List<RecordedEvent> events) {
    return events.stream()
        .map(
            event ->
                event instanceof RecordedEvent.Waking w
                    ? new RecordedEvent.Waking(w.timeNs(), w.thread(), w.name(), w.woken(), false)
                    : event)
        .toList();
  }

  @Test
  void stacksOfTheRecorderReportWhichMutexItIs() throws IOException {
    try (Recording recording = RecordedInput.recordingIn(fixture("stacks-zstd.dat"))) {
      RecordedMutex mutex = RecordedMutex.in(recording, OptionalLong.empty());
      assertTrue(mutex.evidence().startsWith("by 29 of 29 waits"), mutex::evidence);
    }
  }

  @Test
  void instancesOfOneClockAreMerged() throws IOException {
    try (Recording recording = RecordedInput.recordingIn(fixture("instances-zstd.dat"))) {
      assertEquals(13, waits(recording, 0xffffffff831f5aa0L).waits);
      assertTrue(
          recording.remarks().stream().anyMatch(r -> r.startsWith("merged from 2")),
          () -> recording.remarks().toString());
    }
  }

  @Test
  void theFirstEventMayComeLate() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < 20_000; line++) {
      lines.add("ip 10/10 [000] %d.000000: sched:sched_switch: prev_comm=ip".formatted(line));
    }
    lines.addAll(
        Files.readAllLines(fixture("perf-ok.txt")).stream()
            .map(l -> l.replace("] 100.", "] 99999."))
            .toList());
    try (Recording recording = text(lines.toArray(String[]::new))) {
      assertEquals(new Waits(1, 10_000_000), waits(recording));
    }
  }

  /** ppc64, s390x and arm64 with 52 bits. */
  @ParameterizedTest
  @ValueSource(strings = {"c000000000f1a2b4", "          12a2b4", "fff08000101a2b4c"})
  void kernelAddressesOfOtherMachines(String address) throws IOException {
    try (Recording recording =
        text(
            "ip 10/10 [000] 100.000000000: lock:contention_begin: 0x12345678 (flags=MUTEX)",
            "\t" + address + " __mutex_lock.constprop.0+0x12 ([kernel.kallsyms])",
            "\t" + address + " dev_ioctl+0x34 ([kernel.kallsyms])",
            "\t          10ab59 __send (/usr/lib/libc.so.6)",
            "",
            "ip 10/10 [000] 100.010000000: lock:contention_end: 0x12345678 (ret=0)")) {
      assertEquals(new Waits(1, 10_000_000), waits(recording));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__netlink_dump_start",
        "dev_ioctl",
        "tc_modify_qdisc",
        "cleanup_net",
        "unregister_netdev",
        "rtnl_dumpit.isra.0",
        "tc_new_tfilter",
        "mld_ifc_work"
      })
  void whatTakesTheRtnlShowsWhichMutexItIs(String function) throws IOException {
    try (Recording recording =
        text(
            "ip 10/10 [000] 100.000000000: lock:contention_begin: 0x12345678 (flags=MUTEX)",
            "\tffffffff821fbd31 __mutex_lock.constprop.0",
            "\tffffffff821fbd31 " + function,
            "",
            "ip 10/10 [000] 100.010000000: lock:contention_end: 0x12345678 (ret=0)")) {
      assertEquals(new Waits(1, 10_000_000), waits(recording));
    }
  }

  @Test
  void aBrokenLineIsSkippedAndCounted() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(fixture("perf-ok.txt")));
    lines.add("a");
    lines.add("b 11/11 [000] 101.000000000: lock:contention_begin: 0xffff (fla");
    try (Recording recording = text(lines.toArray(String[]::new))) {
      assertEquals(new Waits(1, 10_000_000), waits(recording));
      assertTrue(
          recording.remarks().stream().anyMatch(r -> r.startsWith("2 of ")),
          () -> recording.remarks().toString());
    }
  }

  /** A name may look like the rest of a line, hold a line break, or begin like a remark. */
  @Test
  void namesCannotForgeEvents() throws IOException {
    try (Recording recording =
        text(
            "#1/1 [0] 9.9: 10/10 [000] 100.000000000: lock:contention_begin: 0x"
                + MUTEX
                + " (flags=MUTEX)",
            "\tffffffff821fbd31 rtnetlink_rcv_msg",
            "",
            "evil",
            "2/2 [1] 10/10 [000] 100.010000000: lock:contention_end: 0x" + MUTEX + " (ret=0)")) {
      assertEquals(new Waits(1, 10_000_000), waits(recording));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ip 10/10 [000] lock:contention_begin: 0x1 (flags=MUTEX)|field time",
        "ip [000] 100.000000: lock:contention_begin: 0x1 (flags=MUTEX)|fields pid and tid",
        "ip 10/10 [000] 100.000000: lock:contention_begin:|field trace",
        "contended  total wait  max wait  avg wait  type  caller|table of sums",
        "Caller  Avg Wait  Count  Max Wait  Total Wait|table of sums",
        "just some text|neither a trace.dat nor"
      })
  void whatIsMissingIsNamed(String line, String named) throws IOException {
    Path file = temporary.resolve("text.txt");
    Files.writeString(file, line + "\n");
    assertTrue(refusal(file).contains(named), () -> refusal(file));
  }

  @Test
  void timesSinceTheEventBeforeAreRefused() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add(
          "ip 10/10 [000]     0.00000%d: lock:contention_begin: 0x1 (flags=MUTEX)"
              .formatted(i * 7 % 5));
      lines.add(
          "ip 10/10 [000]     0.00000%d: lock:contention_end: 0x1 (ret=0)".formatted(i * 3 % 4));
    }
    Path file = temporary.resolve("delta.txt");
    Files.write(file, lines);
    assertTrue(refusal(file).contains("--deltatime"), () -> refusal(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "50455246494c4532|perf script -i",
        "1f8b0800|zcat",
        "28b52ffd00|zstdcat",
        "fffe69007000|iconv",
        "69007000200031003000|iconv",
        "7f454c4602|ELF",
        "00010203|binary file",
        "72746e6c61624556|rtnlab report"
      })
  void aFileOfAKnownKindIsNamed(String hex, String named) throws IOException {
    Path file = temporary.resolve("file");
    Files.write(file, java.util.HexFormat.of().parseHex(hex));
    assertTrue(refusal(file).contains(named), () -> refusal(file));
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    Path file = temporary.resolve("file");
    Files.createFile(file);
    assertTrue(refusal(file).contains("empty"), () -> refusal(file));
  }

  @Test
  void aLineOfManyMegabytesIsOneLine() throws IOException {
    Path file = temporary.resolve("long.txt");
    String ok = Files.readString(fixture("perf-ok.txt"));
    Files.writeString(file, ok + "x".repeat(40 << 20) + "\n" + ok.replace(" 100.", " 200."));
    try (Recording recording = RecordedInput.recordingIn(file)) {
      assertEquals(new Waits(2, 20_000_000), waits(recording));
      assertTrue(
          recording.remarks().stream().anyMatch(r -> r.startsWith("1 of ")),
          () -> recording.remarks().toString());
    }
  }
}
