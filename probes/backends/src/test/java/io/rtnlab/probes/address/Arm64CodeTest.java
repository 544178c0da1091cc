// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Instruction words as an assembler writes them. */
class Arm64CodeTest {
  private static final long AT = 0xffff800080c0a010L;

  @Test
  void readsPageAndOffset() {
    // bti c; nop; nop; adrp x0, .+0x1234000; add x0, x0, #0x5e8; b .+0x100
    assertEquals(
        Optional.of(new CallWithConstant(0xffff800081e3e5e8L, AT + 20 + 0x100)),
        Arm64Code.firstCall(
            code(0xd503245f, 0xd503201f, 0xd503201f, 0x900091a0, 0x9117a000, 0x14000040), AT));
  }

  @Test
  void readsPagesBefore() {
    // adrp x0, .-0x1000; add x0, x0, #8; bl .-4
    assertEquals(
        Optional.of(new CallWithConstant(0xffff800080c09008L, AT + 8 - 4)),
        Arm64Code.firstCall(code(0xf0ffffe0, 0x91002000, 0x97ffffff), AT));
  }

  @Test
  void readsPastAFrame() {
    // paciasp; stp x29,x30,[sp,#-16]!; mov x29,sp; adrp; add; bl
    assertEquals(
        Optional.of(new CallWithConstant(0xffff800080c0a5e8L, AT + 20 + 8)),
        Arm64Code.firstCall(
            code(0xd503233f, 0xa9bf7bfd, 0x910003fd, 0x90000000, 0x9117a000, 0x94000002), AT));
  }

  /** mov x9,x30 and a call to the tracer in front. */
  @Test
  void readsPastTheTracersCall() {
    assertEquals(
        Optional.of(new CallWithConstant(0xffff800080c0a5e8L, AT + 16 + 8)),
        Arm64Code.firstCall(code(0xaa1e03e9, 0x94001000, 0x90000000, 0x9117a000, 0x14000002), AT));
  }

  @Test
  void acceptsNothingThatItDoesNotUnderstand() {
    // add without adrp; adrp of another register; a load; a call first; a return
    assertEquals(Optional.empty(), Arm64Code.firstCall(code(0x9117a000, 0x14000002), AT));
    assertEquals(
        Optional.empty(), Arm64Code.firstCall(code(0x90000001, 0x9117a000, 0x14000002), AT));
    assertEquals(
        Optional.empty(),
        Arm64Code.firstCall(code(0x90000000, 0x9117a000, 0xf9400000, 0x14000002), AT));
    assertEquals(
        Optional.empty(),
        Arm64Code.firstCall(code(0x94000002, 0x90000000, 0x9117a000, 0x14000002), AT));
    assertEquals(Optional.empty(), Arm64Code.firstCall(code(0xd65f03c0), AT));
    assertEquals(Optional.empty(), Arm64Code.firstCall(new byte[3], AT));
  }

  private static byte[] code(int... words) {
    ByteBuffer code = ByteBuffer.allocate(words.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : words) {
      code.putInt(word);
    }
    return code.array();
  }
}
