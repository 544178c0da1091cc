// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class X86CodeTest {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");
  private static final String REST = " 90".repeat(40);

  /** rtnl_lock of Linux 6.18 built by gcc 15, as BPF read it: the tracer's nop, mov, jmp. */
  @Test
  void readsAMoveOfTheAddress() {
    assertCall(
        0xffffffff831f5a60L,
        0xffffffff81ecc710L + 17 + 0x2bd0f,
        0xffffffff81ecc710L,
        "0f 1f 44 00 00 48 c7 c7 60 5a 1f 83 e9 0f bd 02 00");
  }

  @Test
  void readsPastTheMarkOfIndirectBranches() {
    assertCall(
        0xffffffff82f0a1e0L,
        0xffffffff81000000L + 21 + 0x100,
        0xffffffff81000000L,
        "f3 0f 1e fa 0f 1f 44 00 00 48 c7 c7 e0 a1 f0 82 e9 00 01 00 00");
  }

  /** While the function tracer traces it, the nop is a call. */
  @Test
  void readsPastTheTracersCall() {
    assertCall(
        0xffffffff82f0a1e0L,
        0xffffffff81000000L + 17 + 0x100,
        0xffffffff81000000L,
        "e8 00 00 20 00 48 c7 c7 e0 a1 f0 82 e8 00 01 00 00");
  }

  /** rtnl_lock of a kernel with lockdep passes a subclass as well. */
  @Test
  void readsPastOtherArguments() {
    assertCall(
        0xffffffff82f0a1e0L,
        0xffffffff81000000L + 23 + 0x100,
        0xffffffff81000000L,
        "0f 1f 44 00 00 31 f6 55 48 c7 c7 e0 a1 f0 82 48 89 e5 e8 00 01 00 00");
  }

  @Test
  void readsAnAddressRelativeToTheInstruction() {
    assertCall(
        0xffffffff81000000L + 12 + 0x1000,
        0xffffffff81000000L + 17 - 0x100,
        0xffffffff81000000L,
        "0f 1f 44 00 00 48 8d 3d 00 10 00 00 e9 00 ff ff ff");
  }

  @Test
  void readsAWholeAddress() {
    assertCall(
        0xffff800012345678L,
        0xffffffff81000000L + 15 + 0x100,
        0xffffffff81000000L,
        "48 bf 78 56 34 12 00 80 ff ff e9 00 01 00 00");
  }

  @Test
  void acceptsNothingThatItDoesNotUnderstand() {
    // __rtnl_unlock of 6.18: it reads a list first
    assertNothing("0f 1f 44 00 00 55 53 48 8b 1d 79 f3 35 01 48 c7 c7 60 5a 1f 83 e8 00 00 00 00");
    // the argument is overwritten: mov %rsi,%rdi
    assertNothing("48 c7 c7 60 5a 1f 83 48 89 f7 e9 0f bd 02 00");
    // and so: xor %edi,%edi
    assertNothing("48 c7 c7 60 5a 1f 83 31 ff e9 0f bd 02 00");
    // a call before the argument is loaded, but not the tracer's
    assertNothing("0f 1f 44 00 00 55 e8 00 00 00 00 48 c7 c7 60 5a 1f 83 e9 0f bd 02 00");
    // a conditional jump
    assertNothing("48 c7 c7 60 5a 1f 83 74 05 e9 0f bd 02 00");
    // a return, an int3 of the text patcher, nothing
    assertNothing("c3");
    assertNothing("cc 1f 44 00 00 48 c7 c7 60 5a 1f 83 e9 0f bd 02 00");
    assertEquals(Optional.empty(), X86Code.firstCall(new byte[0], 0));
  }

  @Test
  void stopsWhereTheBytesEnd() {
    byte[] whole = HEX.parseHex("0f 1f 44 00 00 48 c7 c7 60 5a 1f 83 e9 0f bd 02 00");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertEquals(Optional.empty(), X86Code.firstCall(cut, 0));
    }
  }

  private static void assertCall(long argument, long target, long address, String code) {
    assertEquals(
        Optional.of(new CallWithConstant(argument, target)),
        X86Code.firstCall(HEX.parseHex(code + REST), address));
  }

  private static void assertNothing(String code) {
    assertEquals(Optional.empty(), X86Code.firstCall(HEX.parseHex(code + REST), 0));
  }
}
