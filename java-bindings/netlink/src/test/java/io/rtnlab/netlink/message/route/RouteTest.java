// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.message.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.wire.MalformedMessage;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.MessageWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
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
}
