// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.results.compare.SeriesDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real {@code git bisect run} over a history whose "kernels" say themselves how they measure. */
class BisectionTest {
  /** A run whose figures are what the image says, and as far apart as real boots are. */
  private static final String MEASURE =
      """
      case $(cat "$RTNLAB_KERNEL") in
        noboot) echo "Kernel panic"; exit 1 ;;
        full) echo "tee: write error: No space left on device"; exit 1 ;;
      esac
      n=$(cat NUMBER 2>/dev/null || echo 0); n=$(((n + 7) % 11)); echo $n >NUMBER
      mkdir -p "$RTNLAB_OUT"
      sed "s/@HOLD@/$(($(cat "$RTNLAB_KERNEL") + n))/; s/@CPU@/$((9000 + $(cat "$RTNLAB_KERNEL") + n))/" \
        TEMPLATE >"$RTNLAB_OUT/run.json"
      """;

  @TempDir private Path scratch;
  private Path tree;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void history() throws Exception {
    tree = Files.createDirectory(scratch.resolve("tree"));
    try {
      git("init", "--quiet");
    } catch (IOException missing) {
      assumeTrue(false, "git is not installed");
    }
    git("config", "user.email", "test@example.org");
    git("config", "user.name", "Test");
    String template = "/io/rtnlab/lab/bisect/run-template.json";
    try (var file = Objects.requireNonNull(BisectionTest.class.getResourceAsStream(template))) {
      Files.write(scratch.resolve("template.json"), file.readAllBytes());
    }
  }

  @Test
  void endsAtTheGuiltyCommit() throws Exception {
    commits("5000", "5010", "does not build", "5005", "noboot", "5003", "6000", "6010");
    Bisection.Result found = find(8);
    assertEquals(1, found.culprits().size(), said.toString());
    assertTrue(found.culprits().getFirst().endsWith("sets 6000"), found.toString());
    assertTrue(said.stream().anyMatch(line -> line.contains("standard deviations apart")));
    assertEquals("main", git("rev-parse", "--abbrev-ref", "HEAD"));
    assertFalse(Files.exists(tree.resolve(".git/BISECT_LOG")));
  }

  @Test
  void whatCannotBeDecidedBesideTheGuiltyStaysSuspect() throws Exception {
    commits("5000", "noboot", "6000");
    Bisection.Result found = find(3);
    assertEquals(2, found.culprits().size(), said.toString());
  }

  @Test
  void endsThatAreTooNearAreRefused() throws Exception {
    commits("5000", "5004", "5008");
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> find(3));
    assertTrue(String.valueOf(refused.getMessage()).contains("needs 6.0"), refused.getMessage());
    assertEquals("main", git("rev-parse", "--abbrev-ref", "HEAD"));
  }

  @Test
  void aFullDiskConvictsNoCommit() throws Exception {
    commits("5000", "5010", "full", "full", "full", "6000");
    Bisection.Result found = find(6);
    assertTrue(found.culprits().isEmpty(), said.toString());
    assertTrue(
        said.stream().anyMatch(line -> line.contains("no commit was judged")), said.toString());
  }

  @Test
  void aSeriesNamesThePatchThatIsWorse() throws Exception {
    commits("5000", "5001", "does not build", "5600", "5601");
    BisectPlan plan = plan(10);
    SeriesDocument series =
        Series.compare(
            plan,
            scratch.resolve("series"),
            new CommandBoots(String.valueOf(plan.measure()), 60, tree),
            "HEAD~4..HEAD",
            1,
            3.0,
            said::add);
    assertEquals(1, series.exitStatus(), series.headline());
    assertTrue(series.headline().contains("sets 5600: route-insert"), series.headline());
    assertEquals(3, series.patches().size());
    assertEquals(0, series.patches().getLast().againstParent().exitStatus());
    assertEquals(1, series.patches().getLast().againstBase().exitStatus());
    assertTrue(series.notes().getFirst().contains("does not build and is left out"));
    assertEquals("main", git("rev-parse", "--abbrev-ref", "HEAD"));
  }

  @Test
  void anUncommittedChangeIsNotLost() throws Exception {
    commits("5000", "6000");
    Files.writeString(tree.resolve("value"), "mine");
    assertThrows(IllegalArgumentException.class, () -> find(2));
    assertEquals("mine", Files.readString(tree.resolve("value")));
  }

  private Bisection.Result find(int commits) throws IOException, InterruptedException {
    BisectPlan plan = plan(3);
    return Bisection.find(
        scratch.resolve("bisection"),
        plan,
        new CommandBoots(String.valueOf(plan.measure()), 60, tree),
        new Bisection.Ask("HEAD~" + (commits - 1), "HEAD", null, classPath()),
        said::add);
  }

  private BisectPlan plan(int boots) {
    String measure =
        MEASURE
            .replace("TEMPLATE", scratch.resolve("template.json").toString())
            .replace("NUMBER", scratch.resolve("number").toString());
    return new BisectPlan(
        BisectPlan.SCHEMA,
        tree.toString(),
        "! grep -q 'not build' value && cp value image",
        "image",
        measure,
        boots,
        60,
        List.of("run"),
        null);
  }

  /** Where JUnit's console runs the tests, it alone is on the virtual machine's class path. */
  private static String classPath() {
    List<String> words = List.of(System.getProperty("sun.java.command", "").split(" "));
    for (String option : List.of("--class-path", "-cp")) {
      if (words.contains(option)) {
        return words.get(words.indexOf(option) + 1);
      }
    }
    return System.getProperty("java.class.path");
  }

  private void commits(String... values) throws Exception {
    for (String value : values) {
      Files.writeString(tree.resolve("value"), value);
      git("add", "value");
      git("commit", "--quiet", "--allow-empty", "-m", "sets " + value);
    }
    git("branch", "--quiet", "-M", "main");
  }

  private String git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command).directory(tree.toFile()).redirectErrorStream(true).start();
    String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, git.waitFor(), text);
    return text;
  }
}
