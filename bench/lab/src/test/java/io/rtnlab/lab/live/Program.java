// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, as the launcher starts it. */
final class Program implements AutoCloseable {
  private static final long PATIENCE_S = 120;

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts it.
   *
   * @param folder for what it prints
   * @param prefix a command to run it under, such as {@code unshare -Urn --}
   */
  static Program start(Path folder, List<String> prefix, String... arguments) throws IOException {
    // Tests that were started in the background inherit an ignored SIGINT.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.addAll(prefix);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            "io.rtnlab.lab.Main"));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    return new Program(
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start(),
        out,
        err);
  }

  /** Runs it to its end. */
  static Program run(Path folder, String... arguments) throws IOException, InterruptedException {
    Program program = start(folder, List.of(), arguments);
    program.await();
    return program;
  }

  int await() throws InterruptedException {
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      close();
      throw new AssertionError("still running after " + PATIENCE_S + " s");
    }
    return process.exitValue();
  }

  /** Waits for its end, but no longer than this. */
  void awaitOr(long ms) throws InterruptedException {
    process.waitFor(ms, TimeUnit.MILLISECONDS);
  }

  int exitStatus() {
    return process.exitValue();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  /** SIGINT, as Ctrl-C sends it. */
  void interrupt() throws IOException, InterruptedException {
    // The shell's own kill: the program is missing where procps is.
    new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
