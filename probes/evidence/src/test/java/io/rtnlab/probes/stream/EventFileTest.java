// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockKey;
import io.rtnlab.probes.event.ProbeCapabilities;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFileTest {
  private static final List<String> OPERATIONS = List.of("route-insert", "link-dump");
  private static final ProbeCapabilities SIGHT = new ProbeCapabilities(true, true, true);

  private static final int CHECK_BYTES = 1 + Integer.BYTES;

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
          new LockEvent.HolderSampled(2_101, 17, 5),
          new LockEvent.Lost(2_100, 9_999, LockEvent.Lost.COUNT_UNKNOWN),
          new LockEvent.OffCpu(10_000, 12, true, true, 7),
          new LockEvent.Woken(10_500, 12),
          new LockEvent.OnCpu(10_600, 12, true),
          new LockEvent.OffCpu(10_700, 12, false, false, -1),
          new LockEvent.CgroupSeen(10_700, 7, "/system.slice/ssh.service"),
          new LockEvent.ThreadSeen(10_710, 14, 14, "sshd", 0, 7),
          new LockEvent.LockSeen(
              10_720, 3, new LockKey("mutex", "dev->lock", 0, "eth0", 0xffff888012345678L), 3),
          new LockEvent.LockSeen(
              10_720, 4, new LockKey("mutex", "rtnl", 4_026_531_840L, "", 0), -1),
          new LockEvent.OtherWait(10_730, 3, 12, 14, 15),
          new LockEvent.OtherEnd(10_990, 3, 12, 260, -4),
          new LockEvent.Reclaim(11_000, 12, true, false),
          new LockEvent.Reclaim(11_900, 12, false, true),
          new LockEvent.CallEnd(11_950, 12),
          new LockEvent.CallEnd(11_940, 4_194_303),
          new LockEvent.RequestEnd(Long.MAX_VALUE / 2, 12, 1, -17, 123_456_789));

  private static byte[] written(List<LockEvent> events) {
    return written(events, OPERATIONS);
  }

  private static byte[] written(List<LockEvent> events, List<String> operations) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (EventWriter writer = new EventWriter(bytes, operations, SIGHT)) {
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
      assertEquals(SIGHT, reader.capabilities());
    }
  }

  private static final String TWO_OPERATIONS =
      "02" // so many
          + "0c726f7574652d696e73657274" // route-insert
          + "096c696e6b2d64756d70"; // link-dump

  private static final List<LockEvent> PINNED =
      List.of(
          new LockEvent.RequestBegin(1_000, 12, 1),
          new LockEvent.WaitBegin(1_001, 12, 99, true, -1),
          new LockEvent.Acquired(1_042, 12, true, 0));

  /** Byte for byte: old runs must stay readable. */
  @ParameterizedTest
  @CsvSource({"01, 01, false", "02, 03, true", "03, 03, true", "04, 03, true", "05, 03, true"})
  void longRecordsArePinned(String version, String flags, boolean offCpu) throws IOException {
    String pinned =
        "72746e6c61624556" // rtnlabEV
            + version
            + flags // every acquisition, from version 2 on also who leaves its CPU
            + TWO_OPERATIONS
            + "01d00f0c01" // RequestBegin, 1000 ns, thread 12, operation 1
            + "13020cc60101" // WaitBegin queued, +1 ns, owner 99, no stack
            + "14520c00" // Acquired waited, +41 ns
            + "0003"; // end after 3 records
    byte[] bytes = HexFormat.of().parseHex(pinned);
    List<LockEvent> read = new ArrayList<>();
    read(bytes, read);
    assertEquals(PINNED, read);
    try (EventReader reader = new EventReader(new ByteArrayInputStream(bytes))) {
      assertEquals(new ProbeCapabilities(true, offCpu), reader.capabilities());
    }
  }

  @Test
  void shortRecordsArePinned() throws IOException {
    List<LockEvent> events = new ArrayList<>(PINNED);
    events.add(new LockEvent.RequestEnd(132_114, 12, 1, 0, 100_000));
    String pinned =
        "72746e6c61624556"
            + "0607" // version and flags
            + TWO_OPERATIONS
            + "41e8030c000001" // RequestBegin, 1000 ns in two bytes, thread 12, operation 1
            + "33010c000063000000" // WaitBegin queued, +1 ns, owner 99
            + "34290c0000" // Acquired waited, +41 ns
            + "620000020c000001a0860100" // RequestEnd, +131072 ns, system calls 100000 ns
            + "0004" // end after 4 records
            + "103b631883"; // CRC-32C of all that, computed by a program that shares no code
    assertEquals(pinned, HexFormat.of().formatHex(written(events)));
    List<LockEvent> read = new ArrayList<>();
    read(HexFormat.of().parseHex(pinned), read);
    assertEquals(events, read);
  }

  /** Whatever has room in a short record or has not. */
  @Test
  void numbersOfAnySizeAreRead() throws IOException {
    List<String> operations = IntStream.range(0, 300).mapToObj(Integer::toString).toList();
    Random random = new Random(7);
    List<LockEvent> events = new ArrayList<>();
    long timeNs = 0;
    for (int round = 0; round < 20_000; round++) {
      timeNs += edge(random, 40) - (random.nextInt(8) == 0 ? edge(random, 30) : 0);
      int thread = (int) edge(random, 31);
      int operation = random.nextBoolean() ? 254 + random.nextInt(4) : random.nextInt(300);
      int result = random.nextBoolean() ? 0 : -random.nextInt(134);
      int owner = random.nextInt(4) - 3 + (int) edge(random, 30);
      int stack = random.nextBoolean() ? -1 : random.nextInt(1 << 14);
      events.add(
          switch (random.nextInt(4)) {
            case 0 -> new LockEvent.RequestBegin(timeNs, thread, operation);
            case 1 -> new LockEvent.RequestEnd(timeNs, thread, operation, result, edge(random, 40));
            case 2 -> new LockEvent.WaitBegin(timeNs, thread, owner, random.nextBoolean(), stack);
            default -> new LockEvent.Acquired(timeNs, thread, random.nextBoolean(), result);
          });
    }
    List<LockEvent> read = new ArrayList<>();
    read(written(events, operations), read);
    assertEquals(events, read);
  }

  /** A number of at most so many bits, often just below or above a power of two. */
  private static long edge(Random random, int mostBits) {
    long power = 1L << random.nextInt(mostBits);
    return random.nextBoolean() ? power - random.nextInt(2) : power + random.nextLong(power) - 1;
  }

  @Test
  void aFileCutAnywhereGivesWhatIsBeforeTheCut() throws IOException {
    byte[] whole = written(ONE_OF_EACH);
    int header = written(List.of()).length - "0000".length() / 2 - CHECK_BYTES;
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
    bytes[8] = 7;
    IOException e =
        assertThrows(MalformedEventsException.class, () -> read(bytes, new ArrayList<>()));
    assertTrue(e.toString().contains("version 7, this program reads versions 1 to 6"), e::toString);
  }

  @Test
  void anyDamageIsReportedAndNeverAnotherFigure() {
    Random random = new Random(5);
    byte[] whole = written(ONE_OF_EACH);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        List<LockEvent> events = new ArrayList<>();
        EventReader.Ending ending = read(damaged, events);
        assertTrue(!ending.complete() || events.equals(ONE_OF_EACH), events::toString);
      } catch (MalformedEventsException e) {
        refused++;
      } catch (IOException e) {
        throw new AssertionError("only MalformedEventsException", e);
      }
    }
    assertTrue(refused > 19_000, "damage noticed " + refused + " times");
  }

  /** Each part that was flushed by itself: a killed run leaves so much that can be relied on. */
  @Test
  void eachPartIsChecked() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (EventWriter writer = new EventWriter(bytes, OPERATIONS, SIGHT)) {
      for (LockEvent event : ONE_OF_EACH) {
        writer.accept(event);
        writer.flush();
      }
    }
    List<LockEvent> events = new ArrayList<>();
    assertTrue(read(bytes.toByteArray(), events).complete());
    assertEquals(ONE_OF_EACH, events);
    byte[] damaged = bytes.toByteArray();
    damaged[damaged.length / 2] ^= 1;
    events.clear();
    assertThrows(MalformedEventsException.class, () -> read(damaged, events));
    assertTrue(events.size() < ONE_OF_EACH.size(), events::toString);
  }

  @Test
  void anImpossibleLengthReservesNothing() {
    // A string of 2^31 bytes is announced where a file of 20 bytes ends.
    byte[] damaged = HexFormat.of().parseHex("72746e6c61624556" + "010001" + "ffffffff07");
    assertThrows(MalformedEventsException.class, () -> read(damaged, new ArrayList<>()));
  }
}
