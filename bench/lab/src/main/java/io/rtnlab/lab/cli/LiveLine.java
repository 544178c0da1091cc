// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.Escaped;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * One line on the terminal that says how far a run is, four times a second; where standard error is
 * no terminal, a line of its own every five seconds.
 */
final class LiveLine implements AutoCloseable {
  private static final long TERMINAL_PERIOD_MS = 250;
  private static final long FILE_PERIOD_MS = 5_000;
  private static final String CLEAR = "\r\033[K";

  private final PrintWriter err;
  private final Supplier<String> progress;
  private final boolean terminal = isTerminal();
  private final Thread thread;
  private volatile boolean closed;

  LiveLine(PrintWriter err, Supplier<String> progress) {
    this.err = err;
    this.progress = progress;
    thread = Thread.ofPlatform().name("rtnlab-live-line").daemon().start(this::show);
  }

  private void show() {
    try {
      while (!closed) {
        Thread.sleep(terminal ? TERMINAL_PERIOD_MS : FILE_PERIOD_MS);
        String line = progress.get();
        if (!closed && !line.isEmpty()) {
          print(line);
        }
      }
    } catch (InterruptedException ended) {
      // closed
    }
  }

  @Override
  public void close() {
    clear();
  }

  /** Takes the line away, for good. A second call does nothing. */
  void clear() {
    if (closed) {
      return;
    }
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (terminal) {
      rewrite("");
    }
  }

  private void print(String line) {
    if (terminal) {
      rewrite(line);
    } else {
      err.println(line);
      err.flush();
    }
  }

  /** Past {@code err}, which would escape what moves the cursor. */
  private void rewrite(String line) {
    err.flush();
    System.err.print(CLEAR + Escaped.of(line));
    System.err.flush();
  }

  /** Whether standard error is a terminal, where a line can be written over. */
  static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException unknown) {
      return false;
    }
  }
}
