// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import io.rtnlab.results.report.run.Choice;
import io.rtnlab.results.report.run.RunReport;
import io.rtnlab.results.report.run.RunText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
  @TempDir private Path temporary;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    RunDocument written = Documents.sample();
    RunFolder.create(temporary.resolve("run")).write(written);
    assertEquals(written, RunFolder.existing(temporary.resolve("run")).read());
  }

  @Test
  void aFolderThatHoldsARunIsNotOverwritten() throws IOException {
    RunFolder.create(temporary).write(Documents.sample());
    IOException refused = assertThrows(IOException.class, () -> RunFolder.create(temporary));
    assertTrue(message(refused).contains("already holds a run"), message(refused));
  }

  @Test
  void anUnwritableFolderIsRefusedBeforeTheRun() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    IOException refused =
        assertThrows(IOException.class, () -> RunFolder.create(file.resolve("run")));
    assertTrue(message(refused).contains("name another with --out"), message(refused));
  }

  @Test
  void aRunThatDidNotEndIsNotOne() {
    DamagedRun refused = assertThrows(DamagedRun.class, () -> RunFolder.existing(temporary));
    assertTrue(message(refused).contains("did not end"), message(refused));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "nonsense", "{\"schema\":1}", "{\"schema\":\"x\"}"})
  void aDamagedDocumentSaysSoInOneLine(String content) throws IOException {
    Files.writeString(temporary.resolve("run.json"), content);
    DamagedRun damaged = assertThrows(DamagedRun.class, () -> RunFolder.existing(temporary).read());
    assertTrue(message(damaged).contains("run.json is damaged"), message(damaged));
    assertEquals(1, message(damaged).lines().count());
  }

  /** What nests deeply, repeats a field or is very long needs no more than a sentence. */
  @Test
  void extremeDocumentsAreDamaged() throws IOException {
    String whole = Json.write(Documents.sample());
    for (String extreme :
        List.of(
            "[".repeat(200_000),
            "{\"a\":".repeat(200_000),
            "{\"schema\":" + "9".repeat(200_000) + "}",
            "{\"schema\":4,\"startedAt\":\"" + "x".repeat(9 << 20) + "\"}",
            whole.replaceFirst("\\{", "{ \"schema\" : 4,"),
            "\u0000".repeat(1000),
            whole + " ".repeat(9 << 20))) {
      Files.writeString(temporary.resolve("run.json"), extreme);
      DamagedRun damaged =
          assertThrows(DamagedRun.class, () -> RunFolder.existing(temporary).read());
      assertEquals(1, message(damaged).lines().count());
    }
  }

  @Test
  void aCutDocumentIsDamagedWhereverItIsCut() throws IOException {
    String whole = Json.write(Documents.sample());
    for (int length = 0; length < whole.lastIndexOf('}'); length += 37) {
      Files.writeString(temporary.resolve("run.json"), whole.substring(0, length));
      assertThrows(DamagedRun.class, () -> RunFolder.existing(temporary).read());
    }
  }

  @Test
  void aNewerSchemaAsksForANewerProgram() throws IOException {
    String newer =
        Json.write(Documents.sample())
            .replace("\"schema\" : " + RunDocument.SCHEMA, "\"schema\" : 99");
    Files.writeString(temporary.resolve("run.json"), newer);
    DamagedRun refused = assertThrows(DamagedRun.class, () -> RunFolder.existing(temporary).read());
    assertTrue(message(refused).contains("use a newer rtnlab"), message(refused));
  }

  @Test
  void fieldsOfALaterVersionArePassedOver() throws IOException {
    String later = Json.write(Documents.sample()).replaceFirst("\\{", "{ \"later\" : [1, 2],");
    Files.writeString(temporary.resolve("run.json"), later);
    assertEquals(Documents.sample(), RunFolder.existing(temporary).read());
  }

  private static String message(Throwable thrown) {
    return String.valueOf(thrown.getMessage());
  }

  /** {@code rtnlab run --threads 4} of an earlier version on Linux 6.18. */
  @Test
  void aRunOfAnOlderSchemaIsReadAndPrinted() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("old"));
    try (InputStream run = RunFolderTest.class.getResourceAsStream("run-schema-3.json")) {
      Files.copy(Objects.requireNonNull(run), folder.resolve("run.json"));
    }
    RunDocument old = RunFolder.existing(folder).read();
    assertEquals(3, old.schema());
    assertNull(old.holderBounds());
    TextFormat format = new TextFormat(TextStyle.PLAIN);
    String report =
        RunText.answer(old, "old", format)
            + format.render(Choice.all().from(RunReport.details(old)));
    assertTrue(report.contains("snapshot"), report);
    assertFalse(report.contains("truth within"), report);
    assertFalse(report.contains("identified"), report);
  }
}
