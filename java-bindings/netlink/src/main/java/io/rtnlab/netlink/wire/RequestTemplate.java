// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.wire;

import static io.rtnlab.netlink.wire.Layouts.BE32;
import static io.rtnlab.netlink.wire.Layouts.BE64;
import static io.rtnlab.netlink.wire.Layouts.U16;
import static io.rtnlab.netlink.wire.Layouts.U32;
import static io.rtnlab.netlink.wire.Layouts.U8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * A datagram of one or many equal messages, encoded once and then patched in place for every
 * request: what a measured loop sends.
 *
 * <pre>
 * |&lt;------- message 0 -------&gt;|&lt;------- message 1 -------&gt;| …
 * | nlmsghdr | header | attrs  | nlmsghdr | header | attrs  | …
 *              ^ fieldAt(offset)            ^ the same offset
 *                       ^ attributeAt(…)             ^ the same offset
 * </pre>
 *
 * It also keeps what the kernel answered to each of them. Nothing is allocated once it is made. One
 * thread at a time.
 */
public final class RequestTemplate {
  private final MemorySegment memory;
  private final Answers answers;
  private final int stride;
  private final int fixedHeaderBytes;
  private final int[] results;
  private MemorySegment datagram;
  private int count;
  private int firstSequence;
  private int failures;

  /**
   * Copies one message as often as wanted.
   *
   * @param message one encoded message, header included
   * @param fixedHeaderBytes size of the struct behind {@code nlmsghdr}, such as 12 for {@code
   *     struct rtmsg}
   * @param copies how many of it one datagram holds
   * @param arena owns the datagram's memory
   */
  public RequestTemplate(
      MemorySegment message, int fixedHeaderBytes, int copies, Answers answers, Arena arena) {
    int length = NetlinkHeader.length(message, 0);
    if (length != message.byteSize() && NetlinkHeader.align(length) != message.byteSize()) {
      throw new IllegalArgumentException(
          "one message of " + length + " bytes is wanted, not " + message.byteSize() + " bytes");
    }
    if (copies < 1 || (answers == Answers.DUMP && copies != 1)) {
      throw new IllegalArgumentException(copies + " copies with answers " + answers);
    }
    this.answers = answers;
    this.fixedHeaderBytes = fixedHeaderBytes;
    this.stride = NetlinkHeader.align(length);
    this.memory = arena.allocate((long) stride * copies, 8);
    this.results = new int[copies];
    for (int copy = 0; copy < copies; copy++) {
      MemorySegment.copy(message, 0, memory, (long) copy * stride, length);
    }
    this.datagram = memory;
    limit(copies);
  }

  /**
   * Sends only the first {@code count} messages from now on. Allocates the view of them if the
   * number changed.
   */
  public RequestTemplate limit(int count) {
    if (count < 1 || count > results.length) {
      throw new IndexOutOfBoundsException(count + " of " + results.length + " messages");
    }
    if (count != this.count) {
      this.count = count;
      datagram = memory.asSlice(0, (long) stride * count);
      setFlags();
    }
    return this;
  }

  private void setFlags() {
    for (int copy = 0; copy < count; copy++) {
      long at = (long) copy * stride + NetlinkHeader.FLAGS;
      boolean ack =
          answers == Answers.ACK_EACH || (answers == Answers.ACK_LAST && copy == count - 1);
      int flags = Short.toUnsignedInt(memory.get(U16, at)) & ~NetlinkHeader.NLM_F_ACK;
      memory.set(U16, at, (short) (ack ? flags | NetlinkHeader.NLM_F_ACK : flags));
    }
  }

  /** Offset, from any message's start, of a field {@code offset} bytes into the fixed header. */
  public int fieldAt(int offset) {
    if (offset < 0 || offset >= fixedHeaderBytes) {
      throw new IndexOutOfBoundsException(
          offset + " is not in a fixed header of " + fixedHeaderBytes + " bytes");
    }
    return NetlinkHeader.BYTES + offset;
  }

  /**
   * Offset, from any message's start, of an attribute's value.
   *
   * @param path the attribute's number, or for one in a nest the numbers from the outside in
   */
  public int attributeAt(int... path) {
    int length = NetlinkHeader.length(memory, 0);
    AttributeCursor cursor =
        new AttributeCursor()
            .wrap(
                memory.asSlice(0, length).toArray(U8),
                NetlinkHeader.BYTES + NetlinkHeader.align(fixedHeaderBytes),
                length);
    for (int depth = 0; depth < path.length; depth++) {
      do {
        if (!cursor.next()) {
          throw new IllegalArgumentException(
              "the message holds no attribute " + Arrays.toString(path));
        }
      } while (cursor.type() != path[depth]);
      if (depth < path.length - 1) {
        cursor.enter(cursor);
      }
    }
    return cursor.payload();
  }

  public void u8(int message, int offset, int value) {
    memory.set(U8, at(message, offset), (byte) value);
  }

  public void u32(int message, int offset, int value) {
    memory.set(U32, at(message, offset), value);
  }

  /** Patches four bytes in network byte order, such as an IPv4 address. */
  public void be32(int message, int offset, int value) {
    memory.set(BE32, at(message, offset), value);
  }

  /** Patches eight bytes in network byte order, such as half an IPv6 address. */
  public void be64(int message, int offset, long value) {
    memory.set(BE64, at(message, offset), value);
  }

  /** Numbers the messages from {@code firstSequence} on and forgets what was answered before. */
  public void number(int firstSequence) {
    this.firstSequence = firstSequence;
    this.failures = 0;
    for (int message = 0; message < count; message++) {
      NetlinkHeader.sequence(memory, (long) message * stride, firstSequence + message);
      results[message] = 0;
    }
  }

  /** Notes the kernel's answer to one message: 0 or {@code -errno}. */
  public void answered(int message, int result) {
    if (result < 0 && results[message] == 0) {
      failures++;
    }
    results[message] = result;
  }

  /** What the kernel answered to a message last time: 0 or {@code -errno}. */
  public int result(int message) {
    return results[message];
  }

  /** How many messages failed last time. */
  public int failures() {
    return failures;
  }

  /** Messages in the datagram. */
  public int count() {
    return count;
  }

  public Answers answers() {
    return answers;
  }

  /** What to send. */
  public MemorySegment datagram() {
    return datagram;
  }

  /** Number of message 0. */
  public int firstSequence() {
    return firstSequence;
  }

  private long at(int message, int offset) {
    if (offset < 0 || offset >= stride) {
      throw new IndexOutOfBoundsException(offset + " in a message of " + stride + " bytes");
    }
    return (long) message * stride + offset;
  }
}
