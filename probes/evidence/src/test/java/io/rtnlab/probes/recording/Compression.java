// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import io.airlift.compress.v3.zstd.ZstdJavaCompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;

/** Compresses the events of a {@code trace.dat} of version 7, each CPU's in the place it has. */
public enum Compression {
  ZLIB {
    @Override
    byte[] compressed(byte[] bytes) {
      Deflater deflater = new Deflater();
      deflater.setInput(bytes);
      deflater.finish();
      byte[] out = new byte[bytes.length + 64];
      int length = deflater.deflate(out);
      deflater.end();
      return Arrays.copyOf(out, length);
    }
  },
  ZSTD {
    @Override
    byte[] compressed(byte[] bytes) {
      ZstdJavaCompressor compressor = new ZstdJavaCompressor();
      byte[] out = new byte[compressor.maxCompressedLength(bytes.length)];
      int length = compressor.compress(bytes, 0, bytes.length, out, 0, out.length);
      return Arrays.copyOf(out, length);
    }
  };

  private static final int NAME_AT = TraceDat.MAGIC.length + "7\0".length() + 2 + Integer.BYTES;
  private static final int HEAD_BYTES = 3 * Integer.BYTES;

  abstract byte[] compressed(byte[] bytes);

  /** The compressed file. */
  byte[] of(Path path) throws IOException {
    return of(Files.readAllBytes(path), path);
  }

  /**
   * The same of a damaged copy of the file, whose CPUs' parts are where they were.
   *
   * @param whole what the copy was made of
   */
  public byte[] of(byte[] file, Path whole) throws IOException {
    byte[] compressed = file.clone();
    byte[] name = name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer.wrap(compressed).put(NAME_AT, name);
    for (TraceDatHeader.CpuData cpu : parts(whole)) {
      int from = (int) cpu.offset();
      int size = (int) Math.min(cpu.size(), file.length - from);
      byte[] part = compressed(Arrays.copyOfRange(file, from, from + size));
      if (HEAD_BYTES + part.length <= size) {
        ByteBuffer.wrap(compressed, from, size)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(1)
            .putInt(part.length)
            .putInt(size)
            .put(part);
      }
    }
    return compressed;
  }

  private static List<TraceDatHeader.CpuData> parts(Path path) throws IOException {
    try (RecordedFile file = RecordedFile.open(path, ReadProgress.NONE)) {
      return TraceDatHeader.read(file).data;
    }
  }
}
