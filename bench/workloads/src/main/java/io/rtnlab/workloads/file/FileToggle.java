// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.file;

import io.rtnlab.engine.Operation;
import io.rtnlab.engine.Stopwatch;
import io.rtnlab.libc.Descriptor;
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

/** Writes two values in turn into a file of the kernel's that belongs to a link. */
abstract class FileToggle implements Operation, Timed {
  private final String name;
  private final WorkerSite site;
  private final String first;
  private final String second;
  private final Stopwatch stopwatch = new Stopwatch();
  private final TimedCalls kernel = new TimedCalls(stopwatch);
  private Arena arena;
  private Descriptor file;
  private MemorySegment value;
  private MemorySegment otherValue;

  FileToggle(String name, WorkerSite site) {
    this(name, "1", "0", site);
  }

  @SuppressWarnings("NullAway.Init") // by prepare(), on the worker's thread
  FileToggle(String name, String first, String second, WorkerSite site) {
    this.first = first;
    this.second = second;
    this.name = site.label(name);
    this.site = site;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void prepare() throws IOException {
    try (NetlinkSession session = NetlinkSession.open(site.bridge(), PortOptions.DEFAULT)) {
      OwnDevice.make(session, site);
    }
    arena = Arena.ofConfined();
    value = text(first);
    otherValue = text(second);
    file = open(OwnDevice.name(site));
  }

  private MemorySegment text(String text) {
    return arena.allocateFrom(text).asSlice(0, text.length());
  }

  /** Opens the device's file for writing. */
  abstract Descriptor open(String device) throws IOException;

  /** {@code pwrite(2)} at 0: files under /proc/sys ignore what is written further on. */
  @Override
  public final int execute() {
    MemorySegment next = value;
    value = otherValue;
    otherValue = next;
    stopwatch.reset();
    return Math.min(
        0,
        kernel.call(SystemCallNumber.PWRITE64, file.number(), next.address(), next.byteSize(), 0));
  }

  @Override
  public final Stopwatch stopwatch() {
    return stopwatch;
  }

  @Override
  public void close() {
    Closing.all(file, arena);
  }
}
