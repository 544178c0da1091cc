// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.exchange;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.rtnlab.netlink.wire.NetlinkHeader;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** Attributes ({@code struct nlattr}) of a received message, found by their type. */
public final class Attribute {
  private static final int HEADER_BYTES = 4;
  private static final int TYPE_MASK = 0x3FFF;

  private Attribute() {}

  /** Where the value of the first attribute of that type begins; -1 where there is none. */
  public static int find(MemorySegment bytes, int from, int end, int type) {
    int at = from;
    while (at + HEADER_BYTES <= end) {
      int length = bytes.get(JAVA_SHORT_UNALIGNED, at) & 0xFFFF;
      if (length < HEADER_BYTES || length > end - at) {
        return -1;
      }
      if ((bytes.get(JAVA_SHORT_UNALIGNED, at + 2) & TYPE_MASK) == type) {
        return at + HEADER_BYTES;
      }
      at += NetlinkHeader.align(length);
    }
    return -1;
  }

  /** The bytes of its value; none where it is not there. */
  public static byte[] value(MemorySegment bytes, int from, int end, int type) {
    int at = find(bytes, from, end, type);
    return at < 0
        ? new byte[0]
        : bytes
            .asSlice(
                at, (bytes.get(JAVA_SHORT_UNALIGNED, at - HEADER_BYTES) & 0xFFFF) - HEADER_BYTES)
            .toArray(JAVA_BYTE);
  }

  /** A number of 32 bits; -1 where it is not there. */
  public static int number(MemorySegment bytes, int from, int end, int type) {
    int at = find(bytes, from, end, type);
    return at < 0 || at + Integer.BYTES > end ? -1 : bytes.get(JAVA_INT_UNALIGNED, at);
  }

  /** A text up to its NUL; "" where it is not there. */
  public static String text(MemorySegment bytes, int from, int end, int type) {
    byte[] value = value(bytes, from, end, type);
    int length = 0;
    while (length < value.length && value[length] != 0) {
      length++;
    }
    return new String(value, 0, length, StandardCharsets.UTF_8);
  }
}
