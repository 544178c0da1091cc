// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.engine.Operation;
import io.rtnlab.engine.Stopwatch;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.kind.Gre;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.LoadableModule;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.Timed;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Unloads {@code ip_gre} while there are tunnels ({@code delete_module(2)}, net/core/rtnetlink.c,
 * {@code rtnl_link_unregister}): all of them, in all namespaces, go in one hold. They are made
 * again as {@code module-reload}, whose first request loads the module.
 *
 * <p>A module is there once for all workers, so one of them unloads at a time, and the tunnels
 * stand in the namespace of the last who did; the others wait outside of system calls.
 */
public final class ModuleUnload implements Operation, Timed {
  private static final LoadableModule MODULE = LoadableModule.named("ip_gre");

  static final Workload WORKLOAD =
      new Workload(
              "module-unload",
              "unloads ip_gre under --entries tunnels (delete_module), then makes them again",
              "drivers that are unloaded: all their links go in one hold, in all namespaces",
              "talk 00:08:35",
              "ip_gre, as a module; root and a guest, or a host where it is not loaded",
              List.of("--entries"),
              ModuleUnload::new)
          .onHost()
          .unless(
              () ->
                  MODULE.isBuiltIn()
                      ? Optional.of("ip_gre is part of this kernel's image: it is no module")
                      : Optional.empty());

  /** Keys of tunnels between the same addresses, away from those of other operations. */
  private static final int FIRST_KEY = 1 << 20;

  /** The right to unload, given back once the tunnels stand again. */
  private static final Semaphore TURN = new Semaphore(1);

  /** In whose namespace the tunnels stand. Guarded by {@link #TURN}. */
  private static @Nullable ModuleUnload standing;

  private final WorkerSite site;
  private final Stopwatch stopwatch = new Stopwatch();
  private final Reload reload = new Reload();
  private @Nullable NetlinkSession session;
  private boolean unloaded;

  ModuleUnload(WorkerSite site) {
    this.site = site;
  }

  @Override
  public String name() {
    return WORKLOAD.name();
  }

  @Override
  public void prepare() throws IOException {
    NetlinkSession opened = NetlinkSession.open(site.bridge());
    session = opened;
    TURN.acquireUninterruptibly();
    try {
      if (standing == null) {
        makeTunnels(opened);
      }
      if (!MODULE.isLoaded()) {
        throw new IOException("ip_gre is no module of this kernel: module-unload cannot unload it");
      }
    } finally {
      TURN.release();
    }
  }

  private void makeTunnels(NetlinkSession session) throws NetlinkException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    List<Request<?>> requests = new ArrayList<>();
    for (int n = 0; n < site.options().entries(); n++) {
      Gre tunnel = Gre.of(Gre.GRE, loopback, loopback).key(FIRST_KEY + n);
      requests.add(Request.add(Link.of(OwnDevice.name(site) + "t" + n, tunnel)));
    }
    session.sendAll(requests).orThrow();
    standing = this;
  }

  @Override
  public int execute() {
    TURN.acquireUninterruptibly();
    stopwatch.reset();
    stopwatch.start();
    int result = MODULE.unload();
    stopwatch.stop();
    if (result == 0) {
      unloaded = true;
      standing = null;
    } else {
      TURN.release();
    }
    return result;
  }

  @Override
  public List<FollowUp> followUps() {
    return List.of(reload);
  }

  @Override
  public Stopwatch stopwatch() {
    return stopwatch;
  }

  @Override
  public void close() {
    Closing.all(session);
    if (standing == this) {
      standing = null; // its namespace takes them along
    }
    if (unloaded) {
      unloaded = false;
      TURN.release();
    }
  }

  /** Makes the tunnels, which loads the module. Measured as a whole. */
  private final class Reload implements FollowUp {
    private final Stopwatch whole = new Stopwatch();

    @Override
    public String name() {
      return "module-reload";
    }

    @Override
    public boolean due() {
      return unloaded;
    }

    @Override
    public boolean pending() {
      return unloaded;
    }

    @Override
    public int execute() {
      NetlinkSession opened = session;
      unloaded = false;
      whole.reset();
      whole.start();
      try {
        if (opened != null) {
          makeTunnels(opened);
        }
        return 0;
      } catch (NetlinkException refused) {
        return -Math.abs(refused.errno());
      } finally {
        whole.stop();
        TURN.release();
      }
    }

    @Override
    public int messages() {
      return site.options().entries();
    }

    @Override
    public long systemCallNs() {
      return whole.totalNs();
    }
  }
}
