// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.rtnlab.probes.mutants.Mutants;
import io.rtnlab.probes.mutants.Mutators;
import io.rtnlab.results.matrix.BootResult;
import io.rtnlab.results.matrix.MatrixFolder;
import io.rtnlab.results.matrix.MatrixPlan;
import io.rtnlab.results.matrix.Outcome;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import io.rtnlab.results.report.run.Choice;
import io.rtnlab.results.report.run.RunReport;
import io.rtnlab.results.report.run.RunText;
import io.rtnlab.results.report.text.MatrixReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No damage to a document ends in anything but a report, or a sentence. */
class JsonMutantsTest {
  private static final Pattern VALUE =
      Pattern.compile("(?<=: |\\[ ?)(-?\\d+(\\.\\d+)?|\"[^\"\\n]*\"|null|true|false)");

  @TempDir private Path temporary;

  private static void check(Mutants.Counts counts) {
    assertEquals(0, counts.stacks(), counts::toString);
    assertEquals(0, counts.overHeap(), counts::toString);
    assertEquals(0, counts.silent(), counts::toString);
    assertTrue(2 * counts.reached() >= counts.inputs(), counts::toString);
  }

  /** Mostly values: a document whose brackets do not match is refused at once. */
  private static final List<Mutators> MUTATORS =
      List.of(
          Mutators.VALUES,
          Mutators.VALUES,
          Mutators.VALUES,
          Mutators.VALUES,
          Mutators.FLIP_BITS,
          Mutators.LINES,
          Mutators.CUT_OFF);

  private interface Reading {
    Mutants.Answer read() throws IOException;
  }

  /** Whether the text is JSON at all shows how far it got. */
  private static Mutants.Answer answer(byte[] json, Reading reading) throws IOException {
    try {
      return reading.read();
    } catch (DamagedRun refused) {
      boolean whole;
      try {
        JSON.std.anyFrom(new String(json, StandardCharsets.UTF_8));
        whole = true;
      } catch (IOException broken) {
        whole = false;
      }
      throw new Mutants.Refused(whole, refused);
    }
  }

  private Mutants.Answer report(byte[] json) throws IOException {
    Files.write(temporary.resolve("run.json"), json);
    RunDocument run = RunFolder.existing(temporary).read();
    return new Mutants.Answer(true, text(run), run.doubt().isPresent());
  }

  private static String text(RunDocument run) {
    TextFormat format = new TextFormat(TextStyle.PLAIN);
    return RunText.answer(run, "run", format)
        + format.render(Choice.all().from(RunReport.details(run)));
  }

  @Test
  void runs() throws IOException {
    byte[] json = Json.writeSealed(Documents.sample()).getBytes(StandardCharsets.UTF_8);
    check(Mutants.run("run.json", json, MUTATORS, mutant -> answer(mutant, () -> report(mutant))));
  }

  /** Each value in turn becomes null, another type, negative, or too large. */
  @Test
  void everyValueIsLookedAt() throws IOException {
    String json = Json.write(Documents.sample());
    Matcher value = VALUE.matcher(json);
    List<int[]> places = new ArrayList<>();
    while (value.find()) {
      places.add(new int[] {value.start(), value.end()});
    }
    assertTrue(places.size() > 100, "values: " + places.size());
    for (int[] place : places) {
      for (String other : List.of("null", "-1", "1e30", "[null]", "{}", "\"x\"", "true")) {
        String mutant = json.substring(0, place[0]) + other + json.substring(place[1]);
        try {
          report(mutant.getBytes(StandardCharsets.UTF_8));
        } catch (DamagedRun refused) {
          assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
        }
      }
    }
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    String json = Json.write(Documents.sample());
    for (String mutant :
        List.of(
            json + "x",
            json + "{}",
            json.replaceFirst("\"blame\" : \\[", "\"blame\" : [ null,"),
            json.replaceFirst("\"durationNs\" : \\d+", "\"durationNs\" : -1"),
            json.replaceFirst("\"durationNs\" : \\d+", "\"durationNs\" : 1e30"),
            "{\"schema\":3,\"settings\":{}}",
            "null",
            "")) {
      DamagedRun refused =
          assertThrows(DamagedRun.class, () -> report(mutant.getBytes(StandardCharsets.UTF_8)));
      assertTrue(
          String.valueOf(refused.getMessage()).contains("is damaged: "), refused::getMessage);
    }
  }

  private Mutants.Answer matrix(byte[] plan, byte[] boot) throws IOException {
    Path folder = temporary.resolve("matrix");
    Files.createDirectories(folder.resolve("stock-6.12.1"));
    Files.write(folder.resolve("matrix.json"), plan);
    Files.write(folder.resolve("stock-6.12.1/boot.json"), boot);
    MatrixFolder kept = MatrixFolder.existing(folder);
    String table = new TextFormat(TextStyle.PLAIN).render(MatrixReport.of(kept));
    return new Mutants.Answer(true, table, !kept.doubts().isEmpty());
  }

  @Test
  void matrices() throws IOException {
    byte[] plan =
        Json.writeSealed(
                new MatrixPlan(
                    1, "qemu", "real", List.of("stock-6.12"), 1, 1, 60, 1, List.of("run"), null))
            .getBytes(StandardCharsets.UTF_8);
    byte[] boot =
        Json.writeSealed(
                new BootResult(
                    "stock-6.12", 1, Outcome.HUNG, 1, "late", 3.5, null, "tcg", null, null))
            .getBytes(StandardCharsets.UTF_8);
    check(
        Mutants.run(
            "matrix.json", plan, MUTATORS, mutant -> answer(mutant, () -> matrix(mutant, boot))));
    check(
        Mutants.run(
            "boot.json", boot, MUTATORS, mutant -> answer(mutant, () -> matrix(plan, mutant))));
    DamagedRun refused =
        assertThrows(
            DamagedRun.class,
            () ->
                matrix(
                    new String(plan, StandardCharsets.UTF_8)
                        .replaceFirst("\"boots\" : 1", "\"boots\" : 2000000000")
                        .getBytes(StandardCharsets.UTF_8),
                    boot));
    assertTrue(String.valueOf(refused.getMessage()).contains("--boots"), refused::getMessage);
  }
}
