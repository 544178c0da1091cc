package io.rtnlab.probes.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.Sight;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFileTest {
  private static final List<String> OPERATIONS = List.of("route-insert", "link-dump");
  private static final Sight SIGHT = new Sight(true, true);

  private static final List<LockEvent> ONE_OF_EACH =
      List.of(
          new LockEvent.ThreadSeen(5, 4_194_303, 17, "ip", 4_026_531_840L),
          new LockEvent.RequestBegin(1_000, 12, 1),
          new LockEvent.WaitBegin(1_001, 12, LockEvent.OWNER_UNREAD, false, -1),
          new LockEvent.WaitBegin(1_001, 12, 99, true, 7),
          new LockEvent.Acquired(990, 12, true, -4),
          new LockEvent.Acquired(2_000, 13, false, 0),
          new LockEvent.StackSeen(2_100, 3, List.of("__rtnl_unlock", "netdev_run_todo")),
          new LockEvent.StackSeen(2_100, 4, List.of()),
          new LockEvent.Released(2_100, 13, 3),
          new LockEvent.OwnerSeen(2_100, 17),
          new LockEvent.Lost(2_100, 9_999, LockEvent.Lost.COUNT_UNKNOWN),
          new LockEvent.OffCpu(10_000, 12, true, true, 7),
          new LockEvent.Woken(10_500, 12),
          new LockEvent.OnCpu(10_600, 12, true),
          new LockEvent.OffCpu(10_700, 12, false, false, -1),
          new LockEvent.RequestEnd(Long.MAX_VALUE / 2, 12, 1, -17, 123_456_789));

  private static byte[] written(List<LockEvent> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (EventWriter writer = new EventWriter(bytes, OPERATIONS, SIGHT)) {
      for (LockEvent event : events) {
        writer.accept(event);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static EventReader.Ending read(byte[] bytes, List<LockEvent> into) throws IOException {
    try (EventReader reader = new EventReader(new ByteArrayInputStream(bytes))) {
      return reader.readAll(into::add);
    }
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    List<LockEvent> events = new ArrayList<>();
    EventReader.Ending ending = read(written(ONE_OF_EACH), events);
    assertEquals(ONE_OF_EACH, events);
    assertTrue(ending.complete());
    assertEquals(ONE_OF_EACH.size(), ending.events());
  }

  @Test
  void theHeaderCarriesTheRun() throws IOException {
    try (EventReader reader = new EventReader(new ByteArrayInputStream(written(List.of())))) {
      assertEquals(OPERATIONS, reader.operations());
      assertEquals(SIGHT, reader.sight());
    }
  }

  /** Byte for byte: old runs must stay readable. */
  @ParameterizedTest
  @CsvSource({"01, 01, false", "02, 03, true", "03, 03, true"})
  void theFormIsPinned(String version, String flags, boolean offCpu) throws IOException {
    String pinned =
        "72746e6c61624556" // rtnlabEV
            + version
            + flags // every acquisition, from version 2 on also who leaves its CPU
            + "02" // two operations
            + "0c726f7574652d696e73657274" // route-insert
            + "096c696e6b2d64756d70" // link-dump
            + "01d00f0c01" // RequestBegin, 1000 ns, thread 12, operation 1
            + "13020cc60101" // WaitBegin queued, +1 ns, owner 99, no stack
            + "14520c00" // Acquired waited, +41 ns
            + "0003"; // end after 3 records
    List<LockEvent> events =
        List.of(
            new LockEvent.RequestBegin(1_000, 12, 1),
            new LockEvent.WaitBegin(1_001, 12, 99, true, -1),
            new LockEvent.Acquired(1_042, 12, true, 0));
    if (version.equals("03")) {
      assertEquals(pinned, HexFormat.of().formatHex(written(events)));
    }
    byte[] bytes = HexFormat.of().parseHex(pinned);
    List<LockEvent> read = new ArrayList<>();
    read(bytes, read);
    assertEquals(events, read);
    try (EventReader reader = new EventReader(new ByteArrayInputStream(bytes))) {
      assertEquals(new Sight(true, offCpu), reader.sight());
    }
  }

  @Test
  void aFileCutAnywhereGivesWhatIsBeforeTheCut() throws IOException {
    byte[] whole = written(ONE_OF_EACH);
    int header = written(List.of()).length - 2;
    for (int length = header; length < whole.length; length++) {
      List<LockEvent> events = new ArrayList<>();
      EventReader.Ending ending = read(Arrays.copyOf(whole, length), events);
      assertFalse(ending.complete());
      assertEquals(ONE_OF_EACH.subList(0, events.size()), events);
      assertTrue(
          ending.statement().startsWith("cut at byte "), () -> "statement: " + ending.statement());
    }
  }

  @Test
  void aFileCutInItsHeaderSaysSo() {
    byte[] cut = Arrays.copyOf(written(ONE_OF_EACH), 15);
    IOException e =
        assertThrows(MalformedEventsException.class, () -> read(cut, new ArrayList<>()));
    assertEquals(
        "not a stream of lock events: it ends inside its header at byte 15", e.getMessage());
  }

  @Test
  void somethingElseIsRefusedAtItsFirstBytes() {
    IOException e =
        assertThrows(
            MalformedEventsException.class,
            () -> read("{\"schema\": 1}".getBytes(StandardCharsets.UTF_8), new ArrayList<>()));
    assertTrue(e.toString().contains("does not start with"), e::toString);
  }

  @Test
  void aLaterVersionIsRefusedByName() {
    byte[] bytes = written(List.of());
    bytes[8] = 4;
    IOException e =
        assertThrows(MalformedEventsException.class, () -> read(bytes, new ArrayList<>()));
    assertTrue(e.toString().contains("version 4, this program reads versions 1 to 3"), e::toString);
  }

  @Test
  void anyDamageIsEventsOrACleanError() {
    Random random = new Random(5);
    byte[] whole = written(ONE_OF_EACH);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        read(damaged, new ArrayList<>());
      } catch (MalformedEventsException e) {
        refused++;
      } catch (IOException e) {
        throw new AssertionError("only MalformedEventsException", e);
      }
    }
    assertTrue(refused > 1_000, "damage noticed " + refused + " times");
  }

  @Test
  void anImpossibleLengthReservesNothing() {
    // A string of 2^31 bytes is announced where a file of 20 bytes ends.
    byte[] lying = HexFormat.of().parseHex("72746e6c61624556" + "010001" + "ffffffff07");
    assertThrows(MalformedEventsException.class, () -> read(lying, new ArrayList<>()));
  }
}
