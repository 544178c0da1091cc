// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import io.rtnlab.engine.Operation;
import io.rtnlab.engine.SpanSink;
import io.rtnlab.engine.Stopwatch;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.Exchange;
import io.rtnlab.netlink.session.MessageVisitor;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.lang.foreign.Arena;

/**
 * An operation over one netlink socket whose system calls are timed. What it makes in the kernel
 * goes with the namespace; what it makes here goes with {@link #close}.
 */
public abstract class NetlinkOperation implements Operation, Timed {
  private final String name;
  private final WorkerSite site;
  private final Stopwatch stopwatch = new Stopwatch();
  private Arena arena;
  private TimedExchange exchange;

  @SuppressWarnings("NullAway.Init") // by prepare(), on the worker's thread
  protected NetlinkOperation(String name, WorkerSite site) {
    this.name = site.label(name);
    this.site = site;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void prepare() throws IOException {
    arena = Arena.ofConfined();
    exchange = TimedExchange.open(site.bridge(), portOptions(), receiveBytes(), stopwatch);
    try (NetlinkSession session = NetlinkSession.open(site.bridge(), PortOptions.DEFAULT)) {
      prepare(session);
    }
  }

  /** Makes in the kernel what the requests need, and encodes them. */
  protected abstract void prepare(NetlinkSession session) throws IOException;

  protected PortOptions portOptions() {
    return PortOptions.DEFAULT;
  }

  /** Room for one received datagram, which holds at least one whole message. */
  protected int receiveBytes() {
    return Exchange.DEFAULT_BUFFER_BYTES;
  }

  /** One measured request: 0 or {@code -errno}. */
  protected final int fire(RequestTemplate request) {
    stopwatch.reset();
    return exchange.execute(request);
  }

  /** One measured dump: 0 or {@code -errno}. */
  protected final int fire(RequestTemplate dump, MessageVisitor visitor) {
    stopwatch.reset();
    return exchange.dump(dump, visitor);
  }

  /** Fires a request that is to be refused with this errno; success counts as {@code EBADMSG}. */
  protected final int fireRefused(RequestTemplate request, int errno) {
    int result = fire(request);
    return result == -errno ? 0 : result == 0 ? -Errno.EBADMSG : result;
  }

  protected final TimedExchange exchange() {
    return exchange;
  }

  /** Owns what lives as long as the operation. */
  protected final Arena arena() {
    return arena;
  }

  protected final WorkerSite site() {
    return site;
  }

  protected final WorkloadOptions options() {
    return site.options();
  }

  @Override
  public final Stopwatch stopwatch() {
    return stopwatch;
  }

  /** Its follow-ups use the same socket. */
  @Override
  public final void reportCalls(SpanSink sink) {
    stopwatch.reportTo(sink);
  }

  @Override
  public void close() {
    Closing.all(exchange, arena);
  }
}
