package io.rtnlab.probes.recording;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Compressed parts: u32 compressed size, u32 size, then the data. */
final class Inflation {
  private static final String NONE = "none";
  private static final String ZLIB = "zlib";

  /**
   * Far more than a recorder puts into one part: a size that would only exhaust memory is a lie.
   */
  private static final long MOST_BYTES = 1L << 30;

  private Inflation() {}

  /**
   * Finds out whether this program can inflate it.
   *
   * @throws MalformedRecording where not, saying how to write the file anew
   */
  static void check(String compression) throws MalformedRecording {
    if (!compression.equals(NONE) && !compression.equals(ZLIB)) {
      throw new MalformedRecording(
          "the recording is compressed by "
              + compression
              + ", which rtnlab cannot read; write it anew: trace-cmd convert --file-version 6 -i"
              + " OLD -o NEW");
    }
  }

  /** Inflates the next part. */
  static byte[] inflate(String compression, FileBytes bytes) throws MalformedRecording {
    if (!compression.equals(ZLIB)) {
      throw new MalformedRecording("the recording is damaged: compressed by " + compression);
    }
    long compressed = bytes.u32();
    long size = bytes.u32();
    if (size > MOST_BYTES) {
      throw new MalformedRecording("the recording is damaged: a part of " + size + " bytes");
    }
    byte[] in = bytes.part(compressed).toArray(JAVA_BYTE);
    byte[] out = new byte[(int) size];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(in);
      if (inflater.inflate(out) != size) {
        throw new MalformedRecording("the recording is damaged: a compressed part is too short");
      }
      return out;
    } catch (DataFormatException e) {
      throw new MalformedRecording("the recording is damaged: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }
}
