// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.engine.Stopwatch;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Exchange;
import io.rtnlab.netlink.session.MessageVisitor;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** One worker's conversation with the kernel, whose system calls are timed. */
public final class TimedExchange implements AutoCloseable {
  private final NetlinkPort port;
  private final Exchange exchange;

  private TimedExchange(NetlinkPort port, int receiveBytes) {
    this.port = port;
    exchange = new Exchange(port, receiveBytes);
  }

  /**
   * Opens a socket in the calling thread's namespace.
   *
   * @param stopwatch adds up the time inside system calls; the caller resets it before each request
   */
  public static TimedExchange open(NetlinkBridge bridge, PortOptions options, Stopwatch stopwatch)
      throws IOException {
    return open(bridge, options, Exchange.DEFAULT_BUFFER_BYTES, stopwatch);
  }

  /**
   * The same for messages of any size.
   *
   * @param receiveBytes room for one received datagram
   */
  public static TimedExchange open(
      NetlinkBridge bridge, PortOptions options, int receiveBytes, Stopwatch stopwatch)
      throws IOException {
    return new TimedExchange(new TimedPort(bridge.open(options), stopwatch), receiveBytes);
  }

  /** As {@link Exchange#execute}. */
  public int execute(RequestTemplate request) {
    return exchange.execute(request);
  }

  /** As {@link Exchange#dump(RequestTemplate, MessageVisitor)}. */
  public int dump(RequestTemplate request, MessageVisitor visitor) {
    return exchange.dump(request, visitor);
  }

  /** Objects that the last dump brought. */
  public int dumpMessages() {
    return (int) exchange.dumpMessages();
  }

  /** Whether the last dump was flagged {@code NLM_F_DUMP_INTR}. */
  public boolean dumpInterrupted() {
    return exchange.dumpInterrupted();
  }

  @Override
  public void close() {
    port.close();
  }

  /** A port with a stopwatch around its two measured calls. */
  private static final class TimedPort implements NetlinkPort {
    private final NetlinkPort port;
    private final Stopwatch stopwatch;

    TimedPort(NetlinkPort port, Stopwatch stopwatch) {
      this.port = port;
      this.stopwatch = stopwatch;
    }

    @Override
    public int send(MemorySegment datagram) {
      stopwatch.start();
      int result = port.send(datagram);
      stopwatch.stop();
      return result;
    }

    @Override
    public int receiveNow(MemorySegment buffer) {
      return port.receiveNow(buffer);
    }

    @Override
    public int receive(MemorySegment buffer) {
      stopwatch.start();
      int result = port.receive(buffer);
      stopwatch.stop();
      return result;
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
    public void close() {
      port.close();
    }
  }
}
