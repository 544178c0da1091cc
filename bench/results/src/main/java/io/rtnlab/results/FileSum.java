// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * Length and checksum of a file whose own format has neither.
 *
 * @param bytes its length
 * @param crc32c eight hexadecimal digits
 */
record FileSum(long bytes, String crc32c) {
  static FileSum of(Path file) throws IOException {
    CRC32C sum = new CRC32C();
    try (InputStream in =
        new BufferedInputStream(new CheckedInputStream(Files.newInputStream(file), sum), 1 << 16)) {
      long bytes = in.transferTo(OutputStream.nullOutputStream());
      return new FileSum(bytes, "%08x".formatted(sum.getValue()));
    }
  }
}
