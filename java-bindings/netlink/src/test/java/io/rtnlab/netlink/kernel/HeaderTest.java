// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.netlink.Messages;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.Codec;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import io.rtnlab.netlink.wire.NetlinkHeader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fixed header of each object: its components are the members of the kernel's struct. */
class HeaderTest {
  private static final Map<String, String> STRUCTS =
      Map.ofEntries(
          Map.entry("link", "ifinfomsg"),
          Map.entry("link properties", "ifinfomsg"),
          Map.entry("link statistics", "if-stats-msg"),
          Map.entry("address", "ifaddrmsg"),
          Map.entry("route", "rtmsg"),
          Map.entry("rule", "fib-rule-hdr"),
          Map.entry("neighbour", "ndmsg"),
          Map.entry("neighbour table", "ndtmsg"),
          Map.entry("qdisc", "tcmsg"),
          Map.entry("class", "tcmsg"),
          Map.entry("filter", "tcmsg"),
          Map.entry("chain", "tcmsg"));

  /** Without a specification; the live tests and the captures hold these. */
  private static final List<String> UNSPECIFIED =
      List.of(
          "nexthop",
          "address label",
          "bridge vlans",
          "multicast entries",
          "actions",
          "namespace id",
          "network configuration",
          "multicast address",
          "anycast address",
          "prefix",
          "neighbour option",
          "nexthop bucket",
          "tunnel",
          "cache report");

  private static List<Codec<?>> specified() {
    return Messages.codecs().stream().filter(codec -> STRUCTS.containsKey(codec.name())).toList();
  }

  @Test
  void everyObjectIsLookedAt() {
    List<String> names = new ArrayList<>(Messages.codecs().stream().map(Codec::name).toList());
    names.removeAll(STRUCTS.keySet());
    assertEquals(UNSPECIFIED.stream().sorted().toList(), names.stream().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("specified")
  <T extends KernelObject<T>> void matchesTheKernelsStruct(Codec<T> codec)
      throws ReflectiveOperationException {
    List<Spec.Member> members = Spec.load().struct(STRUCTS.getOrDefault(codec.name(), ""));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(256, 8);
      MessageWriter writer = new MessageWriter(memory).begin(codec.type(Verb.NEW), 0, 0);
      List<Integer> expected = new ArrayList<>();
      for (Spec.Member member : members) {
        int value = member.name().isEmpty() ? 0 : expected.size() + 1;
        if (!member.name().isEmpty()) {
          expected.add(value);
        }
        switch (member.bytes()) {
          case 1 -> writer.u8(value);
          case 2 -> writer.u16(value);
          case 3 -> writer.u8(value).u16(value);
          case 4 -> writer.u32(value);
          default -> throw new AssertionError(member);
        }
      }
      writer.end();
      assertEquals(codec.headerBytes(), writer.position() - NetlinkHeader.BYTES);

      MessageCursor cursor = new MessageCursor().wrap(memory, writer.position());
      cursor.next();
      T object = codec.read(cursor);
      assertEquals(expected, object instanceof Route route ? header(route) : components(object));

      byte[] read = memory.asSlice(0, writer.position()).toArray(ValueLayout.JAVA_BYTE);
      writer.clear().begin(codec.type(Verb.NEW), 0, 0);
      codec.write(object, writer);
      byte[] written = writer.end().datagram().toArray(ValueLayout.JAVA_BYTE);
      assertArrayEquals(read, written);
    }
  }

  private static List<Integer> components(Object object) throws ReflectiveOperationException {
    List<Integer> components = new ArrayList<>();
    for (RecordComponent component : object.getClass().getRecordComponents()) {
      if (component.getType() != Attributes.class) {
        components.add((Integer) component.getAccessor().invoke(object));
      }
    }
    return components;
  }

  private static List<Integer> header(Route route) {
    return List.of(
        route.family(),
        route.destinationLength(),
        route.sourceLength(),
        route.tos(),
        route.table(),
        route.protocol(),
        route.scope(),
        route.type(),
        route.flags());
  }
}
