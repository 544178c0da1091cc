// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers and texts one after the other out of a part of a file, or of an inflated part, and
 * never past its end. Little-endian.
 */
final class FileBytes {
  /** Four times the largest {@code /proc/kallsyms}. */
  static final int MOST_TEXT_BYTES = 64 << 20;

  /** Names of events, clocks, instances and kernels are short. */
  private static final int MOST_STRING_BYTES = 4096;

  private static final int WINDOW_BYTES = 8192;

  private final String what;
  private final @Nullable RecordedFile file;
  private final long end;
  private byte[] window;
  private long windowFrom;
  private int windowLength;
  private final long start;
  private long position;

  /**
   * Reads a part of a file from its front.
   *
   * @param what is named where it breaks off, such as {@code "the list of events"}
   */
  FileBytes(String what, RecordedFile file, long start, long size) {
    this.what = what;
    this.file = file;
    this.start = start;
    position = start;
    end = start + size;
    window = new byte[(int) Math.min(size, WINDOW_BYTES)];
  }

  /** Reads bytes that are in memory. */
  FileBytes(String what, byte[] bytes) {
    this.what = what;
    file = null;
    start = 0;
    end = bytes.length;
    window = bytes;
    windowLength = bytes.length;
  }

  private FileBytes(FileBytes whole, String what, long start, long size) {
    this.what = what;
    file = whole.file;
    this.start = start;
    position = start;
    end = start + size;
    window = file == null ? whole.window : new byte[(int) Math.min(size, WINDOW_BYTES)];
    windowLength = file == null ? whole.windowLength : 0;
  }

  /** Where it stands in the file. */
  long position() {
    return position;
  }

  long left() {
    return end - position;
  }

  /** Back to its front. */
  void rewind() {
    position = start;
  }

  int u8() throws IOException {
    return at(take(Byte.BYTES)) & 0xff;
  }

  int u16() throws IOException {
    return (int) number(Short.BYTES);
  }

  long u32() throws IOException {
    return number(Integer.BYTES);
  }

  /** A length or an offset: what does not fit into 63 bits is as false as what is too large. */
  long u64() throws IOException {
    return number(Long.BYTES);
  }

  private long number(int bytes) throws IOException {
    long from = take(bytes);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (at(from + i) & 0xffL) << (Byte.SIZE * i);
    }
    return value;
  }

  /** A text up to its zero byte, or to the end of an option that has none. */
  String string() throws IOException {
    long stop = position;
    while (stop < end && at(stop) != 0) {
      if (stop - position > MOST_STRING_BYTES) {
        throw new MalformedRecording(
            "the recording is damaged: %s holds a name that does not end".formatted(what));
      }
      stop++;
    }
    String text = text(stop - position);
    if (position < end) {
      position++;
    }
    return text;
  }

  /** A text of a known length. */
  String text(long length) throws IOException {
    return new String(bytes(length), StandardCharsets.ISO_8859_1);
  }

  /** A copy of so many bytes. */
  byte[] bytes(long length) throws IOException {
    long from = take(length);
    if (length > MOST_TEXT_BYTES) {
      throw new MalformedRecording(
          "the recording is damaged: %s holds a text of %d bytes".formatted(what, length));
    }
    byte[] copy = new byte[(int) length];
    read(from, copy, 0, copy.length);
    return copy;
  }

  /** Reads all of {@code length} bytes. */
  void read(byte[] into, int at, int length) throws IOException {
    read(take(length), into, at, length);
  }

  void skip(long length) throws IOException {
    take(length);
  }

  /** The next so many bytes, not copied. */
  FileBytes part(String name, long length) throws IOException {
    return new FileBytes(this, name, take(length), length);
  }

  /** What is left, as a stream. */
  InputStream stream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return left() == 0 ? -1 : u8();
      }

      @Override
      public int read(byte[] into, int at, int length) throws IOException {
        Objects.checkFromIndexSize(at, length, into.length);
        if (left() == 0) {
          return length == 0 ? 0 : -1;
        }
        int count = (int) Math.min(length, left());
        FileBytes.this.read(into, at, count);
        return count;
      }
    };
  }

  private long take(long length) throws MalformedRecording {
    if (length < 0 || length > left()) {
      throw new MalformedRecording(
          "the recording is cut off or damaged: %s wants %s bytes at %s, and %s are left"
              .formatted(what, Long.toUnsignedString(length), position, left()));
    }
    long at = position;
    position += length;
    return at;
  }

  private byte at(long offset) throws IOException {
    if (offset < windowFrom || offset >= windowFrom + windowLength) {
      int length = (int) Math.min(window.length, end - offset);
      Objects.requireNonNull(file).read(offset, window, 0, length);
      windowFrom = offset;
      windowLength = length;
    }
    return window[(int) (offset - windowFrom)];
  }

  private void read(long from, byte[] into, int at, int length) throws IOException {
    RecordedFile source = file;
    if (source == null) {
      System.arraycopy(window, (int) from, into, at, length);
    } else {
      source.read(from, into, at, length);
    }
  }
}
