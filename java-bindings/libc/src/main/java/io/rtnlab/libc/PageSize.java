// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The size of a page of memory, 4096 bytes on most machines, up to 65536 on arm64. */
public final class PageSize {
  /** include/uapi/linux/auxvec.h */
  private static final long AT_PAGESZ = 6;

  private static final int BYTES = read();

  private PageSize() {}

  /** In bytes, a power of two. */
  public static int bytes() {
    return BYTES;
  }

  /**
   * From the auxiliary vector that the kernel gave this process: pairs of key u64 and value u64.
   */
  private static int read() {
    try {
      ByteBuffer vector =
          ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv")))
              .order(ByteOrder.nativeOrder());
      while (vector.remaining() >= 2 * Long.BYTES) {
        long key = vector.getLong();
        long value = vector.getLong();
        if (key == AT_PAGESZ) {
          return Math.toIntExact(value);
        }
      }
      throw new IllegalStateException("/proc/self/auxv does not state the page size");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
