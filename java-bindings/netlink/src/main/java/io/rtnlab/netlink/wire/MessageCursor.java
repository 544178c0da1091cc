package io.rtnlab.netlink.wire;

import static io.rtnlab.netlink.wire.Layouts.U16;
import static io.rtnlab.netlink.wire.Layouts.U32;
import static io.rtnlab.netlink.wire.Layouts.U64;
import static io.rtnlab.netlink.wire.Layouts.U8;

import java.lang.foreign.MemorySegment;

/**
 * Walks the messages of a received datagram.
 *
 * <pre>
 * cursor.wrap(buffer, bytes);
 * while (cursor.next()) {
 *   … cursor.type() …
 * }
 * </pre>
 */
public final class MessageCursor {
  /** So many go onto the heap at once: few enough to stay in the first cache. */
  private static final int HEAP_BYTES = 4096;

  private MemorySegment memory = MemorySegment.NULL;
  private int end;
  private int start;
  private int length;
  private int typeAndFlags;
  private int nextStart;
  private byte[] onHeap = new byte[0];
  private int heapStart;
  private int heapEnd;

  /** Goes before the first message of {@code memory}'s first {@code bytes}. */
  public MessageCursor wrap(MemorySegment memory, int bytes) {
    if (bytes < 0 || bytes > memory.byteSize()) {
      throw new IndexOutOfBoundsException(
          bytes + " bytes do not lie in memory of " + memory.byteSize());
    }
    this.memory = memory;
    this.end = bytes;
    this.start = 0;
    this.length = 0;
    this.typeAndFlags = 0;
    this.nextStart = 0;
    this.heapEnd = 0;
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
    int at = nextStart;
    int left = end - at;
    if (left < NetlinkHeader.BYTES) {
      if (left > 0) {
        throw new MalformedMessage(left + " bytes behind the last message, too few for another");
      }
      return false;
    }
    long header = memory.get(U64, at); // half of it at once: dumps consist of this
    int claimed = Layouts.first32(header);
    if (claimed < NetlinkHeader.BYTES || claimed > left) {
      throw new MalformedMessage(
          "nlmsg_len is "
              + Integer.toUnsignedString(claimed)
              + " where "
              + left
              + " bytes are left");
    }
    start = at;
    length = claimed;
    typeAndFlags = Layouts.second32(header);
    nextStart = Math.min(end, at + NetlinkHeader.align(claimed));
    return true;
  }

  public int type() {
    return Layouts.first16(typeAndFlags);
  }

  public int flags() {
    return Layouts.second16(typeAndFlags);
  }

  public int sequence() {
    return NetlinkHeader.sequence(memory, start);
  }

  public int portId() {
    return NetlinkHeader.portId(memory, start);
  }

  /** The memory that all offsets of this cursor count in. */
  public MemorySegment memory() {
    return memory;
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
    return Byte.toUnsignedInt(memory.get(U8, within(offset, 1)));
  }

  public int u16(int offset) {
    return Short.toUnsignedInt(memory.get(U16, within(offset, 2)));
  }

  public int u32(int offset) {
    return memory.get(U32, within(offset, 4));
  }

  /**
   * A copy of the message on the heap, its payload at {@link #payloadOnHeap}, until the next {@link
   * #wrap}. Some that follow are copied with it, since many small copies cost more.
   */
  public byte[] onHeap() {
    if (messageEnd() > heapEnd) {
      putOnHeap();
    }
    return onHeap;
  }

  /** Where the payload starts in {@link #onHeap}, which was asked for before. */
  public int payloadOnHeap() {
    return payload() - heapStart;
  }

  private void putOnHeap() {
    heapStart = start;
    heapEnd = Math.min(end, Math.max(messageEnd(), start + HEAP_BYTES));
    int bytes = heapEnd - heapStart;
    if (onHeap.length < bytes) {
      onHeap = new byte[Math.max(bytes, HEAP_BYTES)];
    }
    MemorySegment.copy(memory, U8, start, onHeap, 0, bytes);
  }

  /** The error of an {@code NLMSG_ERROR} or {@code NLMSG_DONE}: 0 or {@code -errno}. */
  public int error() {
    return payloadBytes() < 4 ? 0 : u32(0);
  }

  /** Puts {@code cursor} before the first attribute behind a fixed header of that many bytes. */
  public AttributeCursor attributes(AttributeCursor cursor, int fixedHeaderBytes) {
    int from = NetlinkHeader.align(fixedHeaderBytes);
    if (from > payloadBytes()) {
      from = payloadBytes();
    }
    return cursor.wrap(memory, payload() + from, messageEnd());
  }

  private long within(int offset, int bytes) {
    if (offset < 0 || offset + bytes > payloadBytes()) {
      throw new MalformedMessage(
          "a payload of " + payloadBytes() + " bytes has no " + bytes + " bytes at " + offset);
    }
    return (long) payload() + offset;
  }
}
