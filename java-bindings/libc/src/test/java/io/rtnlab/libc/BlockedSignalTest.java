// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BlockedSignalTest {
  private static final long SIGPROF_BIT = 1L << (BlockedSignal.SIGPROF - 1);

  /** Whether this thread's mask has it, as the kernel says. */
  private static long blocked() throws IOException {
    String mask =
        Files.readAllLines(Path.of("/proc/thread-self/status")).stream()
            .filter(line -> line.startsWith("SigBlk:"))
            .map(line -> line.substring("SigBlk:".length()).strip())
            .findFirst()
            .orElseThrow();
    return Long.parseUnsignedLong(mask, 16) & SIGPROF_BIT;
  }

  @Test
  void isBlockedWhileOpenAndAsBeforeAfterwards() throws IOException {
    long before = blocked();
    try (BlockedSignal _ = BlockedSignal.block(BlockedSignal.SIGPROF)) {
      assertEquals(SIGPROF_BIT, blocked());
    }
    assertEquals(before, blocked());
  }
}
