package io.rtnlab.netlink.wire;

import static io.rtnlab.netlink.wire.Layouts.BE16;
import static io.rtnlab.netlink.wire.Layouts.BE32;
import static io.rtnlab.netlink.wire.Layouts.BE64;
import static io.rtnlab.netlink.wire.Layouts.U16;
import static io.rtnlab.netlink.wire.Layouts.U32;
import static io.rtnlab.netlink.wire.Layouts.U64;
import static io.rtnlab.netlink.wire.Layouts.U8;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

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

  private MemorySegment memory = MemorySegment.NULL;
  private int end;
  private int nextStart;
  private int rawType;
  private int payload;
  private int payloadBytes;

  /** {@code nla_len} of a {@code struct nlattr} that was read at once. */
  public static int length(int header) {
    return Layouts.first16(header);
  }

  /**
   * Where the attribute behind one of that length starts. A processor foresees which way a switch
   * goes, and so reads on before it knows the length; for a sum it would have to wait. Of two ways
   * the compiler might make a sum again.
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

  /** Goes before the first attribute between {@code from} and {@code to}. */
  public AttributeCursor wrap(MemorySegment memory, int from, int to) {
    if (from < 0 || to < from || to > memory.byteSize()) {
      throw new IndexOutOfBoundsException(
          from + " to " + to + " does not lie in memory of " + memory.byteSize());
    }
    this.memory = memory;
    this.end = to;
    this.nextStart = from;
    this.rawType = 0;
    this.payload = from;
    this.payloadBytes = 0;
    return this;
  }

  /**
   * Steps to the next attribute. Fewer bytes than a header at the end are padding.
   *
   * @return false at the end
   * @throws MalformedMessage if {@code nla_len} is shorter than the header or longer than the rest
   */
  public boolean next() {
    int at = nextStart;
    int left = end - at;
    if (left < HEADER_BYTES) {
      return false;
    }
    int header = memory.get(U32, at);
    int length = length(header);
    if (length < HEADER_BYTES || length > left) {
      throw new MalformedMessage("nla_len is " + length + " where " + left + " bytes are left");
    }
    rawType = Layouts.second16(header);
    payload = at + HEADER_BYTES;
    payloadBytes = length - HEADER_BYTES;
    nextStart = Math.min(end, next(at, length));
    return true;
  }

  /** The attribute's number, without the two flag bits. */
  public int type() {
    return rawType & NLA_TYPE_MASK;
  }

  public boolean nested() {
    return (rawType & NLA_F_NESTED) != 0;
  }

  public MemorySegment memory() {
    return memory;
  }

  /** Where the value starts in {@link #memory}. */
  public int payload() {
    return payload;
  }

  /** Size of the value, without its padding. */
  public int payloadBytes() {
    return payloadBytes;
  }

  public int u8() {
    return Byte.toUnsignedInt(memory.get(U8, need(1)));
  }

  public int u16() {
    return Short.toUnsignedInt(memory.get(U16, need(2)));
  }

  /** All 32 bits; unsigned ones with the top bit set come out negative. */
  public int u32() {
    return memory.get(U32, need(4));
  }

  public long u64() {
    return memory.get(U64, need(8));
  }

  public int be16() {
    return Short.toUnsignedInt(memory.get(BE16, need(2)));
  }

  public int be32() {
    return memory.get(BE32, need(4));
  }

  public long be64() {
    return memory.get(BE64, need(8));
  }

  /** The value up to its first NUL. Allocates. */
  public String text() {
    byte[] bytes = bytes();
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** A copy of the value. Allocates. */
  public byte[] bytes() {
    byte[] copy = new byte[payloadBytes];
    MemorySegment.copy(memory, U8, payload, copy, 0, payloadBytes);
    return copy;
  }

  /** Puts {@code inner} before the first attribute inside this one. */
  public AttributeCursor enter(AttributeCursor inner) {
    return inner.wrap(memory, payload, payload + payloadBytes);
  }

  private long need(int bytes) {
    if (payloadBytes < bytes) {
      throw new MalformedMessage(
          "attribute " + type() + " has " + payloadBytes + " bytes where " + bytes + " are needed");
    }
    return payload;
  }
}
