// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.matrix;

import io.rtnlab.results.matrix.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a boot: the driver's process, watched until it ends.
 *
 * <p>The drivers keep the deadline themselves and clean up after it; here they get half a minute
 * more and are then killed, and with them, by the kernel, what they started.
 */
final class Attempt {
  private static final int GRACE_S = 30;
  private static final int POLL_MS = 100;
  private static final String DRIVER_LOG = "driver.log";

  /** setpriv(1) of util-linux. */
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  private final Path folder;
  private final Process process;
  private final boolean host;
  private final long startNs = System.nanoTime();
  private @Nullable Double secondsToFirstLine;

  /**
   * Starts the driver.
   *
   * @param folder of the boot: the driver's own words go to {@code driver.log} there, the job's
   *     output to {@code stdout} and {@code stderr}
   */
  Attempt(List<String> command, Map<String, String> environment, Path folder, boolean host)
      throws IOException {
    this.folder = folder;
    this.host = host;
    ProcessBuilder builder = new ProcessBuilder(dyingWithThis(command));
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(folder.resolve(host ? "stdout" : DRIVER_LOG).toFile());
    if (host) {
      builder.redirectError(folder.resolve("stderr").toFile());
    } else {
      builder.redirectErrorStream(true);
    }
    process = builder.start();
  }

  /** Even kill -9 of this process ends the driver, whose trap ends the machine. */
  private static List<String> dyingWithThis(List<String> command) {
    return Files.isExecutable(SETPRIV)
        ? Stream.concat(
                Stream.of(SETPRIV.toString(), "--pdeathsig", "TERM", "--"), command.stream())
            .toList()
        : command;
  }

  /** Waits for its end, at most so long. */
  Outcome await(int deadlineSeconds) throws InterruptedException {
    long endNs = startNs + TimeUnit.SECONDS.toNanos(deadlineSeconds + (host ? 0 : GRACE_S));
    while (!process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
      noteFirstLine();
      if (System.nanoTime() > endNs) {
        stop();
        process.waitFor();
        return Outcome.HUNG;
      }
    }
    noteFirstLine();
    return Outcome.of(process.exitValue(), host || hasBytes("started"));
  }

  /** Ends the driver; its own trap ends what it started. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException hurry) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  double seconds() {
    return (System.nanoTime() - startNs) / 1e9;
  }

  @Nullable Double secondsToFirstLine() {
    return secondsToFirstLine;
  }

  /** Why it failed: the job's last words where it came to run, the driver's where not. */
  String lastWords() {
    List<String> said =
        (hasBytes("started") ? Stream.of(DRIVER_LOG, "stdout", "stderr") : Stream.of(DRIVER_LOG))
            .flatMap(this::lines)
            .toList();
    return crash(said).orElse(said.isEmpty() ? "it said nothing" : said.getLast());
  }

  private Stream<String> lines(String file) {
    try {
      return Files.readAllLines(folder.resolve(file)).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("NOTE: Picked up "));
    } catch (IOException absent) {
      return Stream.empty(); // another file may say more
    }
  }

  /** What a Java runtime that crashed said of it, many lines before its last. */
  private static Optional<String> crash(List<String> lines) {
    return lines.stream()
        .dropWhile(
            line -> !line.startsWith("# A fatal error has been detected by the Java Runtime"))
        .filter(line -> line.startsWith("#  "))
        .findFirst()
        .map(line -> "Java crashed: " + line.substring(1).strip());
  }

  private void noteFirstLine() {
    if (secondsToFirstLine == null && (hasBytes("stdout") || hasBytes("stderr"))) {
      secondsToFirstLine = seconds();
    }
  }

  private boolean hasBytes(String file) {
    return folder.resolve(file).toFile().length() > 0;
  }
}
