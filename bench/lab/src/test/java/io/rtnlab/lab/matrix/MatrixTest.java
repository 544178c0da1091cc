// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.matrix.BootResult;
import io.rtnlab.results.matrix.MatrixFolder;
import io.rtnlab.results.matrix.MatrixPlan;
import io.rtnlab.results.matrix.Outcome;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import io.rtnlab.results.report.text.MatrixReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop with a boot script that boots nothing: its kernels' names say how they end. */
class MatrixTest {
  private static final String SCRIPT =
      """
      #!/bin/sh
      # boot --prepare --kernel NAME --clock C
      if [ "$1" = --prepare ]; then
        echo "get $3" >>LOG
        [ "$3" != absent ] || { echo "no kernel absent"; exit 1; }
        exit
      fi
      # boot --kernel NAME --out DIR --deadline N --clock C -- COMMAND
      echo tcg >"$4/accelerator"
      echo "$2" >>LOG
      case $2 in
        good) echo 1.5 >"$4/started"; echo hello >"$4/stdout"
          echo 204800 >"$4/host-memory-kb" ;;
        panics) echo "$2: kernel panic: on purpose"; exit 125 ;;
        panics-once) [ -e "$4/../once" ] || { touch "$4/../once"; exit 125; }; echo 1 >"$4/started" ;;
        hangs) echo "$2: still running"; exit 124 ;;
        unbootable) echo "no room"; exit 1 ;;
        job-fails) echo 1 >"$4/started"; echo "no luck"; exit 3 ;;
        crashes) echo 1 >"$4/started"
          printf '#\\n# A fatal error has been detected by the Java Runtime Environment:\\n#\\n' >"$4/stdout"
          printf '#  SIGSEGV (0xb) at pc=0x1, pid=2, tid=3\\n# Problematic frame:\\n#\\n' >>"$4/stdout"
          exit 134 ;;
        sleeps) exec sleep 60 ;;
      esac
      """;

  @TempDir Path scratch;

  @Test
  void whateverBecomesOfOneBootTheRestIsDone() throws Exception {
    MatrixFolder folder = folder(1, "panics", "hangs", "good", "unbootable", "job-fails");
    execute(folder);

    List<BootResult> results = folder.results();
    assertEquals(5, results.size());
    assertEquals(Outcome.DIED, of(results, "panics").outcome());
    assertEquals("panics: kernel panic: on purpose", of(results, "panics").detail());
    assertEquals(Outcome.HUNG, of(results, "hangs").outcome());
    assertEquals(Outcome.DONE, of(results, "good").outcome());
    assertEquals(Outcome.CANNOT_START, of(results, "unbootable").outcome());
    assertEquals("no room", of(results, "unbootable").detail());
    assertEquals(Outcome.JOB_FAILED, of(results, "job-fails").outcome());
  }

  @Test
  void everyKernelIsGotBeforeTheFirstBoot() throws Exception {
    MatrixFolder folder = folder(2, "good", "job-fails");
    execute(folder);

    assertEquals(Set.of("get good", "get job-fails"), Set.copyOf(log().subList(0, 2)));
    assertEquals(6, log().size());
  }

  @Test
  void aKernelThatCannotBeHadIsAskedForOnceAndNotBooted() throws Exception {
    MatrixFolder folder = folder(2, "absent", "good");
    execute(folder);

    assertEquals(2, booted().size());
    assertFalse(booted().contains("absent"));
    List<BootResult> absent =
        folder.results().stream().filter(result -> result.kernel().equals("absent")).toList();
    assertEquals(2, absent.size());
    for (BootResult result : absent) {
      assertEquals(Outcome.CANNOT_START, result.outcome());
      assertEquals("no kernel absent", result.detail());
      assertEquals(0, result.attempts());
    }
  }

  @Test
  void onlyHangsAndDeathsAreTriedAgain() throws Exception {
    MatrixFolder folder = folder(1, "panics", "panics-once", "job-fails");
    execute(folder);

    assertEquals(2, of(folder.results(), "panics").attempts());
    assertEquals(Outcome.DONE, of(folder.results(), "panics-once").outcome());
    assertEquals(2, of(folder.results(), "panics-once").attempts());
    assertEquals(1, of(folder.results(), "job-fails").attempts());
  }

  @Test
  void aJavaThatCrashedIsTriedAgainAndSaysWhy() throws Exception {
    MatrixFolder folder = folder(1, "crashes");
    execute(folder);

    BootResult result = of(folder.results(), "crashes");
    assertEquals(Outcome.DIED, result.outcome());
    assertEquals(2, result.attempts());
    assertEquals("Java crashed: SIGSEGV (0xb) at pc=0x1, pid=2, tid=3", result.detail());
  }

