// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.fuzz;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import io.rtnlab.netlink.attribute.Format;
import io.rtnlab.netlink.attribute.Insides;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.message.neighbour.NeighbourOption;
import io.rtnlab.netlink.wire.AttributeCursor;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes bytes that look like messages, more or less. */
final class Mischief {
  private static final int[] LIES = {0, 1, 3, 4, 5, 15, 16, 17, 0x7FFF, 0x8000, 0xFFFB, 0xFFFF};
  private static final int[] FAMILIES = {0, 2, 7, 10, 28, 128, 129, 255};
  private static final List<String> WORDS = List.of("eth0", "vlan\0", "no-such-kind", "", "a\0b");
  private static final int LONGEST = 1 << 14;
  private static final int DEEPEST = 6;

  /** {@code NLMSG_ERROR}'s errno and the request's header. */
  private static final int ERROR_BYTES = Integer.BYTES + NetlinkHeader.BYTES;

  private static final int MOST_ERROR_ATTRIBUTES = 7;

  private final RandomGenerator random;

  Mischief(RandomGenerator random) {
    this.random = random;
  }

  /** Bytes of no shape. */
  byte[] noise() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A message with a right {@code nlmsg_len} and attributes of the table, filled at random. */
  byte[] shaped(Codec<?> codec, AttributeSet table) {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST).order(ByteOrder.nativeOrder());
    bytes.position(NetlinkHeader.BYTES);
    byte[] header = new byte[NetlinkHeader.align(codec.headerBytes())];
    random.nextBytes(header);
    header[0] = (byte) pick(FAMILIES);
    if (codec == NeighbourOption.CODEC && random.nextBoolean()) {
      header[2] = 0; // the length of what follows
      header[3] = 0;
    }
    bytes.put(header);
    attributes(bytes, table, 0);
    return message(bytes, codec.type(Verb.NEW), 0);
  }

  /** An {@code NLMSG_ERROR} with what the kernel says besides the errno, filled at random. */
  byte[] refusal() {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST).order(ByteOrder.nativeOrder());
    byte[] error = new byte[ERROR_BYTES];
    random.nextBytes(error);
    bytes.position(NetlinkHeader.BYTES).put(error);
    bytes.putInt(NetlinkHeader.BYTES + Integer.BYTES, random.nextInt(4 * NetlinkHeader.BYTES));
    for (int number = 1; number <= MOST_ERROR_ATTRIBUTES; number++) {
      if (random.nextBoolean()) {
        attribute(bytes, number, null, 1);
      }
    }
    int capped = random.nextBoolean() ? NetlinkHeader.NLM_F_CAPPED : 0;
    return message(bytes, NetlinkHeader.NLMSG_ERROR, NetlinkHeader.NLM_F_ACK_TLVS | capped);
  }

  private static byte[] message(ByteBuffer bytes, int type, int flags) {
    bytes.putInt(NetlinkHeader.LENGTH, bytes.position());
    bytes.putShort(NetlinkHeader.TYPE, (short) type);
    bytes.putShort(NetlinkHeader.FLAGS, (short) flags);
    byte[] message = new byte[bytes.position()];
    bytes.get(0, message);
    return message;
  }

  /** Several datagrams as one. */
  byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, NetlinkHeader.align(first.length) + second.length);
    System.arraycopy(second, 0, both, both.length - second.length, second.length);
    return both;
  }

  private void attributes(ByteBuffer bytes, AttributeSet table, int depth) {
    List<Attribute<?>> known = table.attributes();
    kinds(bytes, table, depth);
    int count = random.nextInt(depth == 0 ? 8 : 4);
    for (int i = 0; i < count; i++) {
      int number =
          known.isEmpty() || random.nextInt(16) == 0
              ? random.nextInt(64)
              : known.get(random.nextInt(known.size())).number();
      Attribute<?> attribute = table.byNumber(number);
      attribute(bytes, number, attribute == null ? null : attribute.format(), depth);
    }
  }

  /** The name of a kind and what such a kind holds, which would not often come about by chance. */
  private void kinds(ByteBuffer bytes, AttributeSet table, int depth) {
    for (Attribute<?> each : Insides.withKinds(table)) {
      if (random.nextInt(4) == 0) {
        continue;
      }
      Map<String, ? extends Format<?>> kinds = Insides.kinds(each.format());
      List<String> names = new ArrayList<>(kinds.keySet());
      names.sort(null); // one seed, one sequence
      String kind = names.get(random.nextInt(names.size()));
      text(bytes, Insides.selector(each.format()), kind);
      attribute(bytes, each.number(), kinds.get(kind), depth);
    }
  }

  private void text(ByteBuffer bytes, int number, String text) {
    int start = begin(bytes, number);
    bytes.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    end(bytes, start);
  }

  private void attribute(ByteBuffer bytes, int number, @Nullable Format<?> format, int depth) {
    if (bytes.remaining() < 1024) {
      return;
    }
    int flags = random.nextInt(8) == 0 ? AttributeCursor.NLA_F_NET_BYTEORDER : 0;
    int start = begin(bytes, number | flags);
    value(bytes, format, depth + 1);
    end(bytes, start);
  }

  private static int begin(ByteBuffer bytes, int number) {
    int start = bytes.position();
    bytes.putShort((short) 0).putShort((short) number);
    return start;
  }

  private void end(ByteBuffer bytes, int start) {
    int length = bytes.position() - start;
    bytes.putShort(start, (short) (random.nextInt(64) == 0 ? pick(LIES) : length));
    bytes.position(Math.min(bytes.limit(), NetlinkHeader.align(bytes.position())));
  }

  private void value(ByteBuffer bytes, @Nullable Format<?> format, int depth) {
    if (format == null || depth > DEEPEST || random.nextInt(16) == 0) {
      fill(bytes, random.nextInt(70));
      return;
    }
    Optional<AttributeSet> inside = Insides.table(format);
    Optional<Format<?>> item = Insides.item(format);
    if (inside.isPresent()) {
      fill(bytes, Insides.headBytes(format));
      bytes.position(NetlinkHeader.align(bytes.position()));
      attributes(bytes, inside.get(), depth);
    } else if (item.isPresent()) {
      int count = random.nextInt(4);
      for (int i = 0; i < count; i++) {
        attribute(bytes, i + random.nextInt(2), item.get(), depth);
      }
    } else if (format.wireName().equals("string")) {
      bytes.put(WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8));
    } else {
      fill(bytes, format.leastBytes() + (random.nextInt(4) == 0 ? random.nextInt(40) : 0));
    }
  }

  /** Any bytes, or a small number, which selects something more often. */
  private void fill(ByteBuffer bytes, int length) {
    byte[] value = new byte[length];
    if (random.nextInt(3) > 0) {
      random.nextBytes(value);
    } else if (length > 0) {
      value[random.nextInt(2) * (length - 1)] = (byte) random.nextInt(16); // of either byte order
    }
    bytes.put(value);
  }

  /** A real datagram with something wrong. */
  byte[] spoilt(byte[] real) {
    byte[] bytes = real.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && bytes.length > 4; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> lie(bytes, at & ~3);
        case 3 -> bytes = Arrays.copyOf(bytes, at); // cut off
        default -> {
          int length = Math.min(random.nextInt(32), bytes.length - at);
          System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
        }
      }
    }
    return bytes;
  }

  /** Cut off, with the message saying so: only what is inside is wrong. */
  byte[] shortened(byte[] real) {
    int length =
        NetlinkHeader.BYTES + random.nextInt(Math.max(1, real.length - NetlinkHeader.BYTES));
    byte[] bytes = Arrays.copyOf(real, length);
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(NetlinkHeader.LENGTH, length);
    return bytes;
  }

  private void lie(byte[] bytes, int at) {
    if (at + 2 <= bytes.length) {
      ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putShort(at, (short) pick(LIES));
    }
  }

  private int pick(int[] values) {
    return values[random.nextInt(values.length)];
  }
}
