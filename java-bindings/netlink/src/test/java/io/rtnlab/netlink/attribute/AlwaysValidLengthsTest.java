// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.attribute;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.FamilySpecific;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.LinkInfo;
import io.rtnlab.netlink.message.link.VirtualFunction;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.Rule;
import io.rtnlab.netlink.wire.MalformedMessage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not looked at for its size alone would have passed, and what is found is the last. */
class AlwaysValidLengthsTest {
  private static final int MOST_BYTES = 300;

  static List<AttributeTable> tables() {
    return List.of(
        Route.TABLE,
        Route.MPLS_TABLE,
        NextHop.TABLE,
        Rule.TABLE,
        Link.TABLE,
        LinkInfo.TABLE,
        FamilySpecific.TABLE,
        FamilySpecific.Inet6.TABLE,
        VirtualFunction.TABLE,
        Address.TABLE,
        Neighbour.TABLE);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void passTheCheckWhateverTheBytes(AttributeSet table) {
    byte[] bytes = new byte[MOST_BYTES];
    new Random(1).nextBytes(bytes);
    for (Attribute<?> attribute : table.attributes()) {
      Format<?> format = attribute.format();
      for (int size = 0; size <= MOST_BYTES; size++) {
        int length = size;
        if ((format.alwaysValidLengths() >>> Math.min(size, Format.LARGEST_SIZE) & 1) != 0) {
          assertDoesNotThrow(
              () -> {
                format.check(table.empty(), bytes, 0, length);
                format.read(table.empty(), bytes, 0, length);
              },
              attribute.kernelName());
        }
      }
    }
  }

  @Test
  void tooShortIsFoundBehindWhatIsLongEnough() {
    byte[] bytes = Route.TABLE.empty().with(Route.PRIORITY, 7).and(4, false, new byte[3]).toArray();
    assertEquals(
        "RTA_OIF: 3 bytes where a u32 needs 4",
        assertThrows(
                MalformedMessage.class,
                () -> Attributes.within(Route.TABLE, bytes, 0, bytes.length))
            .getMessage());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void whatNoTableKnowsIsKeptWhateverItIs(AttributeSet table) {
    Attributes all = table.empty();
    for (int number = 256; number < 512; number++) {
      all = all.and(number, false, new byte[] {1, 2, 3});
    }
    assertEquals(256, received(all).unknown().size());
  }

  @Test
  void theLastOfSeveralCounts() {
    Attributes twice =
        received(Link.TABLE.empty().with(Link.MTU, 1).with(Link.NAME, "a").and(Link.MTU, 2));
    assertEquals(2, twice.get(Link.MTU, 0));
    assertEquals("a", twice.get(Link.NAME, ""));
    assertFalse(twice.has(Link.ADDRESS));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyNumberIsFound(AttributeSet table) {
    List<Attribute<?>> plain =
        table.attributes().stream()
            .filter(each -> each.format().alwaysValidLengths() != 0)
            .toList();
    Attributes all = table.empty();
    for (Attribute<?> attribute : plain) {
      all = all.and(attribute.number(), false, new byte[attribute.format().leastBytes()]);
    }
    Attributes received = received(all);
    for (Attribute<?> attribute : plain) {
      assertEquals(attribute.format().leastBytes(), received.sizeOf(attribute));
    }
  }

  private static Attributes received(Attributes written) {
    byte[] bytes = written.toArray();
    return Attributes.within(written.table(), bytes, 0, bytes.length);
  }
}
