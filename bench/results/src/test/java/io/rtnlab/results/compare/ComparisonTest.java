// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.DamagedRun;
import io.rtnlab.results.Json;
import io.rtnlab.results.compare.SyntheticRuns.ChangeOfRun;
import io.rtnlab.results.compare.SyntheticRuns.Hold;
import io.rtnlab.results.compare.SyntheticRuns.Planted;
import io.rtnlab.results.report.compare.ComparisonMail;
import io.rtnlab.results.report.compare.ComparisonSections;
import io.rtnlab.results.report.compare.LadderSections;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static final List<String> KERNELS = List.of("base", "patched");
  private static final List<String> OPERATIONS = List.of("route-insert", "link-dump");
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

  @TempDir private Path folder;

  /** Boots that vary by 0.2 %, and B's route-insert by this factor. */
  private static Hold planted(double factor) {
    Random random = new Random(17);
    return (arm, operation, block) ->
        5_000
            * Math.exp(0.002 * random.nextGaussian())
            * (arm.equals("patched") && operation.equals("route-insert") ? factor : 1);
  }

  private ComparisonDocument matrix(int boots, Hold hold, ChangeOfRun change) throws IOException {
    SyntheticRuns.matrix(folder, KERNELS, true, boots, OPERATIONS, hold, change);
    return Comparison.of(SubjectReader.read(List.of(folder.toString())), null);
  }

  @Test
  void aPlantedRegressionIsFoundAndItsPartNamed() throws IOException {
    ComparisonDocument found = matrix(9, planted(1.2), ChangeOfRun.NONE);
    assertEquals("worse", found.verdict());
    assertEquals(1, found.exitStatus());
    assertTrue(found.headline().startsWith("route-insert +7."), found.headline());
    assertTrue(
        found.headline().contains("): all of it own hold, in fib_table_insert; "),
        found.headline());
    assertTrue(found.headline().endsWith("nothing else moved by more than 1 %"), found.headline());
    ComparisonDocument.FigureRow hold = found.figures().getFirst();
    assertEquals("route-insert", hold.operation());
    assertEquals("worse", hold.verdict());
    Double low = hold.change().lowPercent();
    Double high = hold.change().highPercent();
    assertNotNull(low);
    assertNotNull(high);
    assertTrue(low < 20 && 20 < high && high - low < 4, low + " … " + high);
    String text = text(found);
    assertTrue(text.startsWith(found.headline().substring(0, 60)), text);
    assertNoLineLongerThan(80, text);
    assertFalse(text.contains("waiting"), text);
    assertTrue(text.contains("\n  in fib_table_insert "), text);
    assertEquals(
        List.of("fib_table_insert"),
        found.causes().stream()
            .map(ComparisonDocument.Cause::function)
            .filter(Objects::nonNull)
            .toList());
  }

  @Test
  void whereNoFunctionWasTracedNoneIsNamed() throws IOException {
    ComparisonDocument found =
        matrix(
            9,
            planted(1.2),
            (_, run) -> run.perRequests().forEach(perRequest -> perRequest.put("functions", null)));
    assertTrue(found.headline().contains("): all of it own hold; "), found.headline());
  }

  /** Means of requests that interrupts hit say nothing, whichever way the median moved. */
  @Test
  void whatIsUncertainExplainsNothing() throws IOException {
    Random random = new Random(5);
    ComparisonDocument found =
        matrix(
            9,
            planted(1.2),
            (_, run) -> {
              run.perRequests()
                  .forEach(perRequest -> perRequest.put("cpuMedianNs", 1_000_000)); // equal
              run.ledgers()
                  .forEach(
                      row -> {
                        long rest = 10_000_000L + random.nextInt(900_000_000);
                        row.put("systemCallRestNs", rest);
                        row.put("ownHoldNs", (long) random.nextInt(20_000_000));
                        row.put("wallNs", rest + 40_000_000);
                      });
            });
    assertTrue(found.headline().startsWith("route-insert's own hold +2"), found.headline());
    assertTrue(found.headline().contains("), in fib_table_insert; "), found.headline());
    assertFalse(found.headline().contains("of it"), found.headline());
    assertTrue(
        found.causes().stream().allMatch(each -> each.sharePercent() == null),
        found.causes().toString());
    String text = text(found);
    assertTrue(text.contains("\n  in fib_table_insert "), text);
    assertFalse(text.contains("\nin kernel "), text);
  }

  @Test
  void aNullIsAccepted() throws IOException {
    ComparisonDocument found = matrix(9, planted(1), ChangeOfRun.NONE);
    assertEquals(0, found.exitStatus(), found.headline());
    assertTrue(found.headline().startsWith("no worse"), found.headline());
    assertEquals(4, found.procedure().tests());
    assertEquals(98.75, found.procedure().confidencePercent(), 1e-9);
  }

  @Test
  void anImprovementIsNoWorse() throws IOException {
    ComparisonDocument found = matrix(9, planted(0.8), ChangeOfRun.NONE);
    assertEquals(0, found.exitStatus());
    assertTrue(found.headline().startsWith("route-insert −"), found.headline());
  }

  @Test
  void fewerBlocksThanTheTestsNeedReportNothing() throws IOException {
    ComparisonDocument found = matrix(4, planted(1.2), ChangeOfRun.NONE);
    assertEquals(125, found.exitStatus());
    assertTrue(found.headline().startsWith("CANNOT TELL"), found.headline());
    Integer needed = found.figures().getFirst().bootsNeeded();
    assertNotNull(needed);
    assertTrue(needed >= 8, "boots needed: " + needed);
  }

  @Test
  void oneBlockAsksForTheFewestThatReport() throws IOException {
    ComparisonDocument found = matrix(1, planted(1.2), ChangeOfRun.NONE);
    assertEquals(125, found.exitStatus());
    assertEquals(8, found.figures().getFirst().bootsNeeded());
  }

  @Test
  void nothingIsReportedWhereTheTwinDiffers() throws IOException {
    Random random = new Random(3);
    ComparisonDocument found =
        matrix(
            9,
            (arm, operation, block) ->
                (arm.endsWith("-twin") ? 5_150 : arm.equals("patched") ? 9_000 : 5_000)
                    * Math.exp(0.002 * random.nextGaussian()),
            ChangeOfRun.NONE);
    assertEquals(125, found.exitStatus());
    assertTrue(text(found).contains("A and its twin, the same kernel, differ"));
  }

  @Test
  void erraticRowsGiveNoVerdict() throws IOException {
    Random random = new Random(3);
    ComparisonDocument found =
        matrix(
            9,
            (arm, operation, block) ->
                5_000
                    * Math.exp(
                        (operation.equals("link-dump") ? 0.3 : 0.001) * random.nextGaussian()),
            ChangeOfRun.NONE);
    assertEquals(0, found.exitStatus(), found.headline());
    assertTrue(
        found.figures().stream()
            .anyMatch(
                row -> row.operation().equals("link-dump") && row.verdict().equals("erratic")));
    assertEquals(2, found.procedure().tests());
  }

  @Test
  void moreAcquisitionsAreWorseWithoutStatistics() throws IOException {
    ComparisonDocument found =
        matrix(
            9,
            planted(1),
            (arm, run) -> {
              if (arm.equals("patched")) {
                run.operations(
                    List.of(
                        new Planted("route-insert", 5_000, 13_000, 2, Map.of()),
                        new Planted("link-dump", 5_000, 13_000, 1, Map.of("EBUSY", 20))));
              }
            });
    assertEquals(1, found.exitStatus());
    assertTrue(
        found.headline().contains("route-insert: acquisitions a request 1 → 2"), found.headline());
    assertTrue(
        found.headline().contains("link-dump: errors EBUSY a request 0 → 0.0100"),
        found.headline());
  }

  @Test
  void anUnsteadierKernelIsAFindingOfItsOwn() throws IOException {
    Random random = new Random(9);
    ComparisonDocument found =
        matrix(
            12,
            (arm, operation, block) ->
                5_000 * Math.exp((arm.equals("patched") ? 0.05 : 0.001) * random.nextGaussian()),
            ChangeOfRun.NONE);
    assertTrue(
        found.remarks().findings().stream().anyMatch(f -> f.contains("is unsteadier on B")),
        found.remarks().toString());
  }

  @Test
  void whatDiffersBesidesTheKernelIsWarnedOf() throws IOException {
    ComparisonDocument found =
        matrix(
            9,
            planted(1),
            (arm, run) -> {
              if (arm.equals("patched")) {
                run.fingerprint().put("mitigations", Map.of("spectre_v2", "Vulnerable"));
                run.fingerprint().put("jdk", "Another 25");
              }
            });
    String text = text(found);
    assertTrue(text.contains("WARNING: mitigations: spectre_v2 differs: \"Mitigation: Retp"), text);
    assertTrue(text.contains("WARNING: JDK differs"), text);
  }

  @Test
  void differentJobsAreRefused() throws IOException {
    Incomparable refused =
        assertThrows(
            Incomparable.class,
            () ->
                matrix(
                    2,
                    planted(1),
                    (arm, run) -> {
                      if (arm.equals("patched")) {
                        run.settings().put("batch", 16);
                      }
                    }));
    assertTrue(String.valueOf(refused.getMessage()).contains("batch 1 and 16"), refused.toString());
  }

  @Test
  void differentClocksAreRefused() {
    assertThrows(
        Incomparable.class,
        () ->
            matrix(
                2,
                planted(1),
                (arm, run) -> run.accelerator(arm.equals("patched") ? "none" : "tcg,icount")));
  }

  @Test
  void oneBootEachIsADescription() throws IOException {
    SyntheticRuns.set(folder.resolve("a"), "a", NOON, 1, new double[] {5_000}, run -> {});
    SyntheticRuns.set(folder.resolve("b"), "b", NOON, 1, new double[] {6_000}, run -> {});
    ComparisonDocument found = compare("a/run-0", "b/run-0");
    assertEquals(125, found.exitStatus());
    assertEquals("described", found.figures().getFirst().verdict());
    assertNull(found.figures().getFirst().change().lowPercent());
    assertTrue(found.headline().startsWith("CANNOT TELL: one boot is no sample"));
  }

  @Test
  void independentBootsTakenInTurnsAreJudged() throws IOException {
    SyntheticRuns.set(
        folder.resolve("a"), "a", NOON, 2, SyntheticRuns.around(5_000, 0.002, 8, 1), run -> {});
    SyntheticRuns.set(
        folder.resolve("b"),
        "b",
        NOON.plusSeconds(60),
        2,
        SyntheticRuns.around(6_000, 0.002, 8, 2),
        run -> {});
    ComparisonDocument found = compare("a", "b");
    assertEquals(1, found.exitStatus(), found.headline());
    assertTrue(found.procedure().design().startsWith("independent boots"));
  }

  @Test
  void bootsThatRanOneKernelAfterTheOtherAreDescribed() throws IOException {
    SyntheticRuns.set(
        folder.resolve("a"), "a", NOON, 1, SyntheticRuns.around(5_000, 0.002, 8, 1), run -> {});
    SyntheticRuns.set(
        folder.resolve("b"),
        "b",
        NOON.plusSeconds(3600),
        1,
        SyntheticRuns.around(6_000, 0.002, 8, 2),
        run -> {});
    ComparisonDocument found = compare("a", "b");
    assertEquals(125, found.exitStatus());
    assertTrue(found.headline().contains("ran one after the other"), found.headline());
  }

  @Test
  void twoKernelsInOneSetAreRefused() throws IOException {
    SyntheticRuns.set(folder.resolve("a"), "a", NOON, 1, new double[] {5_000, 5_001}, run -> {});
    SyntheticRuns.set(folder.resolve("b"), "b", NOON, 1, new double[] {5_000, 5_001}, run -> {});
    Files.move(folder.resolve("b/run-1"), folder.resolve("a/run-2"));
    assertThrows(Incomparable.class, () -> compare("a", "b"));
  }

  @Test
  void aDamagedRunIsNamed() throws IOException {
    SyntheticRuns.set(folder.resolve("a"), "a", NOON, 1, new double[] {5_000, 5_001}, run -> {});
    SyntheticRuns.set(folder.resolve("b"), "b", NOON, 1, new double[] {5_000, 5_001}, run -> {});
    Files.writeString(folder.resolve("b/run-1/run.json"), "{\"schema\": 3, \"oper");
    DamagedRun damaged = assertThrows(DamagedRun.class, () -> compare("a", "b"));
    assertTrue(String.valueOf(damaged.getMessage()).contains("b/run-1/run.json is damaged"));
    assertThrows(DamagedRun.class, () -> compare("a", "nowhere"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "{\"schema\": 3, \"operations\": [",
        "{\"schema\": 3}",
        "{\"schema\": 99}",
        "{\"schema\":3,\"settings\":{},\"operations\":[{}],\"ledger\":[{}],\"blame\":[],\"probe\":{},"
            + "\"lost\":{},\"checks\":{},\"remarks\":[],\"fingerprint\":{}}"
      })
  void whatIsNoRunIsDamaged(String json) throws IOException {
    SyntheticRuns.set(folder.resolve("a"), "a", NOON, 1, new double[] {5_000}, run -> {});
    Files.createDirectories(folder.resolve("b"));
    Files.writeString(folder.resolve("b/run.json"), json);
    DamagedRun damaged = assertThrows(DamagedRun.class, () -> compare("a", "b"));
    assertFalse(String.valueOf(damaged.getMessage()).contains("Source"), damaged.getMessage());
  }

  @Test
  void aDamagedMatrixIsNamed() throws IOException {
    Files.writeString(folder.resolve("matrix.json"), "{\"kernels\": 3}");
    assertThrows(DamagedRun.class, () -> SubjectReader.read(List.of(folder.toString())));
  }

  @Test
  void halfAMatrixIsComparedAsFarAsItGot() throws IOException {
    SyntheticRuns.matrix(folder, KERNELS, true, 12, OPERATIONS, planted(1.2), ChangeOfRun.NONE);
    for (String gone : List.of("base.11", "patched.12", "base-twin.12")) {
      Files.delete(folder.resolve(gone).resolve("boot.json"));
    }
    ComparisonDocument found = Comparison.of(SubjectReader.read(List.of(folder.toString())), null);
    assertEquals(1, found.exitStatus());
    assertTrue(found.remarks().notes().getFirst().contains("3 boots are not done yet"));
  }

  @Test
  void kernelsOfAMatrixCanBeChosen() throws IOException {
    SyntheticRuns.matrix(
        folder,
        List.of("base", "other", "patched"),
        false,
        9,
        OPERATIONS,
        planted(1.2),
        ChangeOfRun.NONE);
    ComparisonDocument found =
        Comparison.of(SubjectReader.read(List.of(folder + ":base", folder + ":patched")), null);
    assertEquals(1, found.exitStatus());
    assertTrue(found.procedure().design().startsWith("randomised complete blocks"));
  }

  @Test
  void theTwinOfAChosenBaseIsReadWithIt() throws IOException {
    SyntheticRuns.matrix(
        folder,
        List.of("base", "other", "patched"),
        true,
        9,
        OPERATIONS,
        planted(1.2),
        ChangeOfRun.NONE);
    Subjects chosen = SubjectReader.read(List.of(folder + ":base", folder + ":patched"));
    assertNotNull(chosen.twin());
    assertEquals("worse", Comparison.of(chosen, null).verdict());
    Subjects itself = SubjectReader.read(List.of(folder + ":base", folder + ":base-twin"));
    assertNull(itself.twin(), "it stands on one side alone");
    assertEquals("no worse", Comparison.of(itself, null).verdict());
    assertNull(SubjectReader.read(List.of(folder + ":other", folder + ":base")).twin());
  }

  @Test
  void moreThanTwoKernelsAreALadder() throws IOException {
    LadderDocument ladder = ladder(planted(1.2), ChangeOfRun.NONE);
    assertEquals(1, ladder.exitStatus());
    assertEquals("route-insert", ladder.figures().getFirst().operation());
    assertEquals("equal", step(ladder, 0).verdict());
    assertEquals("worse", step(ladder, 1).verdict());
    assertEquals(20, step(ladder, 1).percent(), 1);
    assertNoLineLongerThan(80, new TextFormat(TextStyle.PLAIN).render(LadderSections.of(ladder)));
  }

  /** Boots of the second kernel that scatter neither hide the first nor the third. */
  @Test
  void aKernelThatScattersIsJudgedByItself() {
    Random random = new Random(5);
    List<List<Double>> logarithms = new ArrayList<>();
    for (double spread : new double[] {0.001, 0.2, 0.001, 0.001}) {
      logarithms.add(
          List.of(
              spread * random.nextGaussian(),
              spread * random.nextGaussian(),
              spread * random.nextGaussian()));
    }
    LadderSpread spread = LadderSpread.of(logarithms);
    assertEquals(List.of(1), spread.unsteady());
    assertTrue(Objects.requireNonNull(spread.ofDifference(2, 3)).value() < 0.003);
    assertTrue(Objects.requireNonNull(spread.ofDifference(0, 1)).value() > 0.02);
  }

  /** Of kernels that scatter alike, one in twenty rows has one that is taken for unsteady. */
  @Test
  void kernelsThatScatterAlikeAreRarelyTakenApart() {
    Random random = new Random(6);
    int apart = 0;
    for (int row = 0; row < 2_000; row++) {
      List<List<Double>> logarithms = new ArrayList<>();
      for (int kernel = 0; kernel < 7; kernel++) {
        logarithms.add(
            List.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()));
      }
      apart += LadderSpread.of(logarithms).unsteady().isEmpty() ? 0 : 1;
    }
    assertTrue(apart < 2_000 * 0.065, apart + " of 2,000");
  }

  @Test
  void aStepIsFromTheLastKernelThatHasTheFigure() throws IOException {
    LadderDocument found =
        ladder(
            planted(1.2),
            (arm, run) -> {
              if (arm.equals("other")) {
                run.perRequests().forEach(each -> each.remove("holdMedianNs"));
                run.perRequests().forEach(each -> each.remove("cpuMedianNs"));
              }
            });
    assertEquals(1, found.exitStatus());
    assertNull(found.figures().getFirst().steps().getFirst());
    assertEquals("worse", step(found, 1).verdict());
    assertTrue(found.headline().contains("from base to patched"), found.headline());
  }

  @Test
  void moreAcquisitionsAreWorseInALadderToo() throws IOException {
    LadderDocument found =
        ladder(
            planted(1),
            (arm, run) -> {
              if (arm.equals("patched")) {
                run.perRequests().forEach(each -> each.put("acquisitions", 4000));
              }
            });
    assertEquals(1, found.exitStatus());
    assertTrue(
        found
            .headline()
            .startsWith("route-insert's acquisitions a request 1 to 2 from other to patched"),
        found.headline());
  }

  private LadderDocument ladder(Hold hold, ChangeOfRun change) throws IOException {
    SyntheticRuns.matrix(
        folder, List.of("base", "other", "patched"), false, 3, OPERATIONS, hold, change);
    return Ladder.of(SubjectReader.read(List.of(folder.toString())), null);
  }

  /** An archive keeps no kernel for ever: what the ladder lacks is named, and the rest compared. */
  @Test
  void aKernelWithoutABootIsLeftOutOfALadder() throws IOException {
    SyntheticRuns.matrix(
        folder,
        List.of("base", "gone", "patched"),
        false,
        1,
        OPERATIONS,
        planted(1.2),
        ChangeOfRun.NONE);
    Path boot = folder.resolve("gone.1/boot.json");
    Files.writeString(boot, Files.readString(boot).replace("DONE", "CANNOT_START"));
    Subjects subjects = SubjectReader.read(List.of(folder.toString()));
    assertEquals(List.of("base", "patched"), subjects.arms().stream().map(Arm::name).toList());
    assertTrue(
        subjects.notes().contains(folder + " holds no finished boot of gone, which is left out"),
        subjects.notes()::toString);
    assertThrows(
        DamagedRun.class, () -> SubjectReader.read(List.of(folder + ":base", folder + ":gone")));
  }

  private static String text(ComparisonDocument comparison) {
    return new TextFormat(TextStyle.PLAIN).render(ComparisonSections.of(comparison));
  }

  private static LadderDocument.Step step(LadderDocument ladder, int index) {
    LadderDocument.Step step = ladder.figures().getFirst().steps().get(index);
    assertNotNull(step);
    return step;
  }

  @Test
  void theMailIsPlain() throws IOException {
    ComparisonDocument found = matrix(9, planted(1.2), ChangeOfRun.NONE);
    String mail = ComparisonMail.of(found, List.of("rtnlab", "compare", "M"));
    assertNoLineLongerThan(72, mail);
    assertTrue(mail.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 127)), mail);
    assertTrue(mail.contains("rtnlab compare M"), mail);
    assertTrue(mail.contains("rtnlab run --mix route-insert=1"), mail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG", "tr-TR"})
  void theAnswerIsTheSameEverywhere(String locale) throws IOException {
    ComparisonDocument here = matrix(9, planted(1.2), ChangeOfRun.NONE);
    String text = text(here) + Json.write(here);
    Locale ownLocale = Locale.getDefault();
    TimeZone ownZone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      ComparisonDocument there =
          Comparison.of(SubjectReader.read(List.of(folder.toString())), null);
      assertEquals(text, text(there) + Json.write(there));
    } finally {
      Locale.setDefault(ownLocale);
      TimeZone.setDefault(ownZone);
    }
  }

  private ComparisonDocument compare(String... names) throws IOException {
    List<String> paths = List.of(names).stream().map(n -> folder.resolve(n).toString()).toList();
    return Comparison.of(SubjectReader.read(paths), null);
  }

  private static void assertNoLineLongerThan(int columns, String text) {
    for (String line : text.lines().toList()) {
      assertTrue(line.codePointCount(0, line.length()) <= columns, line);
    }
  }
}
