// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.libc.DetachedMount;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.WorkerSite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A network card that netdevsim simulates (drivers/net/netdevsim/bus.c), with one port in the
 * namespace of the thread that makes it. Not the namespace ends it but {@link #close}: one whose
 * namespace ends first moves to the initial one.
 */
final class SimulatedDevice implements AutoCloseable {
  private static final Path BUS = Path.of("/sys/bus/netdevsim");
  private static final int PORTS = 1;
  private static final int MOST_WORKERS = 1024;

  private final String number;

  private SimulatedDevice(String number) {
    this.number = number;
  }

  /**
   * Makes one in the calling thread's namespace.
   *
   * @param site whose worker and operation give its number, together with the process
   */
  static SimulatedDevice make(WorkerSite site) throws IOException {
    // Numbers are of 32 bits; a process has 2^22 of them at most, and a run far fewer operations.
    long process = ProcessHandle.current().pid() % (1 << 12);
    long own = process << 20 | (long) (site.place() % MOST_WORKERS) << 10 | site.worker();
    String number = Long.toString(own);
    Files.writeString(BUS.resolve("new_device"), number + " " + PORTS);
    return new SimulatedDevice(number);
  }

  private String name() {
    return "netdevsim" + number;
  }

  /** Splits it. The number that it allows is a file of debugfs, and 4 at first. */
  void functions(int count) throws IOException {
    try (DetachedMount debugfs = DetachedMount.open("debugfs")) {
      Files.writeString(
          debugfs.resolve("netdevsim/" + name() + "/max_vfs"), Integer.toString(count));
    }
    Files.writeString(BUS.resolve("devices/" + name() + "/sriov_numvfs"), Integer.toString(count));
  }

  /** Index of its link in the session's namespace. */
  int index(NetlinkSession session) throws IOException {
    return session.dump(Link.all().skipStatistics()).toList().stream()
        .filter(link -> link.get(Link.PARENT_DEVICE, "").equals(name()))
        .findFirst()
        .orElseThrow(() -> new IOException("no link of " + name() + " in this namespace"))
        .index();
  }

  @Override
  public void close() {
    try {
      Files.writeString(BUS.resolve("del_device"), number);
    } catch (IOException refused) {
      throw new UncheckedIOException("cannot remove " + name(), refused);
    }
  }
}
