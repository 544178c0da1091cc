// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.wire;

import java.util.Arrays;
import java.util.Objects;

/**
 * Walks the attributes of a message or of a nest: {@code struct nlattr}, then the value, padded.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-+-+---------------------------+
 * |   nla_len (header included)   |N|B|         nla_type          |
 * +-------------------------------+-+-+---------------------------+
 * |                    value, padded to four …                    |
 * +---------------------------------------------------------------+
 *   N = NLA_F_NESTED     B = NLA_F_NET_BYTEORDER
 * </pre>
 */
public final class AttributeCursor {
  public static final int NLA_F_NESTED = 0x8000;
  public static final int NLA_F_NET_BYTEORDER = 0x4000;
  public static final int NLA_TYPE_MASK = 0x3FFF;

  /** Size of {@code struct nlattr}. */
  public static final int HEADER_BYTES = 4;

  private static final int EMPTY = Layouts.pair16(HEADER_BYTES, 0);

  private byte[] bytes = new byte[0];
  private int end;
  private int start;
  private int header;

  /** {@code nla_len} of a {@code struct nlattr} that was read at once. */
  public static int length(int header) {
    return Layouts.first16(header);
  }

  /**
   * Where the attribute behind one of that length starts. Branches on the common lengths let the
   * CPU speculate past the load of {@code nla_len}; an addition would serialise the loop on it.
   * Three branches, because C2 may turn two into a conditional move.
   */
  public static int next(int at, int length) {
    return switch (length) {
      case 5, 8 -> at + 8;
      case 10, 12 -> at + 12;
      default -> at + NetlinkHeader.align(length);
    };
  }

  /** Its {@code nla_type}, without the two flag bits. */
  public static int number(int header) {
    return Layouts.second16(header) & NLA_TYPE_MASK;
  }

  /**
   * Goes before the first attribute between {@code from} and {@code to}.
   *
   * @param bytes are not copied
   */
  public AttributeCursor wrap(byte[] bytes, int from, int to) {
    Objects.checkFromToIndex(from, to, bytes.length);
    this.bytes = bytes;
    this.end = to;
    this.start = from - HEADER_BYTES; // as if an empty one came before
    this.header = EMPTY;
    return this;
  }

  /**
   * Steps to the next attribute. Fewer bytes than a header at the end are padding.
   *
   * @return false at the end
   * @throws MalformedMessage if {@code nla_len} is shorter than the header or longer than the rest
   */
  public boolean next() {
    int at = next(start, length(header));
    int left = end - at - HEADER_BYTES;
    if (left < 0) {
      return false;
    }
    int read = Numbers.u32(bytes, at);
    if (Integer.compareUnsigned(length(read) - HEADER_BYTES, left) > 0) {
      throw badLength(read, end - at);
    }
    start = at;
    header = read;
    return true;
  }

  /** What is wrong with a header whose length does not fit into the bytes that are left. */
  public static MalformedMessage badLength(int header, int left) {
    return new MalformedMessage(
        "nla_len is " + length(header) + " where " + left + " bytes are left");
  }

  /** The attribute's number, without the two flag bits. */
  public int type() {
    return number(header);
  }

  public boolean nested() {
    return (Layouts.second16(header) & NLA_F_NESTED) != 0;
  }

  /** Where the attribute's header starts in the array. */
  public int start() {
    return start;
  }

  /** Where the attribute ends in the array, with its padding where there is any. */
  public int end() {
    return Math.min(end, next(start, length(header)));
  }

  /** Where the value starts in the array. */
  public int payload() {
    return start + HEADER_BYTES;
  }

  /** Size of the value, without its padding. */
  public int payloadBytes() {
    return length(header) - HEADER_BYTES;
  }

  public int u8() {
    return Numbers.u8(bytes, need(1));
  }

  public int u16() {
    return Numbers.u16(bytes, need(2));
  }

  /** All 32 bits; unsigned ones with the top bit set come out negative. */
  public int u32() {
    return Numbers.u32(bytes, need(4));
  }

  public long u64() {
    return Numbers.u64(bytes, need(8));
  }

  public int be16() {
    return Numbers.be16(bytes, need(2));
  }

  public int be32() {
    return Numbers.be32(bytes, need(4));
  }

  public long be64() {
    return Numbers.be64(bytes, need(8));
  }

  /** The value up to its first NUL, as {@link KernelText}. Allocates. */
  public String text() {
    int from = payload();
    int to = from;
    while (to < from + payloadBytes() && bytes[to] != 0) {
      to++;
    }
    return KernelText.decode(bytes, from, to - from);
  }

  /** A copy of the value. Allocates. */
  public byte[] bytes() {
    return Arrays.copyOfRange(bytes, payload(), payload() + payloadBytes());
  }

  /** Puts {@code inner} before the first attribute inside this one. */
  public AttributeCursor enter(AttributeCursor inner) {
    return inner.wrap(bytes, payload(), payload() + payloadBytes());
  }

  private int need(int size) {
    if (payloadBytes() < size) {
      throw new MalformedMessage(
          "attribute "
              + type()
              + " has "
              + payloadBytes()
              + " bytes where "
              + size
              + " are needed");
    }
    return payload();
  }
}
