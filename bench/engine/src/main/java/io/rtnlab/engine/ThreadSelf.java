// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code /proc/thread-self}, a link to {@code PID/task/TID} of the thread that reads it. */
final class ThreadSelf {
  private static final Path LINK = Path.of("/proc/thread-self");

  private ThreadSelf() {}

  static int id() throws IOException {
    return Integer.parseInt(Files.readSymbolicLink(LINK).getFileName().toString());
  }
}
