// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.attribution.Attribution;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.ledger.Checks;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.recording.Compression;
import io.rtnlab.probes.recording.LockEventTranslation;
import io.rtnlab.probes.recording.ReadProgress;
import io.rtnlab.probes.recording.RecordedInput;
import io.rtnlab.probes.recording.RecordedMutex;
import io.rtnlab.probes.recording.Recording;
import io.rtnlab.probes.stream.EventReader;
import io.rtnlab.probes.stream.EventWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No damage to a recording ends in anything but figures, or a sentence. */
class RecordingMutantsTest {
  private static final String RECORDINGS = "/io/rtnlab/probes/recording/";

  @TempDir private Path temporary;

  private static Path path(String name) {
    return Path.of(
        Objects.requireNonNull(RecordingMutantsTest.class.getResource(RECORDINGS + name), name)
            .getPath());
  }

  private static byte[] fixture(String name) throws IOException {
    return Files.readAllBytes(path(name));
  }

  private static void check(Mutants.Counts counts) {
    assertEquals(0, counts.stacks(), counts::toString);
    assertEquals(0, counts.overHeap(), counts::toString);
    assertTrue(2 * counts.reached() >= counts.inputs(), counts::toString);
  }

  @ParameterizedTest
  @CsvSource({"trace.dat v6, golden/stock-6.12/v6.dat", "trace.dat v7, golden/stock-6.12/v7.dat"})
  void traceDat(String format, String name) throws IOException {
    check(
        Mutants.run(
            format,
            fixture(name),
            List.of(
                Mutators.FLIP_BITS,
                Mutators.NUMBER,
                Mutators.FILL,
                Mutators.SWAP,
                Mutators.FLIP_BITS,
                Mutators.NUMBER,
                Mutators.FILL,
                Mutators.CUT_OFF),
            this::attribute));
  }

  /**
   * What is compressed is damaged before, since nearly every wrong bit behind makes a part
   * unreadable; every fifth is a file of the recorder itself, damaged as it is.
   */
  @Test
  void traceDatZstd() throws IOException {
    Path golden = path("golden/stock-6.12/v7.dat");
    byte[] whole = Files.readAllBytes(golden);
    byte[] recorded = fixture("foreign/stacks-zstd.dat");
    List<Mutators> mutators =
        List.of(Mutators.FLIP_BITS, Mutators.NUMBER, Mutators.FILL, Mutators.SWAP);
    String figures = attribute(Compression.ZSTD.of(whole, golden)).figures();
    String figuresOfRecorded = attribute(recorded).figures();
    SplittableRandom random = new SplittableRandom(5);
    check(
        Mutants.run(
            "trace.dat zstd",
            whole,
            mutators,
            damaged -> {
              if (Arrays.equals(damaged, whole) || random.nextInt(5) > 0) {
                return attribute(Compression.ZSTD.of(damaged, golden));
              }
              Mutators mutator = mutators.get(random.nextInt(mutators.size()));
              Mutants.Answer answer = attribute(mutator.of(recorded, random));
              return answer.figures().equals(figuresOfRecorded)
                  ? new Mutants.Answer(answer.reached(), figures, answer.word())
                  : answer;
            }));
  }

  @ParameterizedTest
  @CsvSource({
    "perf text, golden/stock-6.12/perf.txt",
    "trace-cmd text, foreign/stacks-zstd.txt",
    "tracefs text, foreign/tracefs-7.3.4.txt"
  })
  void text(String format, String name) throws IOException {
    check(Mutants.run(format, fixture(name), Arrays.asList(Mutators.values()), this::attribute));
  }

  private Mutants.Answer attribute(byte[] bytes) throws IOException {
    Path file = temporary.resolve("input");
    Files.write(file, bytes);
    AtomicLong events = new AtomicLong();
    try (RecordedInput input = RecordedInput.open(file);
        Recording recording = input.recording(ReadProgress.NONE)) {
      recording.read(_ -> events.incrementAndGet());
      RecordedMutex mutex = RecordedMutex.in(recording, OptionalLong.empty());
      Attribution attribution = new Attribution(List.of(), ProbeCapabilities.CONTENTION);
      LockEventTranslation translation = new LockEventTranslation(mutex.address(), attribution);
      recording.read(translation);
      Ledger ledger = attribution.ledger();
      return new Mutants.Answer(
          events.get() > 0,
          translation.counts() + " " + ledger.waits() + " " + ledger.blame(),
          word(recording, ledger));
    } catch (IOException refused) {
      throw new Mutants.Refused(events.get() > 0, refused);
    }
  }

  private static boolean word(Recording recording, Ledger ledger) {
    Checks checks = ledger.checks();
    return checks.leftOut().waits() > 0
        || checks.leftOut().endsWithoutBegin() > 0
        || checks.order().outOfOrder() > 0
        || checks.gaps().count() > 0
        || recording.remarks().stream()
            .anyMatch(
                remark ->
                    remark.contains("skipped")
                        || remark.contains("damaged")
                        || remark.contains("cut off"));
  }

  @Test
  void events() throws IOException {
    byte[] dat = fixture("golden/stock-6.12/v7.dat");
    Path file = temporary.resolve("whole.dat");
    Files.write(file, dat);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Recording recording = RecordedInput.recordingIn(file);
        EventWriter writer =
            new EventWriter(bytes, List.of("route-insert"), ProbeCapabilities.CONTENTION)) {
      long mutex = RecordedMutex.in(recording, OptionalLong.empty()).address();
      recording.read(new LockEventTranslation(mutex, writer));
    }
    check(
        Mutants.run(
            "events.bin",
            bytes.toByteArray(),
            List.of(
                Mutators.FLIP_BITS,
                Mutators.NUMBER,
                Mutators.FILL,
                Mutators.TAKE_OUT,
                Mutators.REPEAT,
                Mutators.CUT_OFF),
            RecordingMutantsTest::ledger));
  }

  private static Mutants.Answer ledger(byte[] bytes) throws IOException {
    AtomicLong events = new AtomicLong();
    try (EventReader reader = new EventReader(new ByteArrayInputStream(bytes))) {
      Attribution attribution = new Attribution(List.of(), ProbeCapabilities.CONTENTION);
      EventReader.Ending ending =
          reader.readAll(
              (LockEvent event) -> {
                events.incrementAndGet();
                attribution.accept(event);
              });
      Ledger ledger = attribution.ledger();
      Checks checks = ledger.checks();
      return new Mutants.Answer(
          events.get() > 0,
          ledger.waits() + " " + ledger.blame(),
          !ending.complete()
              || checks.leftOut().waits() > 0
              || checks.leftOut().endsWithoutBegin() > 0
              || checks.order().outOfOrder() > 0
              || checks.gaps().count() > 0);
    } catch (IOException refused) {
      throw new Mutants.Refused(events.get() > 0, refused);
    }
  }
}
