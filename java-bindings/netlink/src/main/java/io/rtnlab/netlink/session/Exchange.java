// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import static io.rtnlab.netlink.wire.NetlinkHeader.NLMSG_DONE;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLMSG_ERROR;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLMSG_MIN_TYPE;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLMSG_OVERRUN;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_DUMP_INTR;

import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Requests and answers over one port, as numbers: 0 or {@code -errno}. Nothing is thrown and, once
 * made, nothing allocated, so that a measured loop may run on it. Answers are matched by sequence
 * number; late ones of earlier requests are passed over. One thread at a time.
 *
 * <p>{@code -ENOBUFS} and {@code -EAGAIN} mean that the outcome is unknown, not that the request
 * failed; {@code -EMSGSIZE} that an answer was longer than the buffer; {@code -EBADMSG} that one
 * was malformed.
 */
public final class Exchange {
  /** Dumps are no faster with more: the kernel fills at most this much at once. */
  public static final int DEFAULT_BUFFER_BYTES = 32 * 1024;

  /** {@link #next} stands on a message. */
  static final int MESSAGE = 1;

  /** Nothing is left of the datagram that {@link #next} steps through. */
  static final int DATAGRAM_END = 2;

  /** {@link #acknowledgement} stands on the kernel's error. */
  static final int REFUSED = 1;

  private final NetlinkPort port;
  private final MemorySegment buffer;
  private final MessageCursor cursor = new MessageCursor();
  private final TemplateListener templateListener = new TemplateListener();
  private int lastSequence;
  private int firstError;
  private String malformedReason = "";
  private long dumpMessages;
  private boolean dumpInterrupted;

  public Exchange(NetlinkPort port) {
    this(port, DEFAULT_BUFFER_BYTES);
  }

  /**
   * For answers longer than usual.
   *
   * @param bufferBytes longest datagram that can be received
   */
  public Exchange(NetlinkPort port, int bufferBytes) {
    this.port = port;
    // Freed by the garbage collector: a session may be closed while another thread still receives.
    this.buffer = Arena.ofAuto().allocate(bufferBytes, 8);
  }

  /**
   * Sends the template's messages and waits for their answers, which the template keeps.
   *
   * @return 0; or the {@code -errno} of the first message that failed; or that of the socket, if
   *     the template could not be sent or its answers not be received
   */
  public int execute(RequestTemplate request) {
    request.number(reserve(request.count()));
    int sent = port.send(request.datagram());
    if (sent < 0) {
      return sent;
    }
    templateListener.request = request;
    int lost =
        collect(request.firstSequence(), request.count(), request.answers(), templateListener);
    return lost < 0 ? lost : firstError;
  }

  /**
   * Runs a dump to its end and counts its objects. See {@link #dump(RequestTemplate,
   * MessageVisitor)}.
   */
  public int dump(RequestTemplate request) {
    return dump(request, MessageVisitor.NONE);
  }

  /**
   * Runs a dump to its end and shows each object to {@code visitor}.
   *
   * @return 0 or {@code -errno}; see {@link #dumpMessages} and {@link #dumpInterrupted} for the
   *     rest
   */
  public int dump(RequestTemplate request, MessageVisitor visitor) {
    int sequence = reserve(1);
    request.number(sequence);
    return dump(request.datagram(), sequence, visitor);
  }

  int dump(MemorySegment datagram, int sequence, MessageVisitor visitor) {
    int asked = askForDump(datagram);
    return asked < 0 ? asked : drain(sequence, visitor);
  }

  /**
   * Asks for a dump, which {@link #receiveMore} then brings.
   *
   * @return 0 or {@code -errno}
   */
  int askForDump(MemorySegment datagram) {
    dumpMessages = 0;
    dumpInterrupted = false;
    cursor.wrap(buffer, 0);
    return Math.min(0, port.send(datagram));
  }

  /** Receives the rest of a dump. */
  int drain(int sequence, MessageVisitor visitor) {
    int result = DATAGRAM_END;
    while (result == DATAGRAM_END) {
      result = receiveMore();
      if (result == 0) {
        result = visitDatagram(sequence, visitor);
      }
    }
    return result;
  }

  private int visitDatagram(int sequence, MessageVisitor visitor) {
    int result = next(sequence);
    while (result == MESSAGE) {
      visitor.visit(cursor);
      result = next(sequence);
    }
    return result;
  }

  /**
   * Receives the next datagram of a dump, whose objects {@link #next} then steps through.
   *
   * @return 0 or {@code -errno}
   */
  int receiveMore() {
    int bytes = receive();
    cursor.wrap(buffer, Math.max(0, bytes));
    return Math.min(0, bytes);
  }

