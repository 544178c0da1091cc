// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import static io.rtnlab.probes.recording.ForgedTraceDat.buffer;
import static io.rtnlab.probes.recording.ForgedTraceDat.done;
import static io.rtnlab.probes.recording.ForgedTraceDat.joined;
import static io.rtnlab.probes.recording.ForgedTraceDat.number;
import static io.rtnlab.probes.recording.ForgedTraceDat.option;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.rtnlab.probes.recording.ForgedTraceDat.Part;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Small files that ask for much, files that refer to themselves, and files that change while they
 * are read: each is read or refused in one sentence, with memory that such a file needs.
 */
class HostileRecordingTest {
  private static final long MIB = 1 << 20;

  /** What a file of some hundred KiB may take in all: a table of symbols, decoded twice. */
  private static final long MOST_ALLOCATED = 320 * MIB;

  private static final ThreadMXBean MEMORY =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  @TempDir private Path temporary;

  private static Path golden(String name) {
    return Path.of(
        Objects.requireNonNull(HostileRecordingTest.class.getResource("golden/" + name), name)
            .getPath());
  }

  private ForgedTraceDat forged() throws IOException {
    return new ForgedTraceDat(golden("stock-6.12/v7.dat"));
  }

  private Path file() {
    return temporary.resolve("forged.dat");
  }

  private static long events(Path file) throws IOException {
    AtomicLong events = new AtomicLong();
    try (Recording recording = RecordedInput.recordingIn(file)) {
      recording.read(_ -> events.incrementAndGet());
    }
    return events.get();
  }

  /** One sentence, and no more memory than such a file needs. */
  private static String refusal(Path file) {
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    MalformedRecording refused = assertThrows(MalformedRecording.class, () -> events(file));
    long allocated = MEMORY.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < MOST_ALLOCATED, "allocated " + allocated);
    String message = String.valueOf(refused.getMessage());
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  /** What is forged behind a whole file is all that is wrong with it. */
  @Test
  void theFileThatIsForgedFromIsWhole() throws IOException {
    ForgedTraceDat forged = forged();
    Path file = forged.write(file(), forged.section(done(0)));
    assertEquals(events(golden("stock-6.12/v7.dat")), events(file));
  }

  @Test
  void optionsThatLeadToThemselves() throws IOException {
    ForgedTraceDat forged = forged();
    long own = forged.end();
    assertTrue(
        refusal(forged.write(file(), forged.section(done(own)))).contains("lies inside what"));
  }

  @Test
  void optionsThatLeadToTheFirst() throws IOException {
    ForgedTraceDat forged = forged();
    assertTrue(refusal(forged.write(file(), forged.firstOptions())).contains("lies inside what"));
  }

