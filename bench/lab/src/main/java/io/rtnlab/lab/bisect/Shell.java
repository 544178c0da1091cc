// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands in a folder, their output in a file. */
final class Shell {
  /** Less free space than this explains a failure better than the commit does. */
  private static final long FULL_BYTES = 64L << 20;

  private static final String NO_SPACE = "No space left on device";

  private Shell() {}

  /**
   * Runs a command to its end.
   *
   * @param log takes its output
   * @param deadlineSeconds after which it is ended
   * @return its status; 124 after the deadline
   */
  static int run(
      List<String> command,
      Path folder,
      Map<String, String> environment,
      Path log,
      long deadlineSeconds)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    try {
      if (process.waitFor(deadlineSeconds, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      return 124;
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }

  /** What a command prints, which must succeed. */
  static String output(Path folder, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said.strip());
    }
    return said.strip();
  }

  /**
   * A full disk fails builds and boots of any commit: that is no verdict on this one.
   *
   * @param log of what failed
   * @throws IOException where a disk is full or was
   */
  static void requireSpace(Path log, Path... folders) throws IOException {
    for (Path folder : folders) {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < FULL_BYTES) {
        throw new IOException(
            "the disk of " + folder + " is full: make room and start again; no commit was judged");
      }
    }
    if (Files.exists(log) && isFull(read(log))) {
      throw new IOException(
          log + " says \"" + NO_SPACE + "\": make room and start again; no commit was judged");
    }
  }

  /** The last line that says something. */
  static String lastLine(Path log) throws IOException {
    String text = Files.exists(log) ? read(log) : "";
    return Arrays.stream(text.split("\n", -1))
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .orElse("it said nothing");
  }

  /** Whether a program that failed said that a disk is full. */
  static boolean isFull(String said) {
    return said.contains(NO_SPACE);
  }

  private static String read(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }
}
