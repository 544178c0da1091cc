// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.request;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Bytes of a message, in this machine's byte order; what lies behind their end reads as zero. */
public final class MessageBytes {
  private static final int ATTRIBUTE_HEADER = 4;
  private static final int TYPE_BITS = 0x3fff;

  private final ByteBuffer bytes;

  /** Takes the bytes as they are. */
  public MessageBytes(byte[] bytes) {
    this(ByteBuffer.wrap(bytes.clone()));
  }

  private MessageBytes(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.nativeOrder());
  }

  /** How many. */
  public int size() {
    return bytes.limit();
  }

  /** The bytes from one place to another, as far as there are any. */
  MessageBytes part(int from, int end) {
    int first = Math.clamp(from, 0, size());
    return new MessageBytes(bytes.slice(first, Math.clamp(end, first, size()) - first));
  }

  int u8(int at) {
    return at < size() ? Byte.toUnsignedInt(bytes.get(at)) : 0;
  }

  int u16(int at) {
    return at + Short.BYTES <= size() ? Short.toUnsignedInt(bytes.getShort(at)) : 0;
  }

  int u32(int at) {
    return at + Integer.BYTES <= size() ? bytes.getInt(at) : 0;
  }

  /**
   * An attribute's value (struct rtattr).
   *
   * @param from where attributes begin
   * @param end where they end
   */
  public Optional<MessageBytes> attribute(int from, int end, int type) {
    int at = from;
    while (at + ATTRIBUTE_HEADER <= end) {
      int length = u16(at);
      if (length < ATTRIBUTE_HEADER) {
        return Optional.empty();
      }
      if ((u16(at + 2) & TYPE_BITS) == type) {
        int size = Math.min(at + length, end) - at - ATTRIBUTE_HEADER;
        return Optional.of(new MessageBytes(bytes.slice(at + ATTRIBUTE_HEADER, Math.max(0, size))));
      }
      at += (length + 3) & ~3;
    }
    return Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MessageBytes same && bytes.equals(same.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.hashCode();
  }
}
