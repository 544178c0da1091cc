// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.wire;

import static io.rtnlab.netlink.wire.Layouts.BE16;
import static io.rtnlab.netlink.wire.Layouts.U16;
import static io.rtnlab.netlink.wire.Layouts.U32;
import static io.rtnlab.netlink.wire.Layouts.U64;
import static io.rtnlab.netlink.wire.Layouts.U8;
import static io.rtnlab.netlink.wire.Layouts.network;
import static io.rtnlab.netlink.wire.Layouts.pair16;
import static io.rtnlab.netlink.wire.Layouts.pair32;
import static io.rtnlab.netlink.wire.Layouts.pair8;

import java.lang.foreign.MemorySegment;

/**
 * Writes messages one behind the other into memory of the caller's.
 *
 * <pre>
 * +----------+--------------+-----------+-----------+-----+----------+---
 * | nlmsghdr | fixed header | attribute | attribute | pad | nlmsghdr | …
 * +----------+--------------+-----------+-----------+-----+----------+---
 * |&lt;------------- begin(…) … end() ----------------&gt;|     |&lt;- begin(…)
 * </pre>
 *
 * A number wider than its place is refused with {@link IllegalArgumentException}, never cut.
 *
 * <p>Lengths and padding are its own business: a wrong {@code nlmsg_len} would make the kernel
 * discard the rest of a batch in silence. Where the memory ends it throws {@link
 * IndexOutOfBoundsException}; the message begun last is then unusable, those before it are whole.
 */
public final class MessageWriter {
  private static final int ATTRIBUTE_HEADER_BYTES = 4;
  private static final int LONGEST_ATTRIBUTE = 0xFFFF;
  private static final int NLA_F_NESTED = 0x8000;

  private static final int NO_MESSAGE = -1;

  private final MemorySegment memory;
  private final int capacity;
  private int position;
  private int messageStart = NO_MESSAGE;

  public MessageWriter(MemorySegment memory) {
    this.memory = memory;
    this.capacity = Math.toIntExact(memory.byteSize());
  }

  /** Forgets everything written. */
  public MessageWriter clear() {
    position = 0;
    messageStart = NO_MESSAGE;
    return this;
  }

  /** Starts a message; its length is filled in by {@link #end}. */
  public MessageWriter begin(int type, int flags, int sequence) {
    if (messageStart != NO_MESSAGE) {
      throw new IllegalStateException("the message before was not ended");
    }
    int at = claim(NetlinkHeader.BYTES);
    messageStart = at;
    memory.set(U64, at + NetlinkHeader.LENGTH, pair32(0, pair16(type, flags)));
    memory.set(U64, at + NetlinkHeader.SEQUENCE, pair32(sequence, 0));
    return this;
  }

  /** Ends the message and pads to where the next may start. */
  public MessageWriter end() {
    if (messageStart == NO_MESSAGE) {
      throw new IllegalStateException("no message was begun");
    }
    memory.set(U32, messageStart + NetlinkHeader.LENGTH, position - messageStart);
    messageStart = NO_MESSAGE;
    pad();
    return this;
  }

  public MessageWriter u8(int value) {
    memory.set(U8, claim(1), (byte) requireU8(value));
    return this;
  }

  /** Four bytes, one behind the other: fixed headers begin with such. */
  public MessageWriter u8s(int first, int second, int third, int fourth) {
    requireU8(first | second | third | fourth);
    memory.set(U32, claim(4), pair16(pair8(first, second), pair8(third, fourth)));
    return this;
  }

  public MessageWriter u16(int value) {
    memory.set(U16, claim(2), (short) requireU16(value));
    return this;
  }

  public MessageWriter u32(int value) {
    memory.set(U32, claim(4), value);
    return this;
  }

  public MessageWriter u64(long value) {
    memory.set(U64, claim(8), value);
    return this;
  }

  /** Raw bytes, unpadded. */
  public MessageWriter bytes(byte[] value) {
    return bytes(value, 0, value.length);
  }

  /** Some of an array's bytes, unpadded. */
  public MessageWriter bytes(byte[] array, int from, int length) {
    int at = claim(length);
    MemorySegment.copy(array, from, memory, U8, at, length);
    return this;
  }

  /** Zeros up to the next multiple of four. */
  public MessageWriter pad() {
    int end = NetlinkHeader.align(position);
    while (position < end) {
      u8(0);
    }
    return this;
  }

  /** An attribute without a value, whose presence is the message. */
  public MessageWriter flag(int type) {
    attributeHeader(type, 0);
    return this;
  }

  public MessageWriter u8(int type, int value) {
    int at = attributeHeader(type, 1);
    memory.set(U32, at, 0);
    memory.set(U8, at, (byte) requireU8(value));
    return this;
  }

