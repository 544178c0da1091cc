// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message;

import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.lang.foreign.MemorySegment;

/**
 * How one kind of kernel object lies in a message. The object itself knows its fixed header; all
 * else follows from its attribute table.
 *
 * @param <T> the object
 */
public abstract class Codec<T extends KernelObject<T>> {
  private final String name;
  private final int newType;
  private final int headerBytes;

  /**
   * For an object of that name.
   *
   * @param name what people call the object
   * @param newType its {@code RTM_NEW…}; the other verbs follow it
   * @param headerBytes size of the fixed header
   */
  protected Codec(String name, int newType, int headerBytes) {
    this.name = name;
    this.newType = newType;
    this.headerBytes = headerBytes;
  }

  /** The attributes that a message of this family may carry: for most objects always the same. */
  protected abstract AttributeSet table(int family);

  /**
   * The same of a request, for the few objects that are asked for in another form than reported in.
   */
  protected AttributeSet requestTable(int family, Verb verb) {
    return table(family);
  }

  /**
   * Reads the object: its fixed header, which is whole, through {@code header.u8(0)} and so on, and
   * {@link #attributes(MessageCursor, AttributeSet)}.
   */
  protected abstract T read(MessageCursor header, AttributeSet table);

  /** Writes the fixed header, all {@link #headerBytes} of it. */
  protected abstract void writeHeader(T object, MessageWriter writer);

  /** The verb that changes an object which exists: {@code RTM_NEW…} for nearly all. */
  public Verb changeVerb(T object) {
    return Verb.NEW;
  }

  /**
   * Reads the object in the message that {@code message} stands on.
   *
   * @throws MalformedMessage if it is shorter than its header, or an attribute is broken
   */
  public final T read(MessageCursor message) {
    if (message.payloadBytes() < headerBytes) {
      if (isShortQuestion(message)) {
        return read(padded(message));
      }
      throw new MalformedMessage(
          "a " + name + " of " + message.payloadBytes() + " bytes, fewer than its header");
    }
    int family = message.u8(0);
    AttributeSet table =
        (message.flags() & NetlinkHeader.NLM_F_REQUEST) == 0
            ? table(family)
            : requestTable(family, Verb.in(message.type()));
    return read(message, table);
  }

  /** {@code struct rtgenmsg} alone: the family, as glibc asks for all links and addresses. */
  private static boolean isShortQuestion(MessageCursor message) {
    return message.payloadBytes() > 0
        && (message.flags() & NetlinkHeader.NLM_F_REQUEST) != 0
        && Verb.in(message.type()) == Verb.GET;
  }

  /** The same message with zeros in what is missing of its header, as the kernel reads it. */
  private MessageCursor padded(MessageCursor message) {
    byte[] whole = new byte[NetlinkHeader.BYTES + headerBytes];
    System.arraycopy(message.bytes(), message.start(), whole, 0, message.length());
    MemorySegment memory = MemorySegment.ofArray(whole);
    NetlinkHeader.length(memory, 0, whole.length);
    MessageCursor padded = new MessageCursor().wrap(memory, whole.length);
    padded.next();
    return padded;
  }

  /** The attributes behind the fixed header. */
  protected final Attributes attributes(MessageCursor message, AttributeSet table) {
    int from = Math.min(NetlinkHeader.align(headerBytes), message.payloadBytes());
    byte[] bytes = message.bytes();
    int start = message.payload() + from;
    int end = message.payload() + message.payloadBytes();
    if (!message.isLenient()) {
      return Attributes.copyOf(table, bytes, start, end);
    }
    Attributes attributes = Attributes.lenientCopyOf(table, bytes, start, end);
    if (attributes.isMalformed()) {
      message.countMalformed(attributes.malformed().size());
    }
    return attributes;
  }

  /** Writes header and attributes into the message that was begun. */
  public final void write(T object, MessageWriter writer) {
    writeHeader(object, writer);
    object.attributes().write(writer.pad());
  }

  /** The kernel's name of the attribute {@code offset} bytes into a message; empty if none. */
  public final String attributeAt(T object, int offset) {
    return object
        .attributes()
        .nameAt(offset - NetlinkHeader.BYTES - NetlinkHeader.align(headerBytes))
        .orElse("");
  }

  public final String name() {
    return name;
  }

  /** The message type for a verb. */
  public final int type(Verb verb) {
    return verb.of(newType);
  }

  /** Size of the fixed header. */
  public final int headerBytes() {
    return headerBytes;
  }

  @Override
  public final String toString() {
    return name;
  }
}
