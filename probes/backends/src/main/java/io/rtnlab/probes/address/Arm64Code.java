// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The start of a function compiled for arm64 (Arm ARM, C4.1), read until its first call or tail
 * call. It understands what compilers put there and nothing more:
 *
 * <pre>
 *  d503201f nop · d503245f bti c · d503233f paciasp · aa1e03e9 mov x9,x30 (patchable entry)
 *  a9…7bfd stp x29,x30,[sp,…]! · 910003fd mov x29,sp · f9000bf3 str x19,[sp,#16]
 *  1··10000 immlo·immhi·x0   adrp x0, page of mutex
 *  10010001 0 sh imm12 x0 x0 add  x0, x0, #offset in the page
 *  x00101 imm26              b, bl: to a function that takes the mutex
 * </pre>
 */
final class Arm64Code {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int NOP = 0xd503201f;
  private static final int BTI_C = 0xd503245f;
  private static final int PACIASP = 0xd503233f;
  private static final int MOV_X9_X30 = 0xaa1e03e9;
  private static final int MOV_X29_SP = 0x910003fd;
  private static final int STR_X19_SP_16 = 0xf9000bf3;

  private Arm64Code() {}

  /**
   * The first call and its first argument; empty where an instruction before it is not understood,
   * or the argument is no constant.
   *
   * @param code from the function's first byte on
   * @param address where the function is
   */
  static Optional<CallWithConstant> firstCall(byte[] code, long address) {
    MemorySegment words = MemorySegment.ofArray(code);
    long page = 0;
    boolean paged = false;
    boolean named = false;
    long argument = 0;
    for (int at = 0; at + 4 <= code.length; at += 4) {
      int word = words.get(INT, at);
      if ((word & 0x7c000000) == 0x14000000) { // b, bl; the tracer's call saved x30 in x9 before
        if (named) {
          return Optional.of(new CallWithConstant(argument, address + at + branch(word)));
        }
        if (at == 0 || words.get(INT, at - 4) != MOV_X9_X30) {
          return Optional.empty();
        }
      } else if ((word & 0x9f00001f) == 0x90000000) { // adrp x0
        page = ((address + at) & -4096) + (pages(word) << 12);
        paged = true;
        named = false;
      } else if ((word & 0xff8003ff) == 0x91000000) { // add x0, x0, #imm12{, lsl #12}
        if (!paged) {
          return Optional.empty();
        }
        argument = page + (((word >>> 10) & 0xfffL) << ((word & 0x400000) == 0 ? 0 : 12));
        named = true;
      } else if (!harmless(word)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean harmless(int word) {
    return word == NOP
        || word == BTI_C
        || word == PACIASP
        || word == MOV_X9_X30
        || word == MOV_X29_SP
        || word == STR_X19_SP_16
        || (word & 0xffc07fff) == 0xa9807bfd // stp x29,x30,[sp,#…]!
        || (word & 0xffe0001f) == 0x52800001; // mov w1, #…
  }

  /** Bytes, signed, from the branch on. */
  private static long branch(int word) {
    return ((long) word << 38) >> 36;
  }

  /** Pages of 4096 bytes, signed, from that of the instruction on. */
  private static long pages(int word) {
    long high = ((long) (word >>> 5) & 0x7ffff) << 2;
    int low = (word >>> 29) & 3;
    return ((high | low) << 43) >> 43;
  }
}
