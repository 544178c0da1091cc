// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.file;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtnlab.engine.Operation;
import io.rtnlab.engine.Stopwatch;
import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.DetachedMount;
import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.netlink.port.PortOptions;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.Timed;
import io.rtnlab.workloads.base.TimedCalls;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Reads a file of a link ({@code /sys/class/net/…}, net/core/net-sysfs.c): {@code speed} and {@code
 * phys_port_name} ask the driver under the RTNL, up to 6.14 by trylock and restart; {@code carrier}
 * asks whether the link is up under it; {@code operstate} needs no RTNL. A veth has no {@code
 * phys_port_name}: older kernels say so after they have taken the lock, which counts as success;
 * from 6.15 on they hide the file, so that the read ends before the lock, which counts as success
 * too.
 */
public final class SysfsRead implements Operation, Timed {
  private static final String OPTIONAL = "phys_port_name";

  static final List<Workload> WORKLOADS =
      List.of(
          workload("speed", "talk 00:03:07; node_exporter#2477"),
          workload(OPTIONAL, "systemd#20744"),
          workload("carrier", "node_exporter#2477"),
          workload("operstate", "node_exporter#2477"));

  private static final long ROOM = 4096;

  private final String name;
  private final String file;
  private final WorkerSite site;
  private final Stopwatch stopwatch = new Stopwatch();
  private final TimedCalls kernel = new TimedCalls(stopwatch);
  private Arena arena;
  private DetachedMount sysfs;
  private MemorySegment path;
  private MemorySegment room;
  private int read;

  @SuppressWarnings("NullAway.Init") // by prepare(), on the worker's thread
  private SysfsRead(String name, String file, WorkerSite site) {
    this.name = name;
    this.file = file;
    this.site = site;
  }

  private static Workload workload(String file, String source) {
    String name = "sysfs-" + file.replace('_', '-');
    return new Workload(
        name,
        "reads %s of a link of its own (/sys/class/net/…/%s)".formatted(file, file),
        "exporters and udev that read the files of every link",
        source,
        "veth; root, for a sysfs of its own",
        List.of(),
        site -> new SysfsRead(name, file, site));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void prepare() throws IOException {
    try (NetlinkSession session = NetlinkSession.open(site.bridge(), PortOptions.DEFAULT)) {
      OwnDevice.make(session, site);
    }
    arena = Arena.ofConfined();
    sysfs = DetachedMount.open("sysfs");
    path =
        arena.allocateFrom(
            sysfs.resolve("class/net/" + OwnDevice.name(site) + "/" + file).toString());
    room = arena.allocate(ROOM);
  }

  /** Opens, reads and closes, as every reader of sysfs does. */
  @Override
  public int execute() {
    stopwatch.reset();
    int opened = kernel.call(SystemCallNumber.OPENAT, 0, path.address(), Descriptor.O_CLOEXEC);
    if (opened < 0) {
      read = 0;
      return opened == -Errno.ENOENT && file.equals(OPTIONAL) ? 0 : opened;
    }
    read = kernel.call(SystemCallNumber.READ, opened, room.address(), ROOM);
    int closed = kernel.call(SystemCallNumber.CLOSE, opened, 0, 0);
    return read < 0 && read != -Errno.EOPNOTSUPP ? read : Math.min(closed, 0);
  }

  /** What the last request read. */
  public String text() {
    return new String(room.asSlice(0, Math.max(0, read)).toArray(JAVA_BYTE), UTF_8).strip();
  }

  @Override
  public Stopwatch stopwatch() {
    return stopwatch;
  }

  @Override
  public void close() {
    Closing.all(sysfs, arena);
  }
}