  public MessageWriter u16(int type, int value) {
    int at = attributeHeader(type, 2);
    memory.set(U32, at, 0);
    memory.set(U16, at, (short) requireU16(value));
    return this;
  }

  public MessageWriter u32(int type, int value) {
    int header = pair16(ATTRIBUTE_HEADER_BYTES + Integer.BYTES, type);
    memory.set(U64, claim(ATTRIBUTE_HEADER_BYTES + Integer.BYTES), pair32(header, value));
    return this;
  }

  public MessageWriter u64(int type, long value) {
    memory.set(U64, attributeHeader(type, 8), value);
    return this;
  }

  /** A 16-bit value that the kernel wants in network byte order ({@code __be16}). */
  public MessageWriter be16(int type, int value) {
    int at = attributeHeader(type, 2);
    memory.set(U32, at, 0);
    memory.set(BE16, at, (short) requireU16(value));
    return this;
  }

  /** A 32-bit value in network byte order, such as an IPv4 address as a number. */
  public MessageWriter be32(int type, int value) {
    return u32(type, network(value));
  }

  public MessageWriter bytes(int type, byte[] value) {
    int at = attributeHeader(type, value.length);
    MemorySegment.copy(value, 0, memory, U8, at, value.length);
    zero(at + value.length);
    return this;
  }

  /**
   * Text with a NUL behind it, as {@code NLA_NUL_STRING} wants. Allocates.
   *
   * @throws IllegalArgumentException as {@link KernelText#encode}
   */
  public MessageWriter text(int type, String value) {
    byte[] utf8 = KernelText.encode(value);
    int at = attributeHeader(type, utf8.length + 1);
    MemorySegment.copy(utf8, 0, memory, U8, at, utf8.length);
    zero(at + utf8.length);
    return this;
  }

  /**
   * Starts an attribute that holds attributes, marked {@code NLA_F_NESTED}.
   *
   * @return what {@link #endNested} wants back
   */
  public int beginNested(int type) {
    return beginAttribute(type | NLA_F_NESTED);
  }

  /**
   * Starts an attribute whose value is written piece by piece, such as a struct before attributes.
   *
   * @return what {@link #endNested} wants back
   */
  public int beginAttribute(int type) {
    int at = claim(ATTRIBUTE_HEADER_BYTES);
    memory.set(U32, at, pair16(ATTRIBUTE_HEADER_BYTES, type));
    return at;
  }

  public MessageWriter endNested(int start) {
    int length = position - start;
    if (length > LONGEST_ATTRIBUTE) {
      throw new IndexOutOfBoundsException(
          "an attribute of " + length + " bytes: its length field ends at " + LONGEST_ATTRIBUTE);
    }
    memory.set(U16, start, (short) length);
    return pad();
  }

  /** Bytes written so far, also where the next message would start. */
  public int position() {
    return position;
  }

  /** Everything written, as one datagram. Allocates the view of it. */
  public MemorySegment datagram() {
    if (messageStart != NO_MESSAGE) {
      throw new IllegalStateException("the last message was not ended");
    }
    return memory.asSlice(0, position);
  }

  private static int requireU8(int value) {
    if (value >>> Byte.SIZE != 0) {
      throw tooWide(value, Byte.SIZE);
    }
    return value;
  }

  private static int requireU16(int value) {
    if (value >>> Short.SIZE != 0) {
      throw tooWide(value, Short.SIZE);
    }
    return value;
  }

  private static IllegalArgumentException tooWide(int value, int bits) {
    return new IllegalArgumentException(
        value + " does not fit into " + bits + " bits, 0 to " + ((1 << bits) - 1));
  }

  private int attributeHeader(int type, int payloadBytes) {
    int length = ATTRIBUTE_HEADER_BYTES + payloadBytes;
    if (length > LONGEST_ATTRIBUTE) {
      throw new IndexOutOfBoundsException(
          "an attribute of " + length + " bytes: its length field ends at " + LONGEST_ATTRIBUTE);
    }
    int at = claim(NetlinkHeader.align(length));
    memory.set(U32, at, pair16(length, type));
    return at + ATTRIBUTE_HEADER_BYTES;
  }

  private int claim(int bytes) {
    int at = position;
    if (bytes > capacity - at) {
      throw new IndexOutOfBoundsException(
          bytes + " more bytes do not fit: " + at + " of " + capacity + " are taken");
    }
    position = at + bytes;
    return at;
  }

  private void zero(int from) {
    for (int at = from; at < position; at++) {
      memory.set(U8, at, (byte) 0);
    }
  }
}
