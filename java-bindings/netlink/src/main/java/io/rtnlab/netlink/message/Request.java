// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message;

import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_APPEND;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_CREATE;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_DUMP;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_EXCL;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_REPLACE;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_REQUEST;

import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A verb and its object: what is asked of the kernel.
 *
 * @param word what people call it: add, replace, …
 * @param flags {@code NLM_F_*} besides {@code NLM_F_REQUEST} and {@code NLM_F_ACK}
 */
public record Request<T extends KernelObject<T>>(String word, Verb verb, int flags, T object) {

  /** Longest message that is encoded ahead. */
  private static final int LONGEST = 1 << 16;

  /** Creates the object; {@code EEXIST} where it exists. */
  public static <T extends KernelObject<T>> Request<T> add(T object) {
    return new Request<>("add", Verb.NEW, NLM_F_CREATE | NLM_F_EXCL, object);
  }

  /** Creates the object, or replaces the one that exists. */
  public static <T extends KernelObject<T>> Request<T> replace(T object) {
    return new Request<>("replace", Verb.NEW, NLM_F_CREATE | NLM_F_REPLACE, object);
  }

  /** Creates the object behind those that exist already. */
  public static <T extends KernelObject<T>> Request<T> append(T object) {
    return new Request<>("append", Verb.NEW, NLM_F_CREATE | NLM_F_APPEND, object);
  }

  /** Changes the object that exists; {@code ENOENT} or {@code ENODEV} where none does. */
  public static <T extends KernelObject<T>> Request<T> change(T object) {
    return new Request<>("change", object.codec().changeVerb(object), 0, object);
  }

  /** Removes it. */
  public static <T extends KernelObject<T>> Request<T> delete(T object) {
    return new Request<>("delete", Verb.DELETE, 0, object);
  }

  /** Asks for the one that this describes. */
  public static <T extends KernelObject<T>> Request<T> get(T object) {
    return new Request<>("get", Verb.GET, 0, object);
  }

  /** Asks for all that this describes. */
  public static <T extends KernelObject<T>> Request<T> dump(T filter) {
    return new Request<>("dump", Verb.GET, NLM_F_DUMP, filter);
  }

  /** {@code nlmsg_type}. */
  public int type() {
    return object.codec().type(verb);
  }

  /** Writes it as one message. */
  public void write(MessageWriter writer, int sequence, boolean acknowledge) {
    int ack = acknowledge ? NetlinkHeader.NLM_F_ACK : 0;
    writer.begin(type(), flags | NLM_F_REQUEST | ack, sequence);
    object.codec().write(object, writer);
    writer.end();
  }

  /** The kernel's name of the attribute {@code offset} bytes into the message; empty if none. */
  public String attributeAt(int offset) {
    return object.codec().attributeAt(object, offset);
  }

  /** One datagram of it, encoded ahead, to be patched and sent over and over. */
  public RequestTemplate template(Answers answers, Arena arena) {
    return template(1, answers, arena);
  }

  /**
   * One datagram of so many copies of it, encoded ahead, to be patched and sent over and over.
   *
   * @param arena owns the datagram's memory
   */
  public RequestTemplate template(int copies, Answers answers, Arena arena) {
    try (Arena scratch = Arena.ofConfined()) {
      MessageWriter writer = new MessageWriter(scratch.allocate(LONGEST, 8));
      write(writer, 0, false);
      MemorySegment message = writer.datagram();
      return new RequestTemplate(message, object.codec().headerBytes(), copies, answers, arena);
    }
  }

  /** Such as {@code add route unicast 10.0.0.0/8 via …}. */
  @Override
  public String toString() {
    return word + " " + object.codec().name() + " " + object;
  }
}
