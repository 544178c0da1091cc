// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.capture;

import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.wire.MessageCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Messages from the captures, for other tests to work on. */
public final class Recorded {
  private Recorded() {}

  /** Every message that carries such an object. */
  public static List<byte[]> messages(Codec<?> codec) {
    List<byte[]> messages = new ArrayList<>();
    for (Capture capture : Capture.all()) {
      for (Capture.Exchange exchange : capture.exchanges()) {
        for (Capture.Datagram datagram : exchange.datagrams()) {
          MessageCursor message = datagram.messages();
          while (message.next()) {
            if ((message.type() & ~3) == codec.type(Verb.NEW)) {
              messages.add(
                  Arrays.copyOfRange(message.bytes(), message.start(), message.messageEnd()));
            }
          }
        }
      }
    }
    return messages;
  }
}