  @Test
  void optionsInACircleOfMany() throws IOException {
    ForgedTraceDat forged = forged();
    long first = forged.end();
    for (int i = 0; i < 99; i++) {
      long own = forged.end();
      long size = (long) ForgedTraceDat.sectionHead() + done(0).length;
      forged.section(done(own + size));
    }
    forged.section(done(first));
    assertTrue(refusal(forged.write(file(), first)).contains("lies inside what"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4096, 8192})
  void partsOfCpusThatOverlap(int by) throws IOException {
    ForgedTraceDat forged = forged();
    Part first = forged.parts().getFirst();
    Part second = new Part(first.offset() + first.size() - by, by);
    long next = forged.section(buffer("other", "mono", List.of(second)), done(0));
    assertTrue(refusal(forged.write(file(), next)).contains("lies inside what"));
  }

  /** Version 6 has a table at the end of its head: u64 offset and u64 size for each CPU. */
  @Test
  void partsOfCpusThatOverlapInVersion6() throws IOException {
    byte[] bytes = Files.readAllBytes(golden("stock-6.12/v6.dat"));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int table = text.indexOf("flyrecord\0") + "flyrecord\0".length();
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(table + 16, file.getLong(table));
    file.putLong(table + 24, 4096);
    assertTrue(refusal(Files.write(file(), bytes)).contains("lies inside what"));
  }

  @Test
  void onePartThatTenThousandCpusName() throws IOException {
    ForgedTraceDat forged = forged();
    Part part = new Part(forged.bytes(new byte[4096]), 4096);
    long next = forged.section(buffer("other", "mono", Collections.nCopies(10_000, part)), done(0));
    assertTrue(refusal(forged.write(file(), next)).contains("lies inside what"));
  }

  @Test
  void onePartThatTenThousandInstancesName() throws IOException {
    ForgedTraceDat forged = forged();
    List<Part> part = List.of(new Part(forged.bytes(new byte[4096]), 4096));
    byte[][] options = new byte[10_001][];
    for (int i = 0; i < 10_000; i++) {
      options[i] = buffer("i" + i, "mono", part);
    }
    options[10_000] = done(0);
    assertTrue(refusal(forged.write(file(), forged.section(options))).contains("lies inside what"));
  }

  /** It was inflated ten thousand times: most of an hour for 190 KB. */
  @ParameterizedTest
  @ValueSource(
      ints = {ForgedTraceDat.OPTION_HEADER_INFO, ForgedTraceDat.OPTION_CMDLINES, 17, 18, 19})
  void oneCompressedSectionThatTenThousandOptionsName(int option) throws IOException {
    Path compressed = temporary.resolve("compressed.dat");
    Files.write(compressed, Compression.ZLIB.of(golden("stock-6.12/v7.dat")));
    ForgedTraceDat forged = new ForgedTraceDat(compressed);
    byte[] bomb = deflated(new byte[1 << 20]);
    long section = forged.compressedSection(sizes(bomb.length, 1 << 20), bomb);
    byte[] each = option(option, number(section));
    byte[][] options = new byte[10_001][];
    Arrays.fill(options, each);
    options[10_000] = done(0);
    refusal(forged.write(file(), forged.section(options)));
  }

  private static byte[] sizes(int compressed, int size) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(compressed)
        .putInt(size)
        .array();
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[bytes.length / 50 + 1024];
    int length = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, length);
  }

  /** Whatever a part claims, and whatever it really inflates to. */
  @ParameterizedTest
  @CsvSource({
    "1048576, 1048576",
    "67108864, 67108864",
    "67108864, 1073741824",
    "67108864, 2147483647",
    "67108864, -1",
    "67108864, 1048576",
    "1024, 67108864"
  })
  void sectionsThatInflateToVeryMuch(int real, int claimed) throws IOException {
    byte[] bomb = deflated(new byte[real]);
    for (int option : List.of(ForgedTraceDat.OPTION_HEADER_INFO, 17, 18)) {
      Path compressed = temporary.resolve("compressed.dat");
      Files.write(compressed, Compression.ZLIB.of(golden("stock-6.12/v7.dat")));
      ForgedTraceDat forged = new ForgedTraceDat(compressed);
      long section = forged.compressedSection(sizes(bomb.length, claimed), bomb);
      forged.bytes(new byte[180_000]);
      long next = forged.section(option(option, number(section)), done(0));
      if (option == ForgedTraceDat.OPTION_HEADER_INFO || claimed != real) {
        refusal(forged.write(file(), next));
      } else {
        // Zeros are a list of no events.
        assertTrue(events(forged.write(file(), next)) > 0);
      }
    }
  }

  /** Ten thousand parts of events, each a thousand times its size. */
  @Test
  void eventsThatInflateToVeryMuch() throws IOException {
    Path compressed = temporary.resolve("compressed.dat");
    Files.write(compressed, Compression.ZLIB.of(golden("stock-6.12/v7.dat")));
    ForgedTraceDat forged = new ForgedTraceDat(compressed);
    byte[] pages = new byte[16 * 4096];
    byte[] bomb = deflated(pages);
    byte[] part = joined(sizes(bomb.length, pages.length), bomb);
    byte[][] all = new byte[2_001][];
    Arrays.fill(all, part);
    all[0] = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(2_000).array();
    byte[] data = joined(all);
    Part cpu = new Part(forged.bytes(data), data.length);
    long next = forged.section(buffer("other", "mono", List.of(cpu)), done(0));
    Path file = forged.write(file(), next);
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    try {
      events(file);
    } catch (MalformedRecording refused) {
      assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
    }
    long allocated = MEMORY.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < MOST_ALLOCATED, "allocated " + allocated);
  }

  @Test
  void instancesOfTwoClocksAreRefusedByName() throws IOException {
    ForgedTraceDat forged = forged();
    Part first =
        forged.parts().stream().max((a, b) -> Long.compare(a.size(), b.size())).orElseThrow();
    byte[] whole = Files.readAllBytes(golden("stock-6.12/v7.dat"));
    byte[] copy =
        Arrays.copyOfRange(whole, (int) first.offset(), (int) (first.offset() + first.size()));
    Part again = new Part(forged.bytes(copy), copy.length);
    long next = forged.section(buffer("other", "boot", List.of(again)), done(0));
    String message = refusal(forged.write(file(), next));
    assertTrue(message.contains("different clocks (boot, mono)"), message);
  }

  /** The same instance with the same clock is merged, and what both saw counts once. */
  @Test
  void instancesOfOneClockCountAnEventOnce() throws IOException {
    ForgedTraceDat forged = forged();
    byte[] whole = Files.readAllBytes(golden("stock-6.12/v7.dat"));
    List<Part> again = new ArrayList<>();
    for (Part part : forged.parts()) {
      byte[] copy =
          Arrays.copyOfRange(whole, (int) part.offset(), (int) (part.offset() + part.size()));
      again.add(new Part(forged.bytes(copy), copy.length));
    }
    long next = forged.section(buffer("other", "mono", again), done(0));
    assertEquals(events(golden("stock-6.12/v7.dat")), events(forged.write(file(), next)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stock-6.12/v6.dat", "stock-6.12/v7.dat"})
  void aFileThatIsCutShortWhileItIsRead(String name) throws IOException {
    Path file = Files.copy(golden(name), file());
    try (Recording recording = RecordedInput.recordingIn(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(100);
      }
      MalformedRecording refused =
          assertThrows(MalformedRecording.class, () -> recording.read(_ -> {}));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("became shorter while it was read"),
          refused::getMessage);
    }
  }

  /** What a pipe brings cannot be read twice, and its length shows only at its end. */
  @ParameterizedTest
  @ValueSource(strings = {"v6.dat", "v7.dat", "perf.txt"})
  void aPipeGivesWhatTheFileGives(String name) throws Exception {
    Path pipe = temporary.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Path file = golden("stock-6.12/" + name);
    // The shell opens it, which lasts until there is a reader.
    Process writer =
        new ProcessBuilder("sh", "-c", "exec cat \"$0\" >\"$1\"", file.toString(), pipe.toString())
            .start();
    assertEquals(events(file), events(pipe));
    assertEquals(0, writer.waitFor());
  }

  /** A text that grows to any length and is in memory nowhere. */
  private static InputStream text(long lines, LongFunction<String> line) {
    return new InputStream() {
      private long next;
      private byte[] current = new byte[0];
      private int at;

      @Override
      public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int from, int length) {
        if (at == current.length) {
          if (next == lines) {
            return -1;
          }
          current = line.apply(next++).getBytes(StandardCharsets.ISO_8859_1);
          at = 0;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, from, count);
        at += count;
        return count;
      }
    };
  }

  private static final String OK =
      """
      ip 10/10 [000] 100.000000000: lock:contention_begin: 0xffffffff831f5a60 (flags=MUTEX)
      \tffffffff821fbd31 rtnetlink_rcv_msg

      ip 10/10 [000] 100.010000000: lock:contention_end: 0xffffffff831f5a60 (ret=0)
      """;

  @Test
  void oneLineOf400Megabytes() throws IOException {
    String megabyte = "x".repeat(1 << 20);
    InputStream text =
        text(
            402,
            line -> line == 0 ? OK : line == 401 ? "\n" + OK.replace(" 100.", " 200.") : megabyte);
    AtomicLong events = new AtomicLong();
    try (Recording recording = TextRecording.read("text", text, ReadProgress.NONE)) {
      recording.read(_ -> events.incrementAndGet());
      assertEquals(4, events.get());
      assertTrue(
          recording.remarks().stream().anyMatch(r -> r.startsWith("1 of ")),
          () -> recording.remarks().toString());
    }
  }

  /** Each wait for another lock, by another thread, of another name, with another stack. */
  @Test
  void veryManyLocksThreadsNamesAndStacks() throws IOException {
    long many = 150_000;
    InputStream text =
        text(
            many + 1,
            line ->
                line == 0
                    ? OK
                    : "t%d %d/%d [000] %d.000000000: lock:contention_begin: 0xffff%012x (flags=MUTEX)%n\tffffffff821fbd31 f%d%n%n"
                        .formatted(line, line, line, line + 1, line, line));
    try (Recording recording = TextRecording.read("text", text, ReadProgress.NONE)) {
      assertEquals(
          0xffffffff831f5a60L, RecordedMutex.in(recording, OptionalLong.empty()).address());
    }
  }

  /** The list of candidates stays as long as it may get. */
  @Test
  void threeMillionLocks() {
    MutexSurvey survey = new MutexSurvey();
    for (int lock = 1; lock <= 3_000_000; lock++) {
      survey.accept(new RecordedEvent.Begin(lock, 1, "a", lock, 32, List.of()));
      survey.accept(new RecordedEvent.End(lock + lock % 7, 1, "a", lock, 0));
    }
    assertTrue(survey.candidates().size() <= 1 << 17, "kept " + survey.candidates().size());
    assertEquals(3_000_000, survey.candidates().size() + survey.forgotten());
  }

  /** Blanks wherever they may stand: the time grows with the length and not with its square. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ip 1/1 [000] %s1.000000: lock:contention_end: 0x1 (ret=0)",
        "ip%s 1/1 [000] 1.000000: lock:contention_end: 0x1 (ret=0)",
        "%sip 1/1 [000] 1.000000: lock:contention_end: 0x1 (ret=0)",
        "ip 1/1%s [000] 1.000000: lock:contention_end: 0x1 (ret=0)",
        "ip 1/1 [000] 1.000000:%s lock:contention_end: 0x1 (ret=0)",
        "ip 1/1 [000] 1.000000: lock:contention_end:%s 0x1 (ret=0)",
        "ip 1/1 [000] 1.000000: lock:contention_end: 0x1%s (ret=0)",
        "ip 1/1 [000] 1.000000: lock:contention_end: 0x1 (ret=0)%s",
        "\tffffffff821fbd31%s rtnetlink_rcv_msg",
        "%s"
      })
  void linesOfBlanks(String line) throws IOException {
    String blanks = line.formatted(" ".repeat(200_000)) + "\n";
    InputStream text = text(41, number -> number == 0 ? OK : blanks);
    try (Recording recording = TextRecording.read("text", text, ReadProgress.NONE)) {
      AtomicLong events = new AtomicLong();
      recording.read(_ -> events.incrementAndGet());
      assertTrue(events.get() >= 2, "events " + events);
    }
  }

  /** Colons, digits and brackets take a line apart as well. */
  @ParameterizedTest
  @ValueSource(
      strings = {":", "1.1:", "[0] ", "1/1 ", "lock:contention_begin:", "=> ", "(", "#", "a-1 "})
  void linesOfWhatSeparates(String part) throws IOException {
    String long200k = part.repeat(200_000 / part.length()) + "\n";
    InputStream text = text(21, number -> number == 0 ? OK : long200k);
    try (Recording recording = TextRecording.read("text", text, ReadProgress.NONE)) {
      AtomicLong events = new AtomicLong();
      recording.read(_ -> events.incrementAndGet());
      assertTrue(events.get() >= 2, "events " + events);
    }
  }
}
