// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.attribute.Rewritten;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message of every capture: it means what its file says, and read and written again it is the
 * same bytes. With {@code -Dcaptures=write} the meanings are written anew, for a person to look at.
 */
class CapturesTest {
  static List<Capture> captures() {
    return Capture.all();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void eachMessageMeansWhatItsFileSays(Capture capture) throws IOException {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (Capture.Exchange exchange : capture.exchanges()) {
      for (Capture.Datagram datagram : exchange.datagrams()) {
        expected.add("$ " + exchange.command());
        actual.add("$ " + exchange.command());
        expected.addAll(datagram.meanings());
        datagram.meanings().clear();
        MessageCursor message = datagram.messages();
        while (message.next()) {
          datagram.meanings().add(Meaning.of(message, datagram.sent()));
        }
        actual.addAll(datagram.meanings());
      }
    }
    if ("write".equals(System.getProperty("captures"))) {
      capture.write();
    } else {
      assertEquals(String.join("\n", expected), String.join("\n", actual));
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void eachMessageIsTheSameBytesWhenItIsWrittenAgain(Capture capture) {
    for (Capture.Exchange exchange : capture.exchanges()) {
      for (Capture.Datagram datagram : exchange.datagrams()) {
        MessageCursor message = datagram.messages();
        while (message.next()) {
          Optional<KernelObject<?>> object =
              message.type() < NetlinkHeader.NLMSG_MIN_TYPE
                  ? Optional.empty()
                  : Messages.read(message);
          object.ifPresent(each -> assertSameBytes(exchange.command(), message, each));
        }
      }
    }
  }

  private static <T extends KernelObject<T>> void assertSameBytes(
      String command, MessageCursor message, KernelObject<T> object) {
    byte[] received =
        Arrays.copyOfRange(
            message.bytes(),
            message.start(),
            message.start() + NetlinkHeader.align(message.length()));
    assertEquals(
        List.of(), Rewritten.differences(object.attributes()), () -> command + ": " + object);
    assertArrayEquals(received, written(message, object), () -> command + ": " + object);
  }

  private static <T extends KernelObject<T>> byte[] written(
      MessageCursor message, KernelObject<T> object) {
    T again = object.with(Rewritten.of(object.attributes()));
    MemorySegment memory = Arena.ofAuto().allocate(1 << 16, 8);
    MessageWriter writer = new MessageWriter(memory);
    writer.begin(message.type(), message.flags(), message.sequence());
    object.codec().write(again, writer);
    writer.end();
    memory.set(ValueLayout.JAVA_INT, NetlinkHeader.PORT_ID, message.portId());
    return memory.asSlice(0, writer.position()).toArray(ValueLayout.JAVA_BYTE);
  }

  /** What no table knows is kept, but here the kernels are older than the tables. */
  @Test
  void nothingInThemIsUnknown() {
    Set<String> unknown = new TreeSet<>();
    for (Capture capture : captures()) {
      for (Capture.Exchange exchange : capture.exchanges()) {
        for (Capture.Datagram datagram : exchange.datagrams()) {
          datagram.meanings().stream()
              .filter(meaning -> meaning.matches(".* #[0-9]+ .*"))
              .forEach(meaning -> unknown.add(exchange.command() + ": " + meaning));
        }
      }
    }
    assertEquals(Set.of(), unknown);
  }

  /** What no command of iproute2 6.1 asks for, or only a router or a daemon causes. */
  private static final Set<String> NOT_RECORDED =
      Set.of(
          "multicast address",
          "anycast address",
          "prefix",
          "neighbour option",
          "nexthop bucket",
          "tunnel",
          "cache report");

  @Test
  void everyObjectIsInOne() {
    Set<String> missing = new TreeSet<>();
    Messages.codecs().stream()
        .map(Codec::name)
        .filter(name -> !NOT_RECORDED.contains(name))
        .forEach(missing::add);
    for (Capture capture : captures()) {
      for (Capture.Exchange exchange : capture.exchanges()) {
        for (Capture.Datagram datagram : exchange.datagrams()) {
          MessageCursor message = datagram.messages();
          while (message.next()) {
            if (message.type() >= NetlinkHeader.NLMSG_MIN_TYPE) {
              Messages.codec(message.type()).map(Codec::name).ifPresent(missing::remove);
            }
          }
        }
      }
    }
    assertEquals(Set.of(), missing);
  }
}
