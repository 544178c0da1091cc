// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.matrix;

import io.rtnlab.results.DamagedRun;
import io.rtnlab.results.Json;
import io.rtnlab.results.NewFiles;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A matrix on disk.
 *
 * <pre>
 *  matrix.json             what was asked for ({@link MatrixPlan})
 *  stock-6.12.prepare/     how the kernel was got: driver.log
 *  stock-6.12.1/           the first boot of stock-6.12
 *    boot.json             what became of it ({@link BootResult}); absent while it runs
 *    run/                  the job's run folder, as of any other run
 *    stdout stderr         of the job
 *    console dmesg config cmdline accelerator host-memory-kb driver.log
 * </pre>
 */
public final class MatrixFolder {
  private static final String PLAN = "matrix.json";
  private static final String RESULT = "boot.json";

  private final Path path;
  private final Set<Path> notAsWritten = new TreeSet<>();

  private MatrixFolder(Path path) {
    this.path = path;
  }

  /** A new one, empty but for its plan. */
  public static MatrixFolder create(Path path, MatrixPlan plan) throws IOException {
    if (Files.exists(path.resolve(PLAN))) {
      throw new IOException(path + " already holds a matrix: --resume continues it");
    }
    NewFiles.folder(path);
    MatrixFolder folder = new MatrixFolder(path.toAbsolutePath());
    NewFiles.replace(folder.path.resolve(PLAN), Json.writeSealed(plan));
    return folder;
  }

  /** One that exists. */
  public static MatrixFolder existing(Path path) throws IOException {
    if (!isOne(path)) {
      throw new DamagedRun(path + " holds no " + PLAN + ": it is no matrix folder");
    }
    return new MatrixFolder(path.toAbsolutePath());
  }

  /** Whether a matrix is kept there. */
  public static boolean isOne(Path path) {
    return Files.exists(path.resolve(PLAN));
  }

  public Path path() {
    return path;
  }

  public MatrixPlan plan() throws IOException {
    return read(MatrixPlan.class, path.resolve(PLAN));
  }

  private <T> T read(Class<T> type, Path file) throws IOException {
    Json.Kept<T> kept = Json.readKept(type, file);
    if (!kept.asWritten()) {
      notAsWritten.add(file);
    }
    return kept.document();
  }

  /** A sentence for each document read so far that is not as it was written. */
  public List<String> doubts() {
    return notAsWritten.stream()
        .map(file -> file + " is damaged or was edited: by its checksum something else was written")
        .toList();
  }

  /** Where a boot's files go; made empty. */
  public Path prepare(Boot boot) throws IOException {
    return emptied(path.resolve(boot.folder()));
  }

  /** Where the words go that are said while a kernel is got; made empty. */
  public Path preparation(String kernel) throws IOException {
    return emptied(path.resolve(kernel.replace('/', '_') + ".prepare"));
  }

  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  public void write(Boot boot, BootResult result) throws IOException {
    NewFiles.replace(path.resolve(boot.folder()).resolve(RESULT), Json.writeSealed(result));
  }

  /** The boots that have ended, well or not, in the order of the plan. */
  public List<BootResult> results() throws IOException {
    List<BootResult> results = new ArrayList<>();
    for (Boot boot : plan().order()) {
      Path file = path.resolve(boot.folder()).resolve(RESULT);
      if (Files.exists(file)) {
        BootResult result = read(BootResult.class, file);
        if (!result.boot().equals(boot)) {
          throw new DamagedRun(file + " is damaged: it describes another boot");
        }
        results.add(result);
      }
    }
    return results;
  }

  /** Those that need not be done again: only what failed is tried anew when a matrix is resumed. */
  public Set<Boot> done() throws IOException {
    Set<Boot> done = new HashSet<>();
    for (BootResult result : results()) {
      if (result.outcome() == Outcome.DONE) {
        done.add(result.boot());
      }
    }
    return done;
  }

  /** Where the job of this boot keeps its run. */
  public Path runOf(Boot boot) {
    return path.resolve(boot.folder()).resolve("run");
  }

  /** The run of a boot; null where the job kept none. */
  public @Nullable RunDocument run(BootResult result) throws IOException {
    Path run = runOf(result.boot());
    return Files.exists(run.resolve("run.json")) ? RunFolder.existing(run).read() : null;
  }

  /**
   * The most memory that the host gave to the machine, in KiB; null where the driver did not
   * measure.
   */
  public @Nullable Long hostMemoryKib(BootResult result) throws IOException {
    Path file = path.resolve(result.boot().folder()).resolve("host-memory-kb");
    if (!Files.exists(file)) {
      return null;
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    if (!text.matches("\\d{1,15}")) {
      throw new DamagedRun(file + " is damaged: it holds no number of KiB");
    }
    return Long.valueOf(text);
  }
}
