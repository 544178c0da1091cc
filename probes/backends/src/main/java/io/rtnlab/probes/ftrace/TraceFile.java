// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text files of tracefs. */
final class TraceFile {
  private TraceFile() {}

  /**
   * Reads one whole. Some answer only the first read and only once ({@code events/header_page}), so
   * that one has to be large; others fill a page per read.
   */
  static String read(Path file) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (InputStream in = Files.newInputStream(file)) {
      for (int bytes = in.read(buffer); bytes > 0; bytes = in.read(buffer)) {
        text.write(buffer, 0, bytes);
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
