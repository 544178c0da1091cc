// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.ioctl;

import io.rtnlab.engine.Operation;
import io.rtnlab.engine.Stopwatch;
import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.Timed;
import io.rtnlab.workloads.base.TimedCalls;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Makes a tap link ({@code TUNSETIFF}, drivers/net/tun.c, {@code __tun_chr_ioctl}), and lets it go
 * again as {@code tun-delete} by closing its file: both under the RTNL, one pair for each virtual
 * machine.
 *
 * <pre>
 *  struct ifreq  0 ifr_name char[16] │ 16 ifr_flags s16 … 40
 * </pre>
 */
public final class TunCreate implements Operation, Timed {
  static final Workload WORKLOAD =
      new Workload(
          "tun-create",
          "makes a tap link (TUNSETIFF), then drops it as tun-delete",
          "hosts of micro virtual machines: a tap for each",
          "an operator of Firecracker hosts, 2026",
          "tun; /dev/net/tun, CAP_NET_ADMIN in its namespace",
          List.of(),
          TunCreate::new);

  private static final long TUNSETIFF = 0x4004_54caL;
  private static final long IFREQ_BYTES = 40;
  private static final long IFR_FLAGS = 16;
  private static final short IFF_TAP = 2;
  private static final short IFF_NO_PI = 0x1000;
  private static final int NONE = -1;

  private final WorkerSite site;
  private final Stopwatch stopwatch = new Stopwatch();
  private final TimedCalls kernel = new TimedCalls(stopwatch);
  private final Delete delete = new Delete();
  private Arena arena;
  private MemorySegment path;
  private MemorySegment ifreq;
  private int file = NONE;

  @SuppressWarnings("NullAway.Init") // by prepare(), on the worker's thread
  TunCreate(WorkerSite site) {
    this.site = site;
  }

  @Override
  public String name() {
    return WORKLOAD.name();
  }

  @Override
  public void prepare() throws IOException {
    arena = Arena.ofConfined();
    path = arena.allocateFrom("/dev/net/tun");
    ifreq = arena.allocate(IFREQ_BYTES, Long.BYTES);
    ifreq.setString(0, OwnDevice.name(site));
    ifreq.set(ValueLayout.JAVA_SHORT, IFR_FLAGS, (short) (IFF_TAP | IFF_NO_PI));
  }

  @Override
  public int execute() {
    stopwatch.reset();
    int opened =
        kernel.call(
            SystemCallNumber.OPENAT, 0, path.address(), Descriptor.O_RDWR | Descriptor.O_CLOEXEC);
    if (opened < 0) {
      return opened;
    }
    file = opened;
    return Math.min(0, kernel.call(SystemCallNumber.IOCTL, opened, TUNSETIFF, ifreq.address()));
  }

  @Override
  public List<FollowUp> followUps() {
    return List.of(delete);
  }

  @Override
  public Stopwatch stopwatch() {
    return stopwatch;
  }

  @Override
  public void close() {
    if (file != NONE) {
      delete.execute();
    }
    Closing.all(arena);
  }

  /** Closes the file, and with it the link. */
  private final class Delete implements FollowUp, Timed {
    @Override
    public String name() {
      return "tun-delete";
    }

    @Override
    public boolean due() {
      return file != NONE;
    }

    @Override
    public boolean pending() {
      return file != NONE;
    }

    @Override
    public int execute() {
      stopwatch.reset();
      int closed = kernel.call(SystemCallNumber.CLOSE, file, 0, 0);
      file = NONE;
      return Math.min(0, closed);
    }

    @Override
    public Stopwatch stopwatch() {
      return stopwatch;
    }
  }
}
