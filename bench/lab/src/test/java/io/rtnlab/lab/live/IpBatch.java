// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** {@code ip -batch} in a network namespace of its own, fed with the same lines over and over. */
final class IpBatch implements AutoCloseable {
  private final Process process;
  private volatile boolean ended;

  private IpBatch(Process process, List<String> lines, long pauseNs) {
    this.process = process;
    Thread.ofPlatform().daemon().start(() -> feed(lines, pauseNs));
  }

  /**
   * Starts it.
   *
   * @param pauseNs between two rounds of the lines; 0: as fast as it reads them
   */
  static IpBatch start(List<String> lines, long pauseNs) throws IOException {
    return start(List.of(), lines, pauseNs);
  }

  /**
   * The same after a first batch.
   *
   * @param before what {@code ip} is given once, in the same namespace
   */
  static IpBatch start(List<String> before, List<String> lines, long pauseNs) throws IOException {
    // unshare becomes a shell and that ip: one process, one id
    Process process =
        new ProcessBuilder(
                "unshare",
                "-n",
                "sh",
                "-ec",
                "printf %s \"$0\" | ip -batch -; exec ip -batch -",
                before.stream().map(line -> line + "\n").collect(Collectors.joining()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new IpBatch(process, lines, pauseNs);
  }

  int process() {
    return (int) process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private void feed(List<String> lines, long pauseNs) {
    String round = String.join("\n", lines) + "\n";
    try (Writer in = process.outputWriter()) {
      while (!ended) {
        in.write(round);
        in.flush();
        LockSupport.parkNanos(this, pauseNs);
      }
    } catch (IOException gone) {
      if (!ended) {
        throw new UncheckedIOException(gone);
      }
    }
  }

  /** Ends it wherever it is; the kernel then takes its namespace down. */
  @Override
  public void close() {
    ended = true;
    process.destroyForcibly().onExit().join();
  }
}
