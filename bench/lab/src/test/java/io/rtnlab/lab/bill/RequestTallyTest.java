// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bill;

import static io.rtnlab.lab.bill.SentMessages.DUMP;
import static io.rtnlab.lab.bill.SentMessages.THREAD;
import static io.rtnlab.lab.bill.SentMessages.attribute;
import static io.rtnlab.lab.bill.SentMessages.message;
import static io.rtnlab.lab.bill.SentMessages.receive;
import static io.rtnlab.lab.bill.SentMessages.send;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.lab.fingerprint.KernelVersion;
import io.rtnlab.netlink.message.MessageType;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.request.MessageBytes;
import io.rtnlab.probes.request.SentMessage;
import io.rtnlab.results.bill.BilledRequest;
import io.rtnlab.results.bill.Bounds;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestTallyTest {
  private static final KernelVersion KERNEL = new KernelVersion(6, 18);

  private final RequestTally tally = new RequestTally(new LockUse(KERNEL));
  private final LockTally locks = new LockTally();

  /** A dump takes the mutex for each buffer that it fills; a peek fills none. */
  @Test
  void aDumpIsCountedByTheBuffersOfItsAnswer() {
    tally.sent(message(1000, MessageType.RTM_GETLINK, DUMP, 16, new byte[0]));
    tally.ended(send(1000, 1100));
    tally.ended(receive(1200, 1210, 1000, true));
    tally.ended(receive(1220, 1250, 1000, false));
    tally.ended(receive(1300, 1330, 1000, false));
    BilledRequest dump = only(false);
    assertEquals("RTM_GETLINK dump", dump.type());
    assertEquals(Bounds.exactly(2), dump.locks());
    assertEquals(new Bounds(0, 100 + 10 + 30 + 30), dump.holdNs());
  }

  /** iproute2 sends 152 bytes for the 24 of a dump's request: {@code rtnl_addrdump_req()}. */
  @Test
  void whatTheKernelDoesNotReadAsARequestIsNone() {
    tally.sent(message(1000, MessageType.RTM_GETADDR, DUMP, 8, new byte[0], 128));
    tally.sent(zeroes(1000, 128));
    tally.sent(message(1000, MessageType.RTM_NEWLINK, 0, 16, new byte[0])); // no NLM_F_REQUEST
    tally.sent(message(1000, 2, 1, 16, new byte[0])); // NLMSG_ERROR
    tally.ended(send(1000, 1100));
    assertEquals("RTM_GETADDR dump", only(false).type());
  }

  /** The header alone, its body in a second vector: so iproute2 asks for a dump of routes. */
  @Test
  void aRequestInTwoPiecesIsOne() {
    tally.sent(message(1000, MessageType.RTM_GETROUTE, DUMP, 12, new byte[0], -12));
    tally.ended(send(1000, 1100));
    assertEquals("RTM_GETROUTE dump", only(false).type());
  }

  private static SentMessage zeroes(long timeNs, int leftBytes) {
    return new SentMessage(
        timeNs,
        THREAD,
        SentMessages.PROCESS,
        SentMessages.SOCKET,
        0,
        leftBytes,
        new MessageBytes(new byte[128]));
  }

  @Test
  void ofAnAnswerOfAnotherDumpNothingIsCounted() {
    tally.sent(message(1000, MessageType.RTM_GETLINK, DUMP, 16, new byte[0]));
    tally.ended(send(1000, 1100));
    tally.ended(receive(1220, 1250, 4711, false));
    assertEquals(Bounds.NONE, only(false).locks());
  }

  @Test
  void whatARequestWaitedItDidNotHold() {
    tally.sent(message(1000, MessageType.RTM_NEWLINK, 5, 16, new byte[0]));
    tally.ended(send(1000, 2000));
    locks.waitBegin(1100, THREAD, 0, true, -1);
    locks.acquired(1700, THREAD, true, 0);
    BilledRequest request = only(false);
    assertEquals(600, request.waitNs());
    assertEquals(new Bounds(0, 400), request.holdNs());
    assertEquals(Bounds.exactly(1), request.locks());
  }

  @Test
  void whereEveryAcquisitionShowsBothBoundsAreTheSame() {
    tally.sent(message(1000, MessageType.RTM_NEWLINK, 5, 16, new byte[0]));
    tally.ended(send(1000, 2000));
    locks.acquired(1100, THREAD, false, 0);
    locks.infrequent(new LockEvent.Released(1300, THREAD, -1));
    locks.acquired(1400, THREAD, false, 0);
    locks.infrequent(new LockEvent.Released(1450, THREAD, -1));
    locks.acquired(2100, THREAD, false, 0); // outside the call
    locks.infrequent(new LockEvent.Released(2200, THREAD, -1));
    BilledRequest request = only(true);
    assertEquals(Bounds.exactly(2), request.locks());
    assertEquals(Bounds.exactly(250), request.holdNs());
  }

  @Test
  void routesOfIpv6TakeNothingFromLinux616On() {
    byte[] none = new byte[0];
    RequestTally before = new RequestTally(new LockUse(new KernelVersion(6, 15)));
    for (RequestTally each : List.of(tally, before)) {
      each.sent(family(10, message(1000, MessageType.RTM_NEWROUTE, 5, 12, none)));
      each.ended(send(1000, 2000));
    }
    assertEquals(Bounds.NONE, only(false).locks());
    assertEquals(Bounds.exactly(1), before.requests(locks, false).getFirst().locks());
  }

  private static SentMessage family(int family, SentMessage message) {
    byte[] bytes = new byte[128];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.nativeOrder())
        .putInt(message.length())
        .putShort((short) message.type())
        .putShort((short) message.flags())
        .putInt(message.sequence());
    bytes[16] = (byte) family;
    return new SentMessage(
        message.timeNs(),
        message.thread(),
        message.process(),
        message.socket(),
        0,
        message.leftBytes(),
        new MessageBytes(bytes));
  }

  @Test
  void eachHabitIsFoundByItsMessages() {
    for (int i = 0; i < 20; i++) {
      long timeNs = 1000 + 1000L * i;
      tally.sent(message(timeNs, MessageType.RTM_GETLINK, DUMP, 16, attribute(29, 1)));
      tally.ended(send(timeNs, timeNs + 100));
      tally.ended(receive(timeNs + 200, timeNs + 300, (int) timeNs, false));
      tally.sent(message(timeNs + 500, MessageType.RTM_NEWROUTE, 5, 12, attribute(5, 0x0101)));
      tally.ended(send(timeNs + 500, timeNs + 600));
    }
    tally.sent(message(90_000, MessageType.RTM_SETLINK, 5, 16, attribute(28, 3)));
    tally.ended(send(90_000, 90_100));
    List<String> rules =
        CheaperWays.of(tally.habits(), tally.requests(locks, false), KERNEL).stream()
            .map(found -> found.way().rule())
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "batch",
            "create-in-place",
            "dump-once",
            "next-hop-id",
            "skip-statistics",
            "vf-not-needed"),
        rules);
  }

  /** BIRD asks for the routes of IPv4 and of MPLS, one after the other: the same of neither. */
  @Test
  void dumpsOfOtherFamiliesAreOthers() {
    for (int family : List.of(2, 28, 10)) {
      SentMessage dump =
          family(family, message(1000L * family, MessageType.RTM_GETROUTE, DUMP, 12, new byte[0]));
      tally.sent(dump);
    }
    assertEquals(Map.of(), tally.habits().of(Habits.Habit.REPEATED_DUMPS));
  }

  @Test
  void theSameDumpAgainWithinASecondIsARepeatedOne() {
    long second = 1_000_000_000;
    for (long timeNs : List.of(second, second + second / 2, 9 * second)) {
      tally.sent(message(timeNs, MessageType.RTM_GETLINK, DUMP, 16, attribute(29, 8)));
      tally.sent(message(timeNs + 1, MessageType.RTM_GETLINK, DUMP, 16, attribute(29, 9)));
    }
    assertEquals(Map.of("RTM_GETLINK dump", 2L), tally.habits().of(Habits.Habit.REPEATED_DUMPS));
  }

  /** A dump of links has all of them, whatever index its request names. */
  @Test
  void aDumpOfLinksForEachInterfaceIsTheSameAgain() {
    for (int index = 1; index <= 5; index++) {
      byte[] ifinfomsg =
          ByteBuffer.allocate(16).order(ByteOrder.nativeOrder()).putInt(4, index).array();
      tally.sent(message(1000L * index, MessageType.RTM_GETLINK, DUMP, 0, ifinfomsg));
    }
    assertEquals(Map.of("RTM_GETLINK dump", 4L), tally.habits().of(Habits.Habit.REPEATED_DUMPS));
  }

  /** The second message of a batch is not sent alone. */
  @Test
  void aProgramThatBatchesGetsNoSuchAdvice() {
    for (int i = 0; i < 20; i++) {
      long timeNs = 1000 + 1000L * i;
      tally.sent(message(timeNs, MessageType.RTM_NEWROUTE, 5, 12, new byte[0], 28));
      tally.sent(message(timeNs, MessageType.RTM_NEWROUTE, 5, 12, new byte[0]));
      tally.ended(send(timeNs, timeNs + 100));
    }
    assertEquals(List.of(), CheaperWays.of(tally.habits(), tally.requests(locks, false), KERNEL));
  }

  private BilledRequest only(boolean exact) {
    List<BilledRequest> requests = tally.requests(locks, exact);
    assertEquals(1, requests.size(), requests::toString);
    return requests.getFirst();
  }
}