  @Test
  void resumingDoesWhatIsMissingOrFailed() throws Exception {
    MatrixFolder folder = folder(2, "good", "job-fails");
    execute(folder);
    assertEquals(4, booted().size());

    execute(MatrixFolder.existing(folder.path()));
    assertEquals(6, booted().size());
    assertEquals(List.of("job-fails", "job-fails"), booted().subList(4, 6));
  }

  @Test
  void bootsAtOnceAreAllDoneAndEachOnce() throws Exception {
    MatrixFolder folder = folder(4, "good", "job-fails", "panics");
    List<BootResult> ended = new ArrayList<>();
    matrix(folder).execute(5, (kernel, seconds) -> {}, ended::add);

    assertEquals(12, ended.size());
    assertEquals(
        Set.copyOf(folder.plan().order()),
        Set.copyOf(ended.stream().map(BootResult::boot).toList()));
    assertEquals(12, folder.results().size());
    assertEquals(Outcome.JOB_FAILED, of(folder.results(), "job-fails").outcome());
  }

  @Test
  void stoppingEndsTheBootUnderWayAndStartsNoOther() throws Exception {
    MatrixFolder folder = folder(3, "sleeps");
    Matrix matrix = matrix(folder);
    Thread running =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    matrix.execute(1, (kernel, seconds) -> {}, result -> {});
                  } catch (IOException | InterruptedException unexpected) {
                    throw new AssertionError(unexpected);
                  }
                });
    while (!matrix.progress().startsWith("[")) {
      Thread.onSpinWait();
    }
    assertTrue(matrix.progress().startsWith("[1/3] sleeps, boot 1:"), matrix.progress());
    matrix.stop();
    running.join();
    assertTrue(folder.results().isEmpty());
    assertEquals(3, folder.plan().remaining(folder.done()).size());
  }

  @Test
  void theTableNamesEveryFailure() throws Exception {
    MatrixFolder folder = folder(1, "good", "panics");
    execute(folder);

    String table = new TextFormat(new TextStyle(400, false, false)).render(MatrixReport.of(folder));
    assertTrue(table.contains("FAILED panics, boot 1: died"), table);
    assertTrue(table.contains("kernel panic: on purpose); see panics.1/"), table);
    assertFalse(table.contains("FAILED good"), table);
    assertTrue(table.contains("200 MiB"), table);
  }

  @Test
  void theBundleKeepsTheAppsLastUsed() throws Exception {
    for (int age = 1; age <= 6; age++) {
      Path app = Files.createDirectory(scratch.resolve("app-" + age));
      Files.createFile(app.resolve("lab.jar"));
      Files.setLastModifiedTime(app, FileTime.fromMillis(1_000_000_000_000L - age * 1000L));
    }
    Files.createDirectory(scratch.resolve("runtime-25"));

    GuestBundle.removeOld(scratch);

    try (var left = Files.list(scratch)) {
      assertEquals(
          List.of("app-1", "app-2", "app-3", "app-4", "runtime-25"),
          left.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  private MatrixFolder folder(int boots, String... kernels) throws IOException {
    MatrixPlan plan =
        new MatrixPlan(
            MatrixPlan.SCHEMA,
            "qemu",
            "real",
            List.of(kernels),
            boots,
            1,
            60,
            1,
            List.of("doctor"),
            false);
    return MatrixFolder.create(scratch.resolve("matrix"), plan);
  }

  private Matrix matrix(MatrixFolder folder) throws IOException {
    Path vagrant = Files.createDirectories(scratch.resolve("vagrant"));
    String script = SCRIPT.replace("LOG", scratch.resolve("log").toString());
    Path boot = Files.writeString(vagrant.resolve("boot"), script);
    Files.setPosixFilePermissions(boot, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Matrix(
        new VagrantFolder(vagrant), new GuestBundle(scratch, scratch, scratch), folder);
  }

  private void execute(MatrixFolder folder) throws Exception {
    List<BootResult> ended = new ArrayList<>();
    matrix(folder).execute(1, (kernel, seconds) -> {}, ended::add);
    assertFalse(ended.isEmpty());
  }

  private List<String> log() throws IOException {
    return Files.readAllLines(scratch.resolve("log"));
  }

  private List<String> booted() throws IOException {
    return log().stream().filter(line -> !line.startsWith("get ")).toList();
  }

  private static BootResult of(List<BootResult> results, String kernel) {
    return results.stream().filter(r -> r.kernel().equals(kernel)).findFirst().orElseThrow();
  }
}
