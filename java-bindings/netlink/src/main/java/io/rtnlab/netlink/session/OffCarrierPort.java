// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.port.NetlinkPort;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/**
 * A port that virtual threads may block in: their calls are made by a platform thread, since a
 * native call holds on to the carrier for as long as the kernel holds on to the caller. Platform
 * threads go straight through.
 */
final class OffCarrierPort implements NetlinkPort {
  private static final ExecutorService CALLERS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("netlink-caller-", 0).factory());

  private final NetlinkPort port;

  OffCarrierPort(NetlinkPort port) {
    this.port = port;
  }

  @Override
  public int send(MemorySegment datagram) {
    return Thread.currentThread().isVirtual()
        ? offCarrier(() -> port.send(datagram))
        : port.send(datagram);
  }

  @Override
  public int receive(MemorySegment buffer) {
    return Thread.currentThread().isVirtual()
        ? offCarrier(() -> port.receive(buffer))
        : port.receive(buffer);
  }

  /** Never blocks, so the carrier may make the call itself. */
  @Override
  public int receiveNow(MemorySegment buffer) {
    return port.receiveNow(buffer);
  }

  /** Waits for the call however often it is interrupted: the kernel cannot be called back. */
  private static int offCarrier(IntSupplier call) {
    var result = CALLERS.submit(call::getAsInt);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (ExecutionException failed) {
          throw new IllegalStateException(failed.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public int portId() {
    return port.portId();
  }

  @Override
  public int join(int group) {
    return port.join(group);
  }

  @Override
  public int leave(int group) {
    return port.leave(group);
  }

  @Override
  public int receiveTimeout(Duration timeout) {
    return port.receiveTimeout(timeout);
  }

  @Override
  public int descriptor() {
    return port.descriptor();
  }

  @Override
  public int namespaceId() {
    return port.namespaceId();
  }

  @Override
  public void close() {
    port.close();
  }
}
