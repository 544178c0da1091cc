// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.bpf.Needs;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares orders of events only: what takes the RTNL cannot finish before the holder lets go. */
class CalibratedHolderTest {
  private CalibratedHolder holder;

  @BeforeEach
  void prepare() {
    holder = Needs.holder();
  }

  @AfterEach
  void close() {
    if (holder != null) {
      holder.close();
    }
  }

  @Test
  void whatTakesTheRtnlWaitsForTheHolder() throws Exception {
    for (int round = 0; round < 5; round++) {
      CountDownLatch asking = new CountDownLatch(1);
      try (OpenHold open = holder.begin(Duration.ofSeconds(5))) {
        FutureTask<Long> contender = new FutureTask<>(() -> askedAddressesAt(asking));
        Thread.ofPlatform().start(contender);
        asking.await();
        Thread.sleep(20); // long enough for the contender to reach the mutex
        assertFalse(contender.isDone());
        Hold hold = open.end();
        assertTrue(contender.get() >= hold.endedNs());
      }
    }
  }

  /** A request like the holder's, from another namespace and into memory that is there. */
  private static long askedAddressesAt(CountDownLatch asking) throws IOException {
    try (NetworkNamespace here = NetworkNamespace.current();
        AddressList addresses = AddressList.open();
        Arena arena = Arena.ofConfined()) {
      assertNotEquals(0, here.inode());
      asking.countDown();
      addresses.copyTo(arena.allocate(4096, Long.BYTES).address(), 4096);
      return System.nanoTime();
    }
  }

  @Test
  void holdsAtLeastTheWantedLengthAndSaysHowLong() throws IOException {
    Duration length = Duration.ofMillis(5);
    for (int round = 0; round < 20; round++) {
      Hold hold = holder.hold(length);
      assertTrue(hold.enteredNs() < hold.begunNs(), hold::toString);
      assertTrue(hold.endedNs() < hold.returnedNs(), hold::toString);
      assertTrue(hold.atLeastNs() >= length.toNanos(), hold::toString);
      assertTrue(hold.atMostNs() > hold.atLeastNs(), hold::toString);
    }
  }

  @Test
  void holdsOnAThreadOfItsOwnThatSleepsInItsRequest() throws Exception {
    assertNotEquals(ThreadId.current(), holder.thread());
    try (OpenHold open = holder.begin()) {
      Path task = Path.of("/proc/self/task/" + holder.thread());
      String sleepingIn = Files.readString(task.resolve("syscall"));
      assertTrue(sleepingIn.startsWith(SystemCallNumber.IOCTL + " "), sleepingIn);
      assertTrue(sleepingIn.contains(" 0x8912 "), sleepingIn);
      assertEquals(holder.thread(), open.end().thread());
    }
  }

  @Test
  void anInterruptEndsTheHold() throws IOException {
    Thread.currentThread().interrupt();
    Hold hold = holder.hold(CalibratedHolder.LIMIT);
    assertTrue(Thread.interrupted());
    assertTrue(hold.atMostNs() < CalibratedHolder.LIMIT.toNanos(), hold::toString);
  }

  @Test
  void closingEndsTheHold() throws IOException {
    OpenHold open = holder.begin();
    holder.close();
    Hold hold = open.end();
    assertTrue(hold.atMostNs() < CalibratedHolder.LIMIT.toNanos(), hold::toString);
  }

  @Test
  void oneHoldAtATime() throws IOException {
    OpenHold open = holder.begin();
    try (open) {
      assertThrows(IllegalStateException.class, () -> holder.begin());
    }
    assertEquals(open.end(), open.end());
  }

  @Test
  void refusesToHoldLongerThanTheLimit() {
    IllegalArgumentException thrown =
        assertThrows(
            IllegalArgumentException.class, () -> holder.hold(Duration.ofSeconds(10).plusNanos(1)));
    assertEquals("a hold lasts from 0 to PT10S, not PT10.000000001S", thrown.getMessage());
  }
}
