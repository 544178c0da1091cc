// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.rtnlab.results.matrix.MatrixFolder;
import io.rtnlab.results.matrix.MatrixPlan;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import io.rtnlab.results.report.run.RunText;
import io.rtnlab.results.report.text.MatrixReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that is not as it was written says so, and is read all the same. */
class SealTest {
  @TempDir private Path temporary;

  /** The checksum was computed by a program that shares no code with this one. */
  @Test
  void theChecksumIsPinned() throws IOException {
    String json =
        """
        { "b" : [1, 2.5, null, true, "x\u00c5\\u001b"], "a" : {"y" : -7, "x" : 3.0}
        }
        """;
    String sealed = Seal.on(json);
    assertTrue(sealed.endsWith(", \"checksum\" : \"crc32c:f7fa4117\" }\n"), sealed);
    assertFalse(Seal.isBroken(JSON.std.mapFrom(sealed)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"x\":3,\"y\":-7},\"b\":[1,2.5,null,true,\"x\\u00c5\\u001b\"],\"checksum\":\"crc32c:f7fa4117\"}",
        "{\"checksum\":\"crc32c:f7fa4117\",\"b\":[1.0,2.50,null,true,\"x\\u00c5\\u001b\"],\"a\":{\"x\":3,\"y\":-7}}",
        "{\"a\":{\"x\":3,\"y\":-7}}"
      })
  void anotherLayoutIsTheSameDocument(String json) throws IOException {
    assertFalse(Seal.isBroken(JSON.std.mapFrom(json)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"x\":3,\"y\":7},\"b\":[1,2.5,null,true,\"x\\u00c5\\u001b\"],\"checksum\":\"crc32c:f7fa4117\"}",
        "{\"a\":{\"x\":3,\"y\":-7},\"b\":[1,2.5,null,true,\"x\"],\"checksum\":\"crc32c:f7fa4117\"}",
        "{\"a\":{\"x\":3,\"y\":-7},\"b\":[1,2.5,true,null,\"x\\u00c5\\u001b\"],\"checksum\":\"crc32c:f7fa4117\"}",
        "{\"a\":{\"x\":3,\"z\":-7},\"b\":[1,2.5,null,true,\"x\\u00c5\\u001b\"],\"checksum\":\"crc32c:f7fa4117\"}",
        "{\"a\":{},\"checksun\":\"crc32c:f7fa4117\"}",
        "{\"a\":{},\"checksum\":null}",
        "{\"a\":{},\"checksum\":\"md5:1\"}"
      })
  void anythingElseIsNot(String json) throws IOException {
    assertTrue(Seal.isBroken(JSON.std.mapFrom(json)), json);
  }

  private String edited(Path file, String from, String to) throws IOException {
    String json = Files.readString(file);
    String other = json.replaceFirst(from, to);
    assertFalse(json.equals(other), from);
    Files.writeString(file, other);
    return other;
  }

  @Test
  void anEditedRunSaysSoBesideItsFirstFigures() throws IOException {
    RunFolder folder = RunFolder.create(temporary.resolve("run"));
    folder.write(Documents.sample());
    assertTrue(folder.read().doubt().isEmpty());
    edited(folder.path().resolve("run.json"), "\"durationNs\" : \\d", "\"durationNs\" : 9");
    RunDocument run = folder.read();
    String answer = RunText.answer(run, "run", new TextFormat(TextStyle.PLAIN));
    assertTrue(answer.contains("run.json is damaged or was edited"), answer);
  }

  @Test
  void aRunThatAnotherProgramPrintedAnewIsTheSame() throws IOException {
    RunFolder folder = RunFolder.create(temporary.resolve("run"));
    folder.write(Documents.sample());
    Path file = folder.path().resolve("run.json");
    Map<String, Object> values = JSON.std.mapFrom(Files.readString(file));
    Files.writeString(file, JSON.std.asString(values));
    assertEquals(Documents.sample(), folder.read());
  }

  @Test
  void anEditedMatrixSaysSo() throws IOException {
    MatrixPlan plan =
        new MatrixPlan(1, "qemu", "real", List.of("stock-6.12"), 1, 1, 60, 1, List.of("run"), null);
    MatrixFolder.create(temporary.resolve("matrix"), plan);
    edited(temporary.resolve("matrix/matrix.json"), "\"seed\" : 1", "\"seed\" : 2");
    String table =
        new TextFormat(TextStyle.PLAIN)
            .render(MatrixReport.of(MatrixFolder.existing(temporary.resolve("matrix"))));
    assertTrue(table.contains("matrix.json is damaged or was edited"), table);
  }
}
