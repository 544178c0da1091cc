// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.libc.AllocatedBytes;
import io.rtnlab.libc.Errno;
import io.rtnlab.libc.Loopback;
import io.rtnlab.libc.Needs;
import io.rtnlab.libc.NetworkNamespace;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link NetlinkBridge} does, on the live kernel in a namespace of its own. A bridge
 * passes it by extending it.
 */
@Timeout(60)
public abstract class NetlinkBridgeContract {
  private static final int RTNLGRP_LINK = 1;
  private static final int NO_SUCH_GROUP = 1_000_000;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(32 * 1024, Integer.BYTES);
  private NetworkNamespace namespace;

  protected abstract NetlinkBridge bridge();

  @BeforeEach
  void makeNamespace() throws IOException {
    bridge().unavailable().ifPresent(reason -> assumeTrue(false, "needs cc: " + reason));
    Needs.netns();
    namespace = NetworkNamespace.create();
  }

  @AfterEach
  void dropNamespace() {
    if (namespace != null) {
      namespace.close();
    }
    arena.close();
  }

  private NetlinkPort open(PortOptions options) throws IOException {
    return namespace.run(() -> bridge().open(options));
  }

  private NetlinkPort open() throws IOException {
    return open(PortOptions.DEFAULT);
  }

  @Test
  void aRequestGetsItsAcknowledgement() throws IOException {
    try (NetlinkPort port = open()) {
      MemorySegment request = Datagram.noOps(arena, 1);
      assertEquals(Datagram.HEADER_BYTES, port.send(request));
      assertEquals(Datagram.ACK_BYTES, port.receive(buffer));
      assertEquals(Datagram.NLMSG_ERROR, Datagram.type(buffer));
      assertEquals(0, Datagram.error(buffer));
      assertEquals(1, Datagram.sequence(buffer));
      assertEquals(port.portId(), Datagram.portId(buffer));
    }
  }

  @Test
  void severalMessagesGoInOneSend() throws IOException {
    try (NetlinkPort port = open()) {
      assertEquals(64 * Datagram.HEADER_BYTES, port.send(Datagram.noOps(arena, 64)));
      for (int sequence = 1; sequence <= 64; sequence++) {
        assertEquals(Datagram.ACK_BYTES, port.receive(buffer));
        assertEquals(sequence, Datagram.sequence(buffer));
      }
    }
  }

  @Test
  void nothingToReceiveTimesOut() throws IOException {
    try (NetlinkPort port = open(PortOptions.DEFAULT.withReceiveTimeout(Duration.ofMillis(1)))) {
      assertEquals(-Errno.EAGAIN, port.receive(buffer));
    }
  }

  @Test
  void receivingNowDoesNotWait() throws IOException {
    try (NetlinkPort port = open(PortOptions.DEFAULT.withReceiveTimeout(Duration.ZERO))) {
      assertEquals(-Errno.EAGAIN, port.receiveNow(buffer));
      port.send(Datagram.noOps(arena, 1));
      assertEquals(Datagram.ACK_BYTES, port.receiveNow(buffer));
    }
  }

  @Test
  void aDatagramCutOffShowsItsFullLength() throws IOException {
    try (NetlinkPort port = open(PortOptions.DEFAULT.withReceiveTimeout(Duration.ofMillis(1)))) {
      port.send(Datagram.noOps(arena, 1));
      assertEquals(Datagram.ACK_BYTES, port.receive(buffer.asSlice(0, 20)));
      assertEquals(Datagram.NLMSG_ERROR, Datagram.type(buffer));
      assertEquals(-Errno.EAGAIN, port.receive(buffer), "the rest is lost");
    }
  }

  @Test
  void aFullReceiveBufferSaysSo() throws IOException {
    try (NetlinkPort port = open(PortOptions.DEFAULT.withReceiveBufferBytes(1))) {
      assertEquals(64 * Datagram.HEADER_BYTES, port.send(Datagram.noOps(arena, 64)));
      assertEquals(-Errno.ENOBUFS, port.receive(buffer));
      assertEquals(Datagram.ACK_BYTES, port.receive(buffer), "what fitted is still there");
    }
  }

  @Test
  void aLargerReceiveBufferHoldsMore() throws IOException {
    int beyondDefault = 1000;
    try (NetlinkPort port = open(PortOptions.DEFAULT.withReceiveBufferBytes(4 << 20))) {
      port.send(Datagram.noOps(arena, beyondDefault));
      for (int i = 0; i < beyondDefault; i++) {
        assertEquals(Datagram.ACK_BYTES, port.receive(buffer));
      }
    }
  }

  @Test
  void aLargerSendBufferLetsMoreThrough() throws IOException {
    MemorySegment large = Datagram.noOps(arena, 20_000);
    try (NetlinkPort small = open();
        NetlinkPort wide = open(PortOptions.DEFAULT.withSendBufferBytes(1 << 20))) {
      assertEquals(-Errno.EMSGSIZE, small.send(large));
      assertEquals(large.byteSize(), wide.send(large));
    }
  }

  @Test
  void everyPortHasAnIdOfItsOwn() throws IOException {
    try (NetlinkPort one = open();
        NetlinkPort other = open()) {
      assertNotEquals(0, one.portId());
      assertNotEquals(one.portId(), other.portId());
    }
  }

  @Test
  void staysInTheNamespaceThatItWasOpenedIn() throws IOException {
    try (NetworkNamespace elsewhere = NetworkNamespace.create();
        NetlinkPort there = elsewhere.run(() -> bridge().open(PortOptions.DEFAULT));
        NetlinkPort here = open()) {
      bringLoopbackUp();
      assertTrue(loopbackIsUp(here));
      assertFalse(loopbackIsUp(there));
    }
  }

