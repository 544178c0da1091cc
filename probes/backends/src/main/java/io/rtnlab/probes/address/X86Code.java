// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The start of a function compiled for x86-64 (Intel SDM, volume 2), read until its first call or
 * tail call. It understands what compilers put there and nothing more:
 *
 * <pre>
 *  f3 0f 1e fa            endbr64
 *  0f 1f …, 66 0f 1f …    the tracer's nop, or e8 rel32 where the function is traced; other nops
 *  50…57, 41 50…57        push             48 89 e5   mov %rsp,%rbp     48 83 ec i8  sub $…,%rsp
 *  31 /r, b8…bf imm32     a small argument: xor %esi,%esi; mov $…,%esi
 *  48 c7 c7 imm32         mov $mutex,%rdi  (the address, sign extended)
 *  48 8d 3d rel32         lea mutex(%rip),%rdi
 *  48 bf imm64            movabs $mutex,%rdi
 *  e8 rel32, e9 rel32     call or jump: to a function that takes the mutex
 * </pre>
 */
final class X86Code {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int CALL = 0xe8;
  private static final int JUMP = 0xe9;

  /** Longest instruction understood: movabs. */
  private static final int LONGEST = 10;

  private final byte[] code;
  private final MemorySegment bytes;
  private final long address;
  private int at;
  private boolean named;
  private long argument;

  private X86Code(byte[] code, long address) {
    this.code = code.clone();
    this.bytes = MemorySegment.ofArray(this.code);
    this.address = address;
  }

  /**
   * The first call and its first argument; empty where an instruction before it is not understood,
   * or the argument is no constant.
   *
   * @param code from the function's first byte on
   * @param address where the function is
   */
  static Optional<CallWithConstant> firstCall(byte[] code, long address) {
    return new X86Code(code, address).read();
  }

  private Optional<CallWithConstant> read() {
    skipEntry();
    while (at + LONGEST <= code.length) {
      int opcode = code[at] & 0xff;
      if (opcode == CALL || opcode == JUMP) {
        return named
            ? Optional.of(new CallWithConstant(argument, relative(at + 1)))
            : Optional.empty();
      }
      int length = nameMutex();
      if (length == 0) {
        length = harmless();
      }
      if (length == 0) {
        return Optional.empty();
      }
      at += length;
    }
    return Optional.empty();
  }

  /**
   * Where a function is traced, its first instruction calls the tracer instead of doing nothing.
   */
  private void skipEntry() {
    if (is(0xf3, 0x0f, 0x1e, 0xfa)) {
      at += 4;
    }
    if (is(CALL)) {
      at += 5;
    }
  }

  /** The length of the instruction that loads a constant into %rdi; 0 where this is none. */
  private int nameMutex() {
    if (is(0x48, 0xc7, 0xc7)) {
      return name(bytes.get(INT, at + 3), 7);
    }
    if (is(0x48, 0x8d, 0x3d)) {
      return name(relative(at + 3), 7);
    }
    if (is(0x48, 0xbf)) {
      return name(bytes.get(LONG, at + 2), 10);
    }
    return 0;
  }

  private int name(long constant, int length) {
    argument = constant;
    named = true;
    return length;
  }

  /** The length of an instruction that leaves %rdi alone and goes nowhere; 0 where this is none. */
  private int harmless() {
    int first = code[at] & 0xff;
    int second = code[at + 1] & 0xff;
    if (first >= 0x50 && first <= 0x57) {
      return 1;
    }
    if (first == 0x41 && second >= 0x50 && second <= 0x57) {
      return 2;
    }
    if (is(0x48, 0x89, 0xe5)) {
      return 3;
    }
    if (is(0x48, 0x83, 0xec)) {
      return 4;
    }
    if (first == 0x31 && second >= 0xc0 && (second & 7) != 7) {
      return 2;
    }
    if (first >= 0xb8 && first <= 0xbe) {
      return 5;
    }
    return nop();
  }

  private int nop() {
    if (is(0x90)) {
      return 1;
    }
    if (is(0x66, 0x90)) {
      return 2;
    }
    int prefix = is(0x66) ? 1 : 0;
    if ((code[at + prefix] & 0xff) != 0x0f || (code[at + prefix + 1] & 0xff) != 0x1f) {
      return 0;
    }
    return switch (code[at + prefix + 2] & 0xff) {
      case 0x00 -> prefix + 3;
      case 0x40 -> prefix + 4;
      case 0x44 -> prefix + 5;
      case 0x80 -> prefix + 7;
      case 0x84 -> prefix + 8;
      default -> 0;
    };
  }

  /** What a 32-bit displacement at {@code field}, the instruction's last, points to. */
  private long relative(int field) {
    return address + field + 4 + bytes.get(INT, field);
  }

  private boolean is(int... expected) {
    for (int i = 0; i < expected.length; i++) {
      if (at + i >= code.length || (code[at + i] & 0xff) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
