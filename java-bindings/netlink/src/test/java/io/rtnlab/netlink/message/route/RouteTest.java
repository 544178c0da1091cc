// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A route that was received is a value as one that was made, and outlives its datagram. */
class RouteTest {
  private static final int UNKNOWN = 900;
  private static final Route MADE = Route.to("10.1.0.0/16").dev(3).metric(7).table(1000);

  @Test
  void isReceivedAsItWasMade() {
    Route received = received(MADE).getFirst();
    assertEquals(MADE, received);
    assertEquals(MADE.hashCode(), received.hashCode());
    assertEquals(MADE.toString(), received.toString());
    assertEquals(MADE.identity(), received.identity());
    assertEquals(MADE.attributes(), received.attributes());
  }

  @Test
  void isChangedInTheSameWay() {
    Route received = received(MADE).getFirst();
    assertEquals(MADE.table(7).scope(1).metric(8), received.table(7).scope(1).metric(8));
    assertEquals(1000, received.tableId());
    assertNotEquals(MADE, received.protocol(99));
    assertNotEquals(MADE, received.metric(8));
  }

  @Test
  void keepsWhatNoTableKnows() {
    Route strange = MADE.with(MADE.attributes().and(UNKNOWN, false, new byte[] {1, 2, 3}));
    Route received = received(strange).getFirst();
    assertEquals(strange, received);
    assertEquals(List.of(UNKNOWN), received.attributes().unknown());
  }

  @Test
  void isItsOwnWhereSeveralCameInOneDatagram() {
    Route other = Route.to("10.2.0.0/16").dev(4);
    assertEquals(List.of(MADE, other, MADE), received(MADE, other, MADE));
  }

  @Test
  void isRefusedWhereAnAttributeIsTooShort() {
    Route broken = MADE.with(MADE.attributes().and(4, false, new byte[3]));
    assertThrows(MalformedMessage.class, () -> received(broken));
  }

  private static List<Route> received(Route... routes) {
    List<Route> received = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(1024, 8);
      MessageWriter writer = new MessageWriter(memory);
      for (Route route : routes) {
        writer.begin(Route.CODEC.type(Verb.NEW), 0, 0);
        Route.CODEC.write(route, writer);
        writer.end();
      }
      MessageCursor cursor = new MessageCursor().wrap(memory, writer.position());
      while (cursor.next()) {
        received.add(Route.CODEC.read(cursor));
      }
    }
    return received;
  }

  /** A mirror has a million of them in one table. */
  @Test
  void neighbouringPrefixesHaveHashesOfTheirOwn() {
    Set<Integer> ipv4 = new HashSet<>();
    Set<Integer> ipv6 = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      String low = (i >>> 8) + "." + (i & 255);
      ipv4.add(Route.to("10.1." + low).dev(1).place().hashCode());
      ipv6.add(Route.to("2001:db8::" + Integer.toHexString(i) + "/128").place().hashCode());
    }
    assertTrue(ipv4.size() > 49_900, () -> ipv4.size() + " of 50,000");
    assertTrue(ipv6.size() > 49_900, () -> ipv6.size() + " of 50,000");
  }

  @Test
  void aPlaceIsTableAndPrefixAndMetricAndTos() {
    Route route = Route.to("10.1.0.0/16").dev(1);
    assertEquals(route.place(), route.via("10.1.0.9").scope(0).place());
    assertNotEquals(route.place(), route.metric(1).place());
    assertNotEquals(route.place(), route.table(100).place());
    assertNotEquals(route.place(), Route.to("10.1.0.0/17").dev(1).place());
    assertNotEquals(route.place(), Route.to("10.2.0.0/16").dev(1).place());
    assertNotEquals(Route.to("0.0.0.0/0").place(), Route.to("::/0").place());
  }
}
