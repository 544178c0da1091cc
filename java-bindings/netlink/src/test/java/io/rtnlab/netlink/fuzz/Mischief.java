// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.fuzz;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.message.neighbour.NeighbourOption;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes bytes that look like messages, more or less. */
final class Mischief {
  private static final int[] LIES = {0, 1, 3, 4, 5, 15, 16, 17, 0x7FFF, 0x8000, 0xFFFB, 0xFFFF};
  private static final int[] FAMILIES = {0, 2, 7, 10, 28, 128, 129, 255};
  private static final List<String> KINDS =
      List.of(
          "veth",
          "bridge",
          "vlan",
          "vxlan",
          "macvlan",
          "bond",
          "gre",
          "ip6gre",
          "netkit",
          "geneve",
          "htb",
          "tbf",
          "netem",
          "fq_codel",
          "u32",
          "flower",
          "matchall",
          "bpf",
          "gact",
          "mirred",
          "vlan\0",
          "no-such-kind",
          "");

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
  byte[] shaped(Codec<?> codec, AttributeTable table) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 14).order(ByteOrder.nativeOrder());
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
    bytes.putInt(NetlinkHeader.LENGTH, bytes.position());
    bytes.putShort(NetlinkHeader.TYPE, (short) codec.type(Verb.NEW));
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private void attributes(ByteBuffer bytes, AttributeTable table, int depth) {
    List<Attribute<?>> known = table.attributes();
    int count = random.nextInt(depth == 0 ? 8 : 4);
    for (int i = 0; i < count && bytes.remaining() > 1024; i++) {
      int number =
          known.isEmpty() || random.nextInt(8) == 0
              ? random.nextInt(64)
              : known.get(random.nextInt(known.size())).number();
      int start = bytes.position();
      bytes.putShort((short) 0).putShort((short) number);
      value(bytes, table.byNumber(number), depth);
      int length = bytes.position() - start;
      bytes.putShort(start, (short) (random.nextInt(64) == 0 ? pick(LIES) : length));
      bytes.position(Math.min(bytes.limit(), NetlinkHeader.align(bytes.position())));
    }
  }

  private void value(ByteBuffer bytes, @Nullable Attribute<?> attribute, int depth) {
    String format = attribute == null ? "" : attribute.format().wireName();
    boolean nest =
        format.equals("nest") || format.equals("sub-message") || format.equals("indexed-array");
    if (nest && depth < 4) {
      attributes(bytes, AttributeTable.UNKNOWN, depth + 1);
    } else if (format.equals("string")) {
      bytes.put(KINDS.get(random.nextInt(KINDS.size())).getBytes(StandardCharsets.UTF_8));
    } else {
      byte[] value = new byte[random.nextInt(4) == 0 ? random.nextInt(70) : 4 << random.nextInt(3)];
      random.nextBytes(value);
      bytes.put(value);
    }
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
