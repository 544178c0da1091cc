// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.wire;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * How numbers lie in a message: at any multiple of four (so a 64-bit one may be unaligned), in the
 * machine's byte order unless the kernel says {@code __be}.
 */
final class Layouts {
  static final ValueLayout.OfByte U8 = ValueLayout.JAVA_BYTE;
  static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED;
  static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;
  static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED;

  static final ValueLayout.OfShort BE16 = U16.withOrder(ByteOrder.BIG_ENDIAN);
  static final ValueLayout.OfInt BE32 = U32.withOrder(ByteOrder.BIG_ENDIAN);
  static final ValueLayout.OfLong BE64 = U64.withOrder(ByteOrder.BIG_ENDIAN);

  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  private Layouts() {}

  /** Two bytes, one behind the other, as the 16-bit number that is stored at once. */
  static int pair8(int first, int second) {
    return LITTLE
        ? (first & 0xFF) | (second & 0xFF) << Byte.SIZE
        : (first & 0xFF) << Byte.SIZE | (second & 0xFF);
  }

  /** Two 16-bit numbers, one behind the other, as the 32-bit one that is stored at once. */
  static int pair16(int first, int second) {
    return LITTLE
        ? (first & 0xFFFF) | (second << Short.SIZE)
        : (first << Short.SIZE) | (second & 0xFFFF);
  }

  /** The first of two 16-bit numbers that were read at once, 0 to 65,535. */
  static int first16(int pair) {
    return LITTLE ? pair & 0xFFFF : pair >>> Short.SIZE;
  }

  /** The second of them. */
  static int second16(int pair) {
    return LITTLE ? pair >>> Short.SIZE : pair & 0xFFFF;
  }

  /** The first of two 32-bit numbers that were read at once. */
  static int first32(long pair) {
    return (int) (LITTLE ? pair : pair >>> Integer.SIZE);
  }

  /** The second of them. */
  static int second32(long pair) {
    return (int) (LITTLE ? pair >>> Integer.SIZE : pair);
  }

  /** Two 32-bit numbers, one behind the other, as the 64-bit one that is stored at once. */
  static long pair32(int first, int second) {
    long low = Integer.toUnsignedLong(LITTLE ? first : second);
    return low | ((long) (LITTLE ? second : first) << Integer.SIZE);
  }

  /** Such that it lies in network byte order when it is stored in the machine's. */
  static int network(int value) {
    return LITTLE ? Integer.reverseBytes(value) : value;
  }
}
