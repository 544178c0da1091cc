// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.capture;

import static io.rtnlab.netlink.wire.NetlinkHeader.NLMSG_DONE;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLMSG_ERROR;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLMSG_MIN_TYPE;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_APPEND;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_CREATE;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_DUMP;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_EXCL;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_REPLACE;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.wire.ExtendedAck;
import io.rtnlab.netlink.wire.MessageCursor;
import java.util.Locale;

/** How a message reads, in a line. */
final class Meaning {
  private Meaning() {}

  /**
   * Of the message that {@code message} stands on.
   *
   * @param sent whether a program sent it to the kernel
   */
  static String of(MessageCursor message, boolean sent) {
    if (message.type() == NLMSG_ERROR || message.type() == NLMSG_DONE) {
      return end(message);
    }
    if (message.type() < NLMSG_MIN_TYPE) {
      return "type " + message.type();
    }
    KernelObject<?> object = Messages.read(message).orElseThrow();
    String verb = sent ? asked(message) : Verb.in(message.type()).name().toLowerCase(Locale.ROOT);
    return verb + " " + object.codec().name() + " " + object;
  }

  private static String asked(MessageCursor request) {
    int flags = request.flags();
    return switch (Verb.in(request.type())) {
      case GET -> (flags & NLM_F_DUMP) == NLM_F_DUMP ? "dump" : "get";
      case DELETE -> "delete";
      case SET -> "set";
      case NEW -> {
        if ((flags & NLM_F_CREATE) == 0) {
          yield "change";
        }
        if ((flags & NLM_F_EXCL) != 0) {
          yield "add";
        }
        if ((flags & NLM_F_REPLACE) != 0) {
          yield "replace";
        }
        yield (flags & NLM_F_APPEND) != 0 ? "append" : "make or change";
      }
    };
  }

  private static String end(MessageCursor message) {
    String what = message.type() == NLMSG_DONE ? "done" : "acknowledged";
    if (message.error() == 0) {
      return what;
    }
    ExtendedAck ack = ExtendedAck.of(message);
    String refused = "refused " + Errno.name(-message.error());
    return ack.message() == null ? refused : refused + ": " + ack.message();
  }
}