  private boolean loopbackIsUp(NetlinkPort port) {
    port.send(Datagram.getLoopback(arena));
    assertTrue(port.receive(buffer) > 32);
    assertEquals(Datagram.RTM_NEWLINK, Datagram.type(buffer));
    return (Datagram.interfaceFlags(buffer) & Datagram.IFF_UP) != 0;
  }

  private void bringLoopbackUp() throws IOException {
    namespace.run(
        () -> {
          Loopback.up();
          return true;
        });
  }

  @Test
  void hearsOfAGroupThatItJoined() throws IOException {
    try (NetlinkPort port = open()) {
      assertEquals(0, port.join(RTNLGRP_LINK));
      bringLoopbackUp();
      assertTrue(port.receive(buffer) > 32);
      assertEquals(Datagram.RTM_NEWLINK, Datagram.type(buffer));
      assertEquals(-Errno.EINVAL, port.join(NO_SUCH_GROUP));
    }
  }

  @Test
  void anErrorIsExplainedWhereThatWasAskedFor() throws IOException {
    assertNotEquals(0, flagsOfARefusal(PortOptions.DEFAULT) & Datagram.NLM_F_ACK_TLVS);
    PortOptions terse = new PortOptions(Duration.ofSeconds(5), 0, 0, false, true, true);
    assertEquals(0, flagsOfARefusal(terse) & Datagram.NLM_F_ACK_TLVS);
  }

  private int flagsOfARefusal(PortOptions options) throws IOException {
    try (NetlinkPort port = open(options)) {
      port.send(Datagram.sloppyGetLoopback(arena));
      port.receive(buffer);
      assertEquals(Datagram.NLMSG_ERROR, Datagram.type(buffer));
      assertEquals(-Errno.EINVAL, Datagram.error(buffer));
      return Datagram.flags(buffer);
    }
  }

  @Test
  void withoutStrictCheckingASloppyRequestIsAnswered() throws IOException {
    try (NetlinkPort port = open(PortOptions.DEFAULT.withStrictChecking(false))) {
      port.send(Datagram.sloppyGetLoopback(arena));
      port.receive(buffer);
      assertEquals(Datagram.RTM_NEWLINK, Datagram.type(buffer));
    }
  }

  @Test
  void anErrorEchoesTheWholeRequestUnlessCapped() throws IOException {
    PortOptions echoing = new PortOptions(Duration.ofSeconds(5), 0, 0, false, false, true);
    flagsOfARefusal(echoing);
    MemorySegment request = Datagram.sloppyGetLoopback(arena);
    MemorySegment echo = buffer.asSlice(20, request.byteSize());
    assertEquals(-1, echo.mismatch(request), "the kernel got other bytes than were sent");
    assertEquals(Datagram.ACK_BYTES + 16, Datagram.length(buffer));
    PortOptions capped = new PortOptions(Duration.ofSeconds(5), 0, 0, false, true, true);
    flagsOfARefusal(capped);
    assertEquals(Datagram.ACK_BYTES, Datagram.length(buffer));
  }

  @Test
  void memoryOnTheHeapIsRefusedByTheKernel() throws IOException {
    try (NetlinkPort port = open()) {
      assertEquals(-Errno.EFAULT, port.send(MemorySegment.ofArray(new byte[16])));
    }
  }

  @Test
  void isClosedOnceAndForAll() throws IOException {
    NetlinkPort port = open();
    port.close();
    port.close();
    assertEquals(-Errno.EBADF, port.send(Datagram.noOps(arena, 1)));
    assertEquals(-Errno.EBADF, port.receive(buffer));
    assertEquals(-Errno.EBADF, port.join(RTNLGRP_LINK));
  }

  @Test
  void closingWakesAReceiver() throws Exception {
    for (int round = 0; round < 20; round++) {
      NetlinkPort port = open(PortOptions.DEFAULT.withReceiveTimeout(Duration.ZERO));
      CountDownLatch receiving = new CountDownLatch(1);
      FutureTask<Integer> receiver =
          new FutureTask<>(
              () -> {
                receiving.countDown();
                return port.receive(buffer);
              });
      Thread.ofPlatform().start(receiver);
      receiving.await();
      if (round % 2 == 0) {
        Thread.sleep(1); // so that it sleeps in the kernel
      }
      port.close();
      assertEquals(-Errno.EBADF, receiver.get());
    }
  }

  @Test
  void oneThreadMaySendWhileAnotherReceives() throws Exception {
    try (NetlinkPort port = open()) {
      int requests = 2_000;
      Semaphore window = new Semaphore(100); // what surely fits in the receive buffer
      MemorySegment request = Datagram.noOps(arena, 1);
      FutureTask<Integer> receiver =
          new FutureTask<>(
              () -> {
                int received = 0;
                while (received < requests && port.receive(buffer) == Datagram.ACK_BYTES) {
                  received++;
                  window.release();
                }
                return received;
              });
      Thread.ofPlatform().start(receiver);
      for (int i = 0; i < requests; i++) {
        assertTrue(window.tryAcquire(10, TimeUnit.SECONDS), "the receiver has stopped");
        assertEquals(Datagram.HEADER_BYTES, port.send(request));
      }
      assertEquals(requests, receiver.get());
    }
  }

  @Test
  @Tag("allocation")
  void aRoundTripAllocatesNothingOnceWarm() throws IOException {
    try (NetlinkPort port = open()) {
      MemorySegment request = Datagram.noOps(arena, 1);
      assertEquals(
          0,
          AllocatedBytes.onceWarm(
              () -> {
                if (port.send(request) < 0 || port.receive(buffer) != Datagram.ACK_BYTES) {
                  throw new AssertionError("no acknowledgement");
                }
              }));
    }
  }
}
