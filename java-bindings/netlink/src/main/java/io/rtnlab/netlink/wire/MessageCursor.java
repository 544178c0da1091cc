// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.wire;

import java.lang.foreign.MemorySegment;

/**
 * Walks the messages of a received datagram. They are read from an array, into which they are
 * copied a few at a time: that costs less than to ask at each number whether foreign memory is
 * still there and whose it is.
 *
 * <pre>
 * cursor.wrap(buffer, bytes);
 * while (cursor.next()) {
 *   … cursor.type() …
 * }
 * </pre>
 */
public final class MessageCursor {
  /** So many are copied at once: few enough to stay in the first cache, enough for some links. */
  private static final int WINDOW_BYTES = 8192;

  private MemorySegment memory = MemorySegment.NULL;
  private int windowStart;

  /** A part of the memory, in which the message lies whole. All that follows counts in it. */
  private byte[] bytes = new byte[WINDOW_BYTES];

  private int filled;
  private int end;
  private int start;
  private int length;
  private int typeAndFlags;
  private boolean lenient;
  private long malformedAttributes;

  /** Goes before the first message of {@code memory}'s first {@code size} bytes. */
  public MessageCursor wrap(MemorySegment memory, int size) {
    if (size < 0 || size > memory.byteSize()) {
      throw new IndexOutOfBoundsException(
          size + " bytes do not lie in memory of " + memory.byteSize());
    }
    this.memory = memory;
    this.windowStart = 0;
    this.filled = 0;
    this.end = size;
    this.start = 0;
    this.length = 0;
    this.typeAndFlags = 0;
    return this;
  }

  /**
   * Steps to the next message.
   *
   * @return false at the end
   * @throws MalformedMessage if what follows is shorter than a header, or claims to be longer than
   *     the datagram
   */
  public boolean next() {
    int at = start + NetlinkHeader.align(length);
    int left = end - at;
    if (left < NetlinkHeader.BYTES) {
      if (left > 0) {
        throw new MalformedMessage(left + " bytes behind the last message, too few for another");
      }
      return false;
    }
    if (at + NetlinkHeader.BYTES > filled) {
      at = slide(at, NetlinkHeader.BYTES);
    }
    long header = Numbers.u64(bytes, at); // half of it at once: dumps consist of this
    int claimed = Layouts.first32(header);
    if (Integer.compareUnsigned(claimed - NetlinkHeader.BYTES, left - NetlinkHeader.BYTES) > 0) {
      throw new MalformedMessage(
          "nlmsg_len is "
              + Integer.toUnsignedString(claimed)
              + " where "
              + left
              + " bytes are left");
    }
    if (claimed > filled - at) {
      at = slide(at, claimed);
    }
    start = at;
    length = claimed;
    typeAndFlags = Layouts.second32(header);
    return true;
  }

  /** Copies what lies from {@code at} on, as much as is needed or more, and returns where it is. */
  private int slide(int at, int needed) {
    end -= at;
    windowStart += at;
    filled = Math.min(end, Math.max(needed, WINDOW_BYTES));
    if (bytes.length < filled) {
      bytes = new byte[filled];
    }
    MemorySegment.copy(memory, Layouts.U8, windowStart, bytes, 0, filled);
    start = 0;
    length = 0;
    return 0;
  }

  /**
   * Whether an object is to be read whose attributes are malformed: those read as absent then, and
   * are counted. Else the object is refused.
   */
  public MessageCursor lenient(boolean lenient) {
    this.lenient = lenient;
    return this;
  }

  public boolean isLenient() {
    return lenient;
  }

  /** Counts attributes that were found malformed, and passed over. */
  public void countMalformed(int attributes) {
    malformedAttributes += attributes;
  }

  /** Attributes that were found malformed so far. */
  public long malformedAttributes() {
    return malformedAttributes;
  }

  public int type() {
    return Layouts.first16(typeAndFlags);
  }

  public int flags() {
    return Layouts.second16(typeAndFlags);
  }

  public int sequence() {
    return Numbers.u32(bytes, start + NetlinkHeader.SEQUENCE);
  }

  public int portId() {
    return Numbers.u32(bytes, start + NetlinkHeader.PORT_ID);
  }

  /**
   * Where the message lies, until the next one: at {@link #start}, and its payload at {@link
   * #payload}.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the message's {@code nlmsghdr} starts. */
  public int start() {
    return start;
  }

  /** {@code nlmsg_len}. */
  public int length() {
    return length;
  }

  /** Where the message ends. */
  public int messageEnd() {
    return start + length;
  }

  /** Where the fixed header behind {@code nlmsghdr} starts. */
  public int payload() {
    return start + NetlinkHeader.BYTES;
  }

  /** Bytes behind {@code nlmsghdr}. */
  public int payloadBytes() {
    return length - NetlinkHeader.BYTES;
  }

  /** A byte of the payload. */
  public int u8(int offset) {
    return Numbers.u8(bytes, within(offset, 1));
  }

  public int u16(int offset) {
    return Numbers.u16(bytes, within(offset, 2));
  }

  public int u32(int offset) {
    return Numbers.u32(bytes, within(offset, 4));
  }

  /**
   * The error of an {@code NLMSG_ERROR} or {@code NLMSG_DONE}: 0 or {@code -errno}. A positive
   * number, as some families of generic netlink acknowledge with, is a success like 0.
   */
  public int error() {
    return payloadBytes() < 4 ? 0 : Math.min(0, u32(0));
  }

  /** Puts {@code cursor} before the first attribute behind a fixed header of that many bytes. */
  public AttributeCursor attributes(AttributeCursor cursor, int fixedHeaderBytes) {
    int to = messageEnd();
    return cursor.wrap(bytes, Math.min(to, payload() + NetlinkHeader.align(fixedHeaderBytes)), to);
  }

  private int within(int offset, int size) {
    if (offset < 0 || offset + size > payloadBytes()) {
      throw new MalformedMessage(
          "a payload of " + payloadBytes() + " bytes has no " + size + " bytes at " + offset);
    }
    return payload() + offset;
  }
}
