// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.ioctl;

import io.rtnlab.engine.Operation;
import io.rtnlab.engine.Stopwatch;
import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.InternetSocket;
import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.Timed;
import io.rtnlab.workloads.base.TimedCalls;
import io.rtnlab.workloads.base.WorkerSite;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An operation of the old kind: one ioctl on a socket, its answer the result. */
abstract class Ioctl implements Operation, Timed {
  private final String name;
  private final WorkerSite site;
  private final Stopwatch stopwatch = new Stopwatch();
  private final TimedCalls kernel = new TimedCalls(stopwatch);
  private Arena arena;
  private Descriptor socket;

  @SuppressWarnings("NullAway.Init") // by prepare(), on the worker's thread
  Ioctl(String name, WorkerSite site) {
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
    socket = InternetSocket.open();
    make();
  }

  /** Makes the operation's own device. */
  final void makeDevice() throws IOException {
    try (NetlinkSession session = NetlinkSession.open(site.bridge(), PortOptions.DEFAULT)) {
      OwnDevice.make(session, site);
    }
  }

  /** Makes what the requests need. */
  abstract void make() throws IOException;

  /** One measured request: 0 or {@code -errno}. */
  final int fire(long request, MemorySegment argument) {
    stopwatch.reset();
    return Math.min(
        0, kernel.call(SystemCallNumber.IOCTL, socket.number(), request, argument.address()));
  }

  final Arena arena() {
    return arena;
  }

  final WorkerSite site() {
    return site;
  }

  @Override
  public final Stopwatch stopwatch() {
    return stopwatch;
  }

  @Override
  public final void close() {
    Closing.all(socket, arena);
  }
}
