package io.rtnlab.probes.recording;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Reads numbers and texts one after the other, and never past the end. Little-endian. */
final class FileBytes {
  /** Ten times the largest {@code /proc/kallsyms}. */
  private static final long MOST_TEXT_BYTES = 256 << 20;

  private final String what;
  private final MemorySegment bytes;
  private long position;

  /**
   * Reads from the front.
   *
   * @param what is named where it breaks off, such as {@code "the list of events"}
   */
  FileBytes(String what, MemorySegment bytes) {
    this.what = what;
    this.bytes = bytes;
  }

  long position() {
    return position;
  }

  long left() {
    return bytes.byteSize() - position;
  }

  int u8() throws MalformedRecording {
    return bytes.get(JAVA_BYTE, take(Byte.BYTES)) & 0xff;
  }

  int u16() throws MalformedRecording {
    return bytes.get(JAVA_SHORT_UNALIGNED, take(Short.BYTES)) & 0xffff;
  }

  long u32() throws MalformedRecording {
    return Integer.toUnsignedLong(bytes.get(JAVA_INT_UNALIGNED, take(Integer.BYTES)));
  }

  /** A length or an offset: what does not fit into 63 bits is as false as what is too large. */
  long u64() throws MalformedRecording {
    return bytes.get(JAVA_LONG_UNALIGNED, take(Long.BYTES));
  }

  /** A text up to its zero byte. */
  String string() throws MalformedRecording {
    long end = position;
    while (end < bytes.byteSize() && bytes.get(JAVA_BYTE, end) != 0) {
      end++;
    }
    String text = text(end - position);
    take(1);
    return text;
  }

  /** A text of a known length. */
  String text(long length) throws MalformedRecording {
    if (length > MOST_TEXT_BYTES) {
      throw new MalformedRecording(
          "the recording is damaged: %s holds a text of %s bytes"
              .formatted(what, Long.toUnsignedString(length)));
    }
    byte[] raw = part(length).toArray(JAVA_BYTE);
    return new String(raw, StandardCharsets.ISO_8859_1);
  }

  /** So many bytes, not copied. */
  MemorySegment part(long length) throws MalformedRecording {
    return bytes.asSlice(take(length), length);
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
}
