// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.capture.Recorded;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.lang.foreign.Arena;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are a value or {@code MalformedMessage}: nothing else is thrown, nothing is read past
 * their end, and reading ends. {@code -Dfuzz.rounds=1000000} for longer, {@code -Dfuzz.seed=7} for
 * other bytes; what it finds belongs into {@link #brokeSomethingOnce}.
 */
@Timeout(300)
class AnyBytesTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1_000);
  private static final long SEED = Long.getLong("fuzz.seed", 1);

  private final Mischief mischief = new Mischief(new Random(SEED));

  static List<Codec<?>> codecs() {
    return Messages.codecs();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  <T extends KernelObject<T>> void bytesInTheShapeOfAMessage(Codec<T> codec) {
    AttributeSet table = codec.read(header(codec)).attributes().table();
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      read += check(mischief.shaped(codec, table)) > 0 ? 1 : 0;
    }
    assertTrue(read > 0, "none was a message: nothing was tried");
  }

  /** A message of such an object that has no attributes, whose table is the usual one. */
  private static MessageCursor header(Codec<?> codec) {
    int length = NetlinkHeader.BYTES + NetlinkHeader.align(codec.headerBytes());
    MessageWriter writer = new MessageWriter(Arena.ofAuto().allocate(length, 8));
    writer.begin(codec.type(Verb.NEW), 0, 0);
    for (int at = NetlinkHeader.BYTES; at < length; at++) {
      writer.u8(0);
    }
    MessageCursor message = new MessageCursor().wrap(writer.end().datagram(), length);
    message.next();
    return message;
  }

  static List<Codec<?>> recordedCodecs() {
    return Messages.codecs().stream().filter(codec -> !Recorded.messages(codec).isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("recordedCodecs")
  <T extends KernelObject<T>> void realMessagesWithSomethingWrong(Codec<T> codec) {
    List<byte[]> real = Recorded.messages(codec);
    int malformed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] message = real.get(round % real.size());
      malformed += check(mischief.spoilt(message)) < 0 ? 1 : 0;
      malformed += check(mischief.shortened(message)) < 0 ? 1 : 0;
    }
    assertTrue(malformed > 0, "none was malformed: nothing was tried");
  }

  @ParameterizedTest
  @MethodSource("codecs")
  <T extends KernelObject<T>> void noiseBehindARightHeader(Codec<T> codec) {
    for (int round = 0; round < ROUNDS; round++) {
      check(mischief.shaped(codec, AttributeSet.UNKNOWN));
      check(mischief.noise());
    }
  }

  /** What broke something once, by what was wrong. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "an address of a family that has no table,"
        + " 2400000014000000000000000000000080195a8b41b32a1b0c0001000102030405060708",
    "a route of a family that has no table,"
        + " 2c0000001800000000000000000000000786d59d830cf9a9226dbd0710000900f0c824570ae2acad00000000",
    "a neighbour of a family that has no table,"
        + " 280000001c0000000000000000000000ff299db1f86ae98434e5e1100c0001000102030405060708",
  })
  void brokeSomethingOnce(String what, String hex) {
    assertTrue(check(HexFormat.of().parseHex(hex)) >= -1, what);
  }

  private static int check(byte[] datagram) {
    try {
      return Reading.everything(datagram);
    } catch (RuntimeException | Error ours) {
      throw new AssertionError(HexFormat.of().formatHex(datagram), ours);
    }
  }
}
