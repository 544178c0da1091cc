// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCallException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Files of the kernel, read and written whole in one system call, with its errno. */
final class Files {
  private static final long READ_BYTES = 4096;

  private Files() {}

  /** Bytes read, or {@code -errno}. */
  static int read(String path) {
    try (Descriptor file = Descriptor.open(path, Descriptor.O_RDONLY);
        Arena arena = Arena.ofConfined()) {
      return file.read(arena.allocate(READ_BYTES));
    } catch (SystemCallException refused) {
      return -refused.errno();
    }
  }

  /** Bytes written, or {@code -errno}. */
  static int write(String path, String text) {
    try (Descriptor file = Descriptor.open(path, Descriptor.O_WRONLY);
        Arena arena = Arena.ofConfined()) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      MemorySegment memory = arena.allocate(bytes.length);
      memory.copyFrom(MemorySegment.ofArray(bytes));
      return file.write(memory);
    } catch (SystemCallException refused) {
      return -refused.errno();
    }
  }
}
