// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.SystemCallNumber;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.locks.LockSupport;

/**
 * Packets over a link of the worker's own, from a background thread: some thousand small frames a
 * second, sent by a packet socket (packet(7)) and dropped at the other end.
 *
 * <pre>
 *  sockaddr_ll  0 sll_family u16 │ 2 sll_protocol be16 │ 4 sll_ifindex s32 │ 11 sll_halen … 20
 * </pre>
 */
public final class Traffic implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;

  /** {@code ETH_P_802_EX1}, for experiments: no protocol takes such frames. */
  private static final short ETH_P_802_EX1 = (short) 0xB588;

  private static final long ADDRESS_BYTES = 20;
  private static final int FRAME_BYTES = 64;
  private static final int FRAMES_AT_ONCE = 8;
  private static final long REST_NS = 2_000_000;

  private final Descriptor socket;
  private final int device;
  private final Thread thread;
  private volatile boolean ended;

  private Traffic(Descriptor socket, int device) {
    this.socket = socket;
    this.device = device;
    thread = Thread.ofPlatform().name("rtnlab-traffic").daemon().unstarted(this::send);
  }

  /** Starts to send over a link of the calling thread's namespace. */
  public static Traffic over(int device) throws IOException {
    long socket =
        SystemCall.ofThread()
            .call(SystemCallNumber.SOCKET, AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    Traffic traffic =
        new Traffic(
            Descriptor.adopt(SystemCallException.check("socket(AF_PACKET)", socket)), device);
    traffic.thread.start();
    return traffic;
  }

  private void send() {
    try (Arena memory = Arena.ofConfined()) {
      MemorySegment frame = memory.allocate(FRAME_BYTES);
      MemorySegment to = memory.allocate(ADDRESS_BYTES, Integer.BYTES);
      to.set(ValueLayout.JAVA_SHORT, 0, (short) AF_PACKET);
      to.set(ValueLayout.JAVA_SHORT, 2, ETH_P_802_EX1);
      to.set(ValueLayout.JAVA_INT, 4, device);
      to.set(ValueLayout.JAVA_BYTE, 11, (byte) 6);
      while (!ended) {
        for (int n = 0; n < FRAMES_AT_ONCE; n++) {
          long _ =
              SystemCall.ofThread()
                  .call(
                      SystemCallNumber.SENDTO,
                      socket.number(),
                      frame.address(),
                      FRAME_BYTES,
                      0,
                      to.address(),
                      ADDRESS_BYTES);
        }
        LockSupport.parkNanos(REST_NS);
      }
    }
  }

  @Override
  public void close() {
    ended = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    socket.close();
  }
}
