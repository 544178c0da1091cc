// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A run on disk.
 *
 * <pre>
 *  run.json      all results ({@link RunDocument}), and the checksums of itself and latency.hlog
 *  latency.hlog  HdrHistogram log, one tagged histogram for each label and kind of time
 *  events.bin    the event stream (io.rtnlab.probes.stream)
 *  flame.json    with --flame: what sampled the run, and what that cost ({@link FlameDocument})
 *  cpu.jfr       with --flame: samples of its CPU time by async-profiler
 *  segments.bin  with --keep-segments: every segment of every wait (io.rtnlab.lab.run.SegmentsFile)
 * </pre>
 *
 * {@code run.json} is written last and put in place in one step: a folder without it is a run that
 * did not end.
 */
public final class RunFolder {
  private static final String DOCUMENT = "run.json";

  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder, and makes sure before a long run that it can be written.
   *
   * @throws IOException saying why not, also where it holds anything already or is not one's own
   */
  public static RunFolder create(Path folder) throws IOException {
    if (Files.exists(folder.resolve(DOCUMENT))) {
      throw new IOException(folder + " already holds a run; name another folder with --out");
    }
    try {
      NewFiles.folder(folder);
      Path trial = Files.createTempFile(folder, "writable", "");
      Files.delete(trial);
    } catch (FileSystemException refused) {
      throw unwritable(folder, refused);
    }
    return new RunFolder(folder);
  }

  /** A new folder of this name, or of this name with a number: two runs may begin at once. */
  public static RunFolder createNamed(Path folder) throws IOException {
    for (int n = 1; ; n++) {
      Path named = n == 1 ? folder : folder.resolveSibling(folder.getFileName() + "-" + n);
      try {
        NewFiles.exclusiveFolder(named);
        return create(named);
      } catch (FileAlreadyExistsException taken) {
        // the next number
      } catch (FileSystemException refused) {
        throw unwritable(named, refused);
      }
    }
  }

  private static IOException unwritable(Path folder, FileSystemException refused) {
    return new IOException(
        "cannot write to the output folder "
            + folder
            + " ("
            + Refused.sentence(refused)
            + "); name another with --out",
        refused);
  }

  /** An existing run. */
  public static RunFolder existing(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new DamagedRun(folder + " is not a run folder: no such folder");
    }
    if (!Files.isDirectory(folder)) {
      throw new DamagedRun(
          folder
              + " is a file: give the folder of a run; recordings and logs are for rtnlab"
              + " attribute");
    }
    if (!Files.exists(folder.resolve(DOCUMENT))) {
      throw new DamagedRun(
          folder + " holds no " + DOCUMENT + ": not a run folder, or a run that did not end");
    }
    return new RunFolder(folder);
  }

  public Path path() {
    return folder;
  }

  public Path latencyLog() {
    return folder.resolve("latency.hlog");
  }

  public Path events() {
    return folder.resolve("events.bin");
  }

  /** async-profiler's samples of the run's process, as JFR; only with {@code --flame}. */
  public Path cpuProfile() {
    return folder.resolve("cpu.jfr");
  }

  /** What sampled a run with {@code --flame}, and what that cost. */
  public Path flame() {
    return folder.resolve("flame.json");
  }

  /** Writes {@code flame.json}. */
  public void write(FlameDocument flame) throws IOException {
    NewFiles.write(flame(), Json.write(flame));
  }

  /**
   * Reads {@code flame.json}.
   *
   * @throws DamagedRun where it is not what this program writes
   */
  public FlameDocument readFlame() throws IOException {
    return Json.read(FlameDocument.class, flame());
  }

  /** Writes {@code run.json}, whole or not at all. */
  public void write(RunDocument document) throws IOException {
    Sums sums = new Sums(Files.exists(latencyLog()) ? FileSum.of(latencyLog()) : null);
    NewFiles.replace(folder.resolve(DOCUMENT), Json.writeSealed(document, sums));
  }

  /**
   * Reads {@code run.json}. Where it is not as it was written, the document says so.
   *
   * @throws DamagedRun where it is not what this program writes
   */
  public RunDocument read() throws IOException {
    Path file = folder.resolve(DOCUMENT);
    Json.Parsed parsed = Json.parse(file);
    int schema = parsed.as(Schema.class).document().schema();
    if (schema > RunDocument.SCHEMA) {
      throw new DamagedRun(
          "%s has schema %d, and this rtnlab reads up to %d: use a newer rtnlab"
              .formatted(file, schema, RunDocument.SCHEMA));
    }
    if (schema < 1) {
      throw new DamagedRun(file + " is damaged: its schema is 0; nothing can be shown from it");
    }
    Json.Kept<RunDocument> kept = parsed.as(RunDocument.class);
    return kept.asWritten() ? kept.document() : kept.document().doubted();
  }

  /** What every version has. */
  record Schema(int schema) {}

  /**
   * Of the other files.
   *
   * @param latencyLog null where there is none, and in older runs
   */
  record Sums(@Nullable FileSum latencyLog) {}

  /** Whether {@code latency.hlog} is another file than the one that was written with the run. */
  public boolean isLatencyLogDamaged() throws IOException {
    FileSum sum = Json.read(Sums.class, folder.resolve(DOCUMENT)).latencyLog();
    return sum != null && !sum.equals(FileSum.of(latencyLog()));
  }
}
