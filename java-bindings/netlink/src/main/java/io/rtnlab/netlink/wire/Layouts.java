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

  private Layouts() {}
}