  /**
   * Puts the cursor on the next object of a dump in the datagram at hand. Without receiving in it,
   * the loop over a datagram is small enough to be compiled as one piece.
   *
   * @return {@link #MESSAGE}, {@link #DATAGRAM_END}, 0 at the end of the dump, or {@code -errno}
   */
  int next(int sequence) {
    int step = step();
    while (step > 0) {
      if (cursor.sequence() == sequence) {
        int type = cursor.type();
        if ((cursor.flags() & NLM_F_DUMP_INTR) != 0) {
          dumpInterrupted = true;
        }
        if (type == NLMSG_DONE || type == NLMSG_ERROR) {
          return cursor.error();
        }
        if (type >= NLMSG_MIN_TYPE) {
          dumpMessages++;
          return MESSAGE;
        }
      }
      step = step();
    }
    return step == 0 ? DATAGRAM_END : step;
  }

  /** Objects that the last dump brought. */
  public long dumpMessages() {
    return dumpMessages;
  }

  /** Whether the kernel said of any message of the last dump that it may be inconsistent. */
  public boolean dumpInterrupted() {
    return dumpInterrupted;
  }

  /** Takes the next {@code count} sequence numbers and returns the first. */
  int reserve(int count) {
    int first = lastSequence + 1;
    lastSequence += count;
    return first;
  }

  int send(MemorySegment datagram) {
    cursor.wrap(buffer, 0);
    return port.send(datagram);
  }

  /** Where the error of a failed dump, if any, was read from. */
  MessageCursor cursor() {
    return cursor;
  }

  /** What was wrong with the last answer that was {@code -EBADMSG}. */
  String malformedReason() {
    return malformedReason;
  }

  /**
   * Receives until every answer that is due has come.
   *
   * @return 0, or {@code -errno} where answers were lost or cannot be read; what was refused the
   *     listener hears
   */
  int collect(int firstSequence, int count, Answers answers, AnswerListener listener) {
    int due = answers == Answers.ACK_LAST ? 1 : count;
    firstError = 0;
    while (due > 0) {
      int taken = take(firstSequence, count, answers, listener);
      if (taken < 0) {
        return taken;
      }
      due -= taken;
    }
    return 0;
  }

  /**
   * Receives until the one answer that is due has come, and stays on it.
   *
   * @return 0; {@link #REFUSED}, where the cursor stands on the error; or {@code -errno} where the
   *     answer was lost or cannot be read
   */
  int acknowledgement(int sequence) {
    while (true) {
      int bytes = receive();
      if (bytes < 0) {
        return bytes;
      }
      cursor.wrap(buffer, bytes);
      int step = step();
      while (step > 0) {
        int type = cursor.sequence() == sequence ? cursor.type() : 0;
        if (type == NLMSG_ERROR) {
          return cursor.error() == 0 ? 0 : REFUSED;
        }
        if (type == NLMSG_OVERRUN) {
          return -Errno.ENOBUFS;
        }
        step = step();
      }
      if (step < 0) {
        return step;
      }
    }
  }

  /**
   * Receives one datagram and hands its answers over.
   *
   * @return how many of the answers that are due it brought, or {@code -errno}
   */
  int take(int firstSequence, int count, Answers answers, AnswerListener listener) {
    int bytes = receive();
    if (bytes < 0) {
      return bytes;
    }
    int taken = 0;
    cursor.wrap(buffer, bytes);
    while (true) {
      int step = step();
      if (step < 0) {
        return step;
      }
      if (step == 0) {
        return taken;
      }
      int message = cursor.sequence() - firstSequence;
      if (message < 0 || message >= count) {
        continue; // an answer to an earlier request, come late
      }
      int type = cursor.type();
      if (type == NLMSG_ERROR) {
        int error = cursor.error();
        if (error < 0 && firstError == 0) {
          firstError = error;
        }
        listener.answered(message, error, cursor);
        if (answers != Answers.ACK_LAST || message == count - 1) {
          taken++;
        }
      } else if (type == NLMSG_OVERRUN) {
        return -Errno.ENOBUFS;
      } else if (type >= NLMSG_MIN_TYPE) {
        listener.replied(message, cursor);
        if (answers == Answers.REPLY_EACH) {
          taken++;
        }
      }
    }
  }

  /**
   * 1 if the cursor stands on another message, 0 at the end, {@code -EBADMSG} on malformedReason.
   */
  private int step() {
    try {
      return cursor.next() ? 1 : 0;
    } catch (MalformedMessage malformed) {
      malformedReason = String.valueOf(malformed.getMessage());
      cursor.wrap(buffer, 0); // what follows in this datagram cannot be found
      return -Errno.EBADMSG;
    }
  }

  private int receive() {
    int bytes;
    do {
      bytes = port.receive(buffer);
    } while (bytes == -Errno.EINTR);
    return bytes > buffer.byteSize() ? -Errno.EMSGSIZE : bytes;
  }

  /** Hands each answer to the template that it belongs to. */
  private static final class TemplateListener implements AnswerListener {
    private @Nullable RequestTemplate request;

    @Override
    public void answered(int message, int result, MessageCursor answer) {
      if (request != null) {
        request.answered(message, result);
      }
    }

    @Override
    public void replied(int message, MessageCursor reply) {}
  }
}
