// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A {@code trace.dat} of version 7 that was recorded, and behind its end what no recorder writes:
 * sections and options that the file's last section of options leads to.
 */
final class ForgedTraceDat {
  static final int OPTION_DONE = 0;
  static final int OPTION_BUFFER = 3;
  static final int OPTION_HEADER_INFO = 16;
  static final int OPTION_CMDLINES = 21;

  private static final int COMPRESSED = 1;
  private static final int HEAD_BYTES = TraceDat.MAGIC.length + "7\0".length() + 2 + Integer.BYTES;

  /** The part of one CPU. */
  record Part(long offset, long size) {}

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<TraceDatHeader.CpuData> recorded;
  private final long firstOptions;
  private final int lastDone;

  /** Begins with a whole file. */
  ForgedTraceDat(Path whole) throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    out.write(bytes);
    try (RecordedFile file = RecordedFile.open(whole, ReadProgress.NONE)) {
      recorded = TraceDatHeader.read(file).data;
    }
    ByteBuffer file = little(bytes);
    int at = HEAD_BYTES;
    for (int strings = 0; strings < 2; strings++) {
      while (bytes[at++] != 0) {
        // the compression, and its version
      }
    }
    firstOptions = file.getLong(at);
    lastDone = lastDone(file);
  }

  private int lastDone(ByteBuffer file) {
    int at = (int) firstOptions + sectionHead();
    while (true) {
      int id = file.getShort(at);
      int data = at + Short.BYTES + Integer.BYTES;
      if (id != OPTION_DONE) {
        at = data + file.getInt(at + Short.BYTES);
      } else if (file.getLong(data) == 0) {
        return data;
      } else {
        at = (int) file.getLong(data) + sectionHead();
      }
    }
  }

  static int sectionHead() {
    return 2 * Short.BYTES + Integer.BYTES + Long.BYTES;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where the recorder's own options are. */
  long firstOptions() {
    return firstOptions;
  }

  /** Where the next section will be. */
  long end() {
    return out.size();
  }

  /** The parts that were recorded. */
  List<Part> parts() {
    return recorded.stream().map(cpu -> new Part(cpu.offset(), cpu.size())).toList();
  }

  /** Adds a section; returns its offset. */
  long section(byte[]... data) throws IOException {
    return section(0, data);
  }

  /** Adds a section that says of itself that it is compressed. */
  long compressedSection(byte[]... data) throws IOException {
    return section(COMPRESSED, data);
  }

  private long section(int flags, byte[]... data) throws IOException {
    long offset = end();
    byte[] all = joined(data);
    out.write(
        ByteBuffer.allocate(sectionHead())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) 0)
            .putShort((short) flags)
            .putInt(0)
            .putLong(all.length)
            .array());
    out.write(all);
    return offset;
  }

  /** Adds bytes as they are; returns their offset. */
  long bytes(byte[] bytes) throws IOException {
    long offset = end();
    out.write(bytes);
    return offset;
  }

  static byte[] option(int id, byte[] data) {
    return ByteBuffer.allocate(Short.BYTES + Integer.BYTES + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) id)
        .putInt(data.length)
        .put(data)
        .array();
  }

  static byte[] number(long value) {
    return little(new byte[Long.BYTES]).putLong(value).array();
  }

  static byte[] done(long next) {
    return option(OPTION_DONE, number(next));
  }

  /** A buffer of an instance, a part for each CPU. */
  static byte[] buffer(String instance, String clock, List<Part> parts) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(number(0));
    data.write((instance + "\0" + clock + "\0").getBytes(StandardCharsets.US_ASCII));
    data.write(little(new byte[8]).putInt(4096).putInt(parts.size()).array());
    for (int cpu = 0; cpu < parts.size(); cpu++) {
      data.write(little(new byte[4]).putInt(cpu).array());
      data.write(number(parts.get(cpu).offset));
      data.write(number(parts.get(cpu).size));
    }
    return option(OPTION_BUFFER, data.toByteArray());
  }

  static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  /** Writes the file; its last section of options leads to {@code next}. */
  Path write(Path file, long next) throws IOException {
    byte[] bytes = out.toByteArray();
    little(bytes).putLong(lastDone, next);
    return Files.write(file, bytes);
  }
}
