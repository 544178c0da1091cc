// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.recording;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Kinds of files that are given to be read, known by their first bytes. */
public enum FileKind {
  TRACE_DAT(null),
  LOCK_STAT(null),
  /** A kernel log, or dumps of tasks taken out of one. */
  KERNEL_LOG(null),
  TEXT(null),
  EMPTY("empty"),
  PERF_DATA(
      "a perf.data, which only perf on a machine like the recorded one can read: give the text of"
          + " perf script -i FILE --header --show-lost-events --ns"
          + " -F comm,pid,tid,cpu,time,event,trace,ip,sym"),
  GZIP("compressed by gzip: unpack it, or give its text by zcat FILE | rtnlab attribute -"),
  XZ("compressed by xz: unpack it, or give its text by xzcat FILE | rtnlab attribute -"),
  ZSTD("compressed by zstd: unpack it, or give its text by zstdcat FILE | rtnlab attribute -"),
  BZIP2("compressed by bzip2: unpack it, or give its text by bzcat FILE | rtnlab attribute -"),
  ZIP("a zip archive: unpack it and name the recording in it"),
  UTF_16("a text in UTF-16: convert it by iconv -f UTF-16 -t UTF-8 FILE | rtnlab attribute -"),
  ELF("a program (ELF), not a recording"),
  EVENTS("the event stream of a run of rtnlab: rtnlab report shows the folder that it lies in"),
  BINARY(
      "a binary file of a kind that is not known here; give a trace.dat of trace-cmd, the text of"
          + " perf script or a kernel log");

  private static final String LOCK_STAT_HEAD = "lock_stat version";

  /** Lines of remarks that may stand in front of it. */
  private static final int LOCK_STAT_WITHIN = 1024;

  private final Optional<String> remedy;

  FileKind(@org.jspecify.annotations.Nullable String remedy) {
    this.remedy = Optional.ofNullable(remedy);
  }

  /** What it is and what to do, behind "is"; empty for what can be read. */
  Optional<String> remedy() {
    return remedy;
  }

  /** Looks at the first bytes of a file, some thousands of them. */
  static FileKind of(byte[] head) {
    if (head.length == 0) {
      return EMPTY;
    }
    for (FileKind kind : values()) {
      if (kind.magic().length > 0 && startsWith(head, kind.magic())) {
        return kind;
      }
    }
    if (startsWith(head, new byte[] {(byte) 0xff, (byte) 0xfe})
        || startsWith(head, new byte[] {(byte) 0xfe, (byte) 0xff})) {
      return UTF_16;
    }
    String text =
        new String(head, 0, Math.min(head.length, LOCK_STAT_WITHIN), StandardCharsets.ISO_8859_1);
    if (text.lines().anyMatch(line -> line.startsWith(LOCK_STAT_HEAD))) {
      return LOCK_STAT;
    }
    if (isUtf16(head)) {
      return UTF_16;
    }
    // A log cut by a crash may hold zeros.
    return KernelLogs.isOne(head) ? KERNEL_LOG : holdsZero(head) ? BINARY : TEXT;
  }

  private byte[] magic() {
    return switch (this) {
      case TRACE_DAT -> TraceDat.MAGIC.clone();
      case PERF_DATA -> ascii("PERFILE");
      case GZIP -> new byte[] {0x1f, (byte) 0x8b};
      case XZ -> new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
      case ZSTD -> new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
      case BZIP2 -> ascii("BZh");
      case ZIP -> new byte[] {'P', 'K', 3, 4};
      case ELF -> new byte[] {0x7f, 'E', 'L', 'F'};
      case EVENTS -> ascii("rtnlabEV");
      default -> new byte[0];
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean startsWith(byte[] bytes, byte[] front) {
    return bytes.length >= front.length
        && java.util.Arrays.equals(bytes, 0, front.length, front, 0, front.length);
  }

  private static boolean holdsZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  /** Without a mark at its front: every second byte of its first letters is 0. */
  private static boolean isUtf16(byte[] bytes) {
    int zeros = 0;
    int looked = Math.min(bytes.length, 64) & ~1;
    for (int at = 0; at < looked; at += 2) {
      zeros += (bytes[at] == 0) != (bytes[at + 1] == 0) ? 1 : 0;
    }
    return looked >= 8 && zeros == looked / 2;
  }
}
