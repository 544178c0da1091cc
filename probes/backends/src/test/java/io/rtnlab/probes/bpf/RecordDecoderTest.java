// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.Golden;
import io.rtnlab.probes.address.AddressWitness.Sighting;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockEvent.Acquired;
import io.rtnlab.probes.event.LockEvent.Lost;
import io.rtnlab.probes.event.LockEvent.OffCpu;
import io.rtnlab.probes.event.LockEvent.OnCpu;
import io.rtnlab.probes.event.LockEvent.OwnerSeen;
import io.rtnlab.probes.event.LockEvent.Released;
import io.rtnlab.probes.event.LockEvent.ThreadSeen;
import io.rtnlab.probes.event.LockEvent.WaitBegin;
import io.rtnlab.probes.event.LockEvent.Woken;
import io.rtnlab.probes.event.LockKey;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordDecoderTest {
  private static final String HEAD_TIME_AND_THREAD = "d202964900000000 2a000000 ";

  private static MemorySegment bytes(String hex) {
    return MemorySegment.ofArray(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private static long[] words(MemorySegment record) {
    return record.toArray(JAVA_LONG_UNALIGNED);
  }

  private static LockEvent decode(String kindAndBody) {
    return decode(bytes(HEAD_TIME_AND_THREAD + kindAndBody));
  }

  private static LockEvent decode(MemorySegment record) {
    List<LockEvent> events = new ArrayList<>();
    RecordDecoder.decode(words(record), 0, events::add);
    return events.getFirst();
  }

  @Test
  void aSpinningWaiter() {
    assertEquals(
        new WaitBegin(1234567890, 42, 7, false, -1), decode("0100 2101 07000000 ffffffff"));
  }

  @Test
  void aQueuedWaiterWithAStack() {
    assertEquals(new WaitBegin(1234567890, 42, 0, true, 9), decode("0100 2000 00000000 09000000"));
  }

  @Test
  void theMutexWasGotten() {
    assertEquals(new Acquired(1234567890, 42, true, 0), decode("0200 0000 00000000 ffffffff"));
  }

  @Test
  void theMutexWasFree() {
    assertEquals(new Acquired(1234567890, 42, false, 0), decode("0700 0000 00000000 ffffffff"));
  }

  @Test
  void theWaitWasGivenUp() {
    assertEquals(new Acquired(1234567890, 42, true, -4), decode("0200 0000 fcffffff ffffffff"));
  }

  @Test
  void theMutexWasLetGo() {
    assertEquals(new Released(1234567890, 42, 5), decode("0300 0000 00000000 05000000"));
  }

  @Test
  void aLookFromOutside() {
    assertEquals(new OwnerSeen(1234567890, 7), decode("0800 0001 07000000 ffffffff"));
  }

  @Test
  void anOwnerThatLeavesItsCpu() {
    assertEquals(new OffCpu(1234567890, 42, true, true, 7), decode("0900 0000 03000000 07000000"));
    assertEquals(
        new OffCpu(1234567890, 42, true, false, -1), decode("0900 0000 01000000 ffffffff"));
    assertEquals(
        new OffCpu(1234567890, 42, false, true, -1), decode("0900 0000 02000000 ffffffff"));
    assertEquals(new Woken(1234567890, 42), decode("0a00 0000 00000000 ffffffff"));
    assertEquals(new OnCpu(1234567890, 42, false), decode("0b00 0000 00000000 ffffffff"));
    assertEquals(new OnCpu(1234567890, 42, true), decode("0b00 0000 01000000 ffffffff"));
  }

  @Test
  void aThreadWithTheLongestName() {
    assertEquals(
        new ThreadSeen(1234567890, 42, 41, "kworker/u8:2-ne", 4026531840L),
        decode("0400 0000 29000000 000000f0 6b776f726b65722f75383a322d6e6500"));
  }

  @Test
  void aWorkerAndItsQueue() {
    assertEquals(
        new ThreadSeen(1234567890, 42, 42, "kworker/u8:2+netns", 4026531840L),
        decode(
            "0c00 0000 2a000000 000000f0 6b776f726b65722f75383a3200000000 0000000000000000"
                + "6e65746e7300000000000000 000000000000000000000000"));
    assertEquals(
        new ThreadSeen(1234567890, 42, 42, "kworker/u8:2+netns@ffffffff81234567", 4026531840L),
        decode(
            "0c00 0000 2a000000 000000f0 6b776f726b65722f75383a3200000000 0000000000000000"
                + "6e65746e7300000000000000 000000000000000000000000 67452381ffffffff"));
  }

  @Test
  void aThreadInItsCgroup() {
    assertEquals(
        new ThreadSeen(1234567890, 42, 41, "ip", 4026531840L, 7),
        decode("0400 0000 29000000 000000f0 69700000000000000000000000000000 0700000000000000"));
    String name = "73797374656d2e736c696365".concat("00".repeat(84));
    String inner = "7373682e73657276696365".concat("00".repeat(85));
    assertEquals(
        new LockEvent.CgroupSeen(1234567890, 7, "/system.slice/ssh.service"),
        decode("1000 0000 0700000000000000" + inner + name + "00".repeat(6 * 96)));
    assertEquals(
        new LockEvent.CgroupSeen(1234567890, 1, "/"),
        decode("1000 0000 0100000000000000" + "00".repeat(8 * 96)));
  }

  @Test
  void anotherLock() {
    String address = "605a1f83ffffffff";
    assertEquals(
        new LockEvent.LockSeen(
            1234567890, 3, new LockKey("mutex", "dev->lock", 0, "dummy0", 0xffffffff831f5a60L), 9),
        decode("0f00 2000 03000000 09000000" + address + "64756d6d793000000000000000000000"));
    assertEquals(
        new LockEvent.LockSeen(
            1234567890, 4, new LockKey("spinlock", "", 0, "", 0xffffffff831f5a60L), -1),
        decode("0f00 0000 04000000 ffffffff" + address + "01020000000000000000000000000000"));
    assertEquals(
        new LockEvent.OtherWait(1234567890, 3, 42, 7, 8),
        decode("0d00 2100 03000000 07000000 08000000 00000000"));
    assertEquals(
        new LockEvent.OtherEnd(1234567890, 3, 42, 90, 0),
        decode("0e00 2000 03000000 00000000 7802964900000000"));
  }

  @Test
  void memoryReclaim() {
    assertEquals(
        new LockEvent.Reclaim(1234567890, 42, true, true), decode("1100 0000 03000000 ffffffff"));
    assertEquals(
        new LockEvent.Reclaim(1234567890, 42, false, false), decode("1100 0000 00000000 ffffffff"));
  }

  @Test
  void losses() {
    assertEquals(
        new Lost(1234567890, 1234567899, 3), decode("0500 0000 db02964900000000 0300000000000000"));
  }

  @Test
  void anOwnerSample() {
    assertEquals(
        new Sighting(1234567890, 42, 0xffffffff831f5a60L, 7),
        RecordDecoder.decodeWitness(
            words(bytes(HEAD_TIME_AND_THREAD + "0600 2100 605a1f83ffffffff 07000000 00000000")),
            0));
  }

  @Test
  void aKindThatIsNeverWritten() {
    assertThrows(IllegalArgumentException.class, () -> decode("6300 0000 00000000 00000000"));
  }

  static List<Path> captures() {
    return Golden.kernels("bpf/golden");
  }

  /** Every planted hold shows as one whole wait: who waited, who owned, who let go, and when. */
  @ParameterizedTest
  @MethodSource("captures")
  void realCapture(Path folder) throws IOException {
    PlantedCapture capture = PlantedCapture.read(folder);
    List<LockEvent> events = events(capture);
    int waiter = capture.number("waiter");
    int holder = capture.number("holder");
    for (int i = 0; i < capture.number("holds"); i++) {
      long begunNs = capture.nanoseconds("begunNs." + i);
      long returnedNs = capture.nanoseconds("returnedNs." + i);
      List<LockEvent> within =
          events.stream().filter(e -> e.timeNs() > begunNs && e.timeNs() < returnedNs).toList();
      assertTrue(
          within.stream()
              .anyMatch(
                  e ->
                      e instanceof WaitBegin begin
                          && begin.thread() == waiter
                          && begin.owner() == holder),
          () -> "the wait of hold in " + within);
      assertTrue(
          within.stream()
              .anyMatch(e -> e instanceof Released released && released.thread() == holder),
          () -> "the release in " + within);
    }
    assertEquals(capture.number("holds"), acquisitionsAfter(holder, waiter, events));
    ThreadSeen seen =
        events.stream()
            .filter(ThreadSeen.class::isInstance)
            .map(ThreadSeen.class::cast)
            .filter(thread -> thread.thread() == holder)
            .findFirst()
            .orElseThrow();
    assertEquals("rtnl-holder", seen.name());
    assertEquals(capture.number("process"), seen.process());
  }

  /** With lock debugging those that waited for no thread show as well. */
  private static long acquisitionsAfter(int holder, int waiter, List<LockEvent> events) {
    long acquisitions = 0;
    boolean waits = false;
    for (LockEvent event : events) {
      if (event instanceof WaitBegin begin && begin.thread() == waiter) {
        waits |= begin.owner() == holder;
      } else if (event instanceof Acquired acquired && acquired.thread() == waiter) {
        acquisitions += waits && acquired.result() == 0 ? 1 : 0;
        waits = false;
      }
    }
    return acquisitions;
  }

  /** In the order of their times: each CPU may have a buffer of its own. */
  private static List<LockEvent> events(PlantedCapture capture) {
    return capture.records().stream()
        .map(RecordDecoderTest::decode)
        .sorted(Comparator.comparingLong(LockEvent::timeNs))
        .toList();
  }

  /** No record has another time than that of the holds, a while before and after. */
  @ParameterizedTest
  @MethodSource("captures")
  void everyRecordIsOfThatTime(Path folder) throws IOException {
    PlantedCapture capture = PlantedCapture.read(folder);
    long whileNs = Duration.ofSeconds(10).toNanos();
    long fromNs = capture.nanoseconds("begunNs.0") - whileNs;
    long untilNs = capture.nanoseconds("returnedNs." + (capture.number("holds") - 1)) + whileNs;
    for (LockEvent event : events(capture)) {
      assertTrue(event.timeNs() > fromNs && event.timeNs() < untilNs, event::toString);
    }
  }

  /** What planted holds taught is what the kernel lists, where it lists it. */
  @ParameterizedTest
  @MethodSource("captures")
  void theMutexWasLearned(Path folder) throws IOException {
    Properties truth = PlantedCapture.read(folder).truth();
    String learned = truth.getProperty("mutex");
    assertEquals(truth.getProperty("listed", learned), learned);
    assertTrue(learned.startsWith("ffffffff"), learned);
  }
}
