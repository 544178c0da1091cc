// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** Compresses the events of a {@code trace.dat} of version 7, each CPU's in the place it has. */
final class Deflation {
  private Deflation() {}

  static byte[] of(Path path) throws IOException {
    byte[] file = Files.readAllBytes(path);
    byte[] compressed = file.clone();
    int name = TraceDat.MAGIC.length + "7\0".length() + 2 + Integer.BYTES;
    System.arraycopy("zlib".getBytes(StandardCharsets.US_ASCII), 0, compressed, name, 4);
    for (TraceDatHeader.CpuData cpu : parts(path)) {
      int from = (int) cpu.offset();
      int size = (int) cpu.size();
      byte[] deflated = deflated(Arrays.copyOfRange(file, from, from + size));
      ByteBuffer.wrap(compressed, from, size)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(1)
          .putInt(deflated.length)
          .putInt(size)
          .put(deflated);
    }
    return compressed;
  }

  private static List<TraceDatHeader.CpuData> parts(Path path) throws IOException {
    try (RecordedFile file = RecordedFile.open(path, ReadProgress.NONE)) {
      return TraceDatHeader.read(file).data;
    }
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[bytes.length];
    int length = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, length);
  }
}
