// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.netns;

import io.rtnlab.engine.Observation;
import io.rtnlab.libc.Errno;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.wire.MessageCursor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Hears the kernel take away links of dropped namespaces ({@code RTNLGRP_LINK}), on a thread of its
 * own, so that the time of arrival does not depend on what the worker is waiting for.
 */
final class TeardownWatch implements AutoCloseable {
  private static final int RTNLGRP_LINK = 1;
  private static final int RTM_DELLINK = 17;

  /** Where {@code ifi_index} lies in {@code struct ifinfomsg}. */
  private static final int IFI_INDEX = 4;

  /** How many indexes, from the first, the links of one watch may have, in turn. */
  static final int INDEXES = 9_000;

  /** More than can be dying at once. */
  private static final int SLOTS = 1024;

  private static final int BUFFER_BYTES = 32 * 1024;
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;
  private static final Duration LOOK_ROUND = Duration.ofSeconds(1);
  private static final long PATIENCE_NS = 30_000_000_000L;
  private static final long REST_NS = 10_000_000;

  private final NetlinkPort port;
  private final int firstIndex;
  private final Observation observation;
  private final Thread worker = Thread.currentThread();
  private final Thread thread;

  /** When the namespace of the link in that slot was dropped; 0 where none is. */
  private final AtomicLongArray droppedNs = new AtomicLongArray(SLOTS);

  private final AtomicInteger dying = new AtomicInteger();

  private TeardownWatch(NetlinkPort port, int firstIndex, Observation observation) {
    this.port = port;
    this.firstIndex = firstIndex;
    this.observation = observation;
    thread = Thread.ofPlatform().name(worker.getName() + "-teardown").daemon().unstarted(this::run);
  }

  /**
   * Listens in the calling worker's namespace.
   *
   * @param firstIndex of the links that will be expected
   */
  static TeardownWatch start(NetlinkBridge bridge, int firstIndex, Observation observation)
      throws IOException {
    NetlinkPort port =
        bridge.open(
            PortOptions.DEFAULT
                .withReceiveTimeout(LOOK_ROUND)
                .withReceiveBufferBytes(SOCKET_BUFFER_BYTES));
    int joined = port.join(RTNLGRP_LINK);
    if (joined < 0) {
      port.close();
      throw new IOException("join RTNLGRP_LINK: " + Errno.describe(joined));
    }
    TeardownWatch watch = new TeardownWatch(port, firstIndex, observation);
    watch.thread.start();
    return watch;
  }

  /**
   * The namespace behind that link is dropped now.
   *
   * @param timeNs {@code System.nanoTime()} just before
   */
  void expect(int index, long timeNs) {
    dying.incrementAndGet();
    droppedNs.set(slot(index), timeNs);
  }

  /** How many that were expected have not been seen to end. */
  int dying() {
    return dying.get();
  }

  /** Waits until one more is gone, or given up on. Returns 0. */
  int awaitFewer() {
    int before = dying.get();
    while (dying.get() >= before && dying.get() > 0) {
      LockSupport.parkNanos(this, REST_NS);
    }
    return 0;
  }

  private boolean isOurs(int index) {
    return index >= firstIndex && index < firstIndex + INDEXES;
  }

  private int slot(int index) {
    return (index - firstIndex) % SLOTS;
  }

  private void run() {
    MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, Long.BYTES);
    MessageCursor cursor = new MessageCursor();
    long lookedNs = System.nanoTime();
    while (true) {
      int bytes = port.receive(buffer);
      long nowNs = System.nanoTime();
      if (bytes == -Errno.EBADF) {
        return;
      }
      if (bytes == -Errno.ENOBUFS) {
        giveUp(nowNs, 0, -Errno.ENOBUFS);
      } else if (bytes > 0) {
        cursor.wrap(buffer, Math.min(bytes, BUFFER_BYTES));
        while (cursor.next()) {
          int index = cursor.u32(IFI_INDEX);
          if (cursor.type() == RTM_DELLINK && isOurs(index)) {
            end(slot(index), nowNs, 0);
          }
        }
      }
      if (nowNs - lookedNs > LOOK_ROUND.toNanos()) {
        lookedNs = nowNs;
        giveUp(nowNs, PATIENCE_NS, -Errno.ETIMEDOUT);
      }
    }
  }

  /** Stops waiting for all that were dropped longer ago than that. */
  private void giveUp(long nowNs, long longerNs, int result) {
    for (int slot = 0; slot < SLOTS; slot++) {
      long sinceNs = droppedNs.get(slot);
      if (sinceNs != 0 && nowNs - sinceNs > longerNs) {
        end(slot, nowNs, result);
      }
    }
  }

  private void end(int slot, long nowNs, int result) {
    long sinceNs = droppedNs.getAndSet(slot, 0);
    if (sinceNs != 0) {
      observation.record(sinceNs, nowNs, result);
      dying.decrementAndGet();
      LockSupport.unpark(worker);
    }
  }

  /** Waits for what is still dying, then stops listening. */
  @Override
  public void close() {
    while (dying.get() > 0) {
      awaitFewer();
    }
    port.close();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
