// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Compressed parts of one file: u32 compressed size, u32 size, then the data. */
final class Inflation {
  private static final String NONE = "none";
  private static final String ZLIB = "zlib";
  private static final String ZSTD = "zstd";

  /** A list of symbols shrinks to a quarter, events to a tenth. */
  private static final long MOST_TIMES_THE_FILE = 256;

  /** Whatever its size a file may inflate to this much. */
  private static final long ALWAYS_ALLOWED_BYTES = 4 << 20;

  /** So much of all CPUs' parts is held at a time. */
  private static final long MOST_HELD_BYTES = 96 << 20;

  private final String compression;
  private long allowedBytes;
  private long heldBytes;

  /**
   * Inflates no more than such a file can hold.
   *
   * @param fileBytes size of the file
   * @throws MalformedRecording where it cannot inflate it, saying how to write the file anew
   */
  Inflation(String compression, long fileBytes) throws MalformedRecording {
    this.compression = compression;
    allowedBytes = MOST_TIMES_THE_FILE * fileBytes + ALWAYS_ALLOWED_BYTES;
    if (!compression.equals(NONE) && !compression.equals(ZLIB) && !compression.equals(ZSTD)) {
      throw new MalformedRecording(
          "the recording is compressed by "
              + compression
              + ", which rtnlab cannot read; write it anew: trace-cmd convert --file-version 6 -i"
              + " OLD -o NEW");
    }
  }

  /** Whether the parts are compressed at all. */
  boolean isNeeded() {
    return !compression.equals(NONE);
  }

  /** Inflates the next part. */
  byte[] inflate(FileBytes bytes, long mostBytes) throws IOException {
    long compressed = bytes.u32();
    long size = bytes.u32();
    allowedBytes -= size;
    if (!isNeeded() || size > mostBytes || allowedBytes < 0) {
      throw new MalformedRecording(
          "the recording is damaged: a part of %d bytes says that it inflates to %d"
              .formatted(compressed, size));
    }
    byte[] in = bytes.bytes(compressed);
    byte[] out = new byte[(int) size];
    int length = compression.equals(ZLIB) ? zlib(in, out) : zstd(in, out);
    if (length != size) {
      throw new MalformedRecording("the recording is damaged: a compressed part is too short");
    }
    return out;
  }

  /** The same for a part that is kept until it is released. */
  byte[] hold(FileBytes bytes, long mostBytes) throws IOException {
    byte[] part = inflate(bytes, Math.min(mostBytes, MOST_HELD_BYTES - heldBytes));
    heldBytes += part.length;
    return part;
  }

  void release(byte[] part) {
    heldBytes -= part.length;
  }

  private static int zlib(byte[] in, byte[] out) throws MalformedRecording {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(in);
      int length = inflater.inflate(out);
      if (out.length > 0 && !inflater.finished()) {
        throw new MalformedRecording(
            "the recording is damaged: a compressed part is longer than it says");
      }
      return length;
    } catch (DataFormatException e) {
      throw damaged(e);
    } finally {
      inflater.end();
    }
  }

  private static int zstd(byte[] in, byte[] out) throws MalformedRecording {
    try {
      return new ZstdJavaDecompressor().decompress(in, 0, in.length, out, 0, out.length);
    } catch (MalformedInputException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  private static MalformedRecording damaged(Exception e) {
    return new MalformedRecording(
        "the recording is damaged: a compressed part cannot be inflated (" + e.getMessage() + ")");
  }
}
