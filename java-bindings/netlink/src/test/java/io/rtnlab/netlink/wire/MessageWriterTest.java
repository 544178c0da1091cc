// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MessageWriterTest {
  private static byte[] written(Consumer<MessageWriter> what) {
    MemorySegment memory = Arena.ofAuto().allocate(64);
    MessageWriter writer = new MessageWriter(memory);
    what.accept(writer);
    return memory.asSlice(0, writer.position()).toArray(ValueLayout.JAVA_BYTE);
  }

  @Test
  void fourBytesAtOnceAreFourBytesOneBehindTheOther() {
    assertArrayEquals(
        written(w -> w.u8(2).u8(32).u8(0).u8(255).u8(254).u8(128).u8(253).u8(1)),
        written(w -> w.u8s(2, 32, 0, 255).u8s(254, 128, 253, 1)));
  }

  @Test
  void attributesOfOneAndOfTwoBytesArePadded() {
    assertArrayEquals(
        new byte[] {5, 0, 20, 0, 7, 0, 0, 0, 6, 0, 28, 0, 1, 2, 0, 0},
        written(w -> w.u8(20, 7).be16(28, 0x0102)));
  }
}
