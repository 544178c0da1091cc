// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.engine.Stopwatch;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.RequestTemplate;
import io.rtnlab.workloads.base.Closing;
import io.rtnlab.workloads.base.NetlinkOperation;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * Deletes a bridge or a bond that has ports ({@code RTM_DELLINK}, net/bridge/br_if.c, {@code
 * br_dev_delete}; drivers/net/bonding/bond_main.c, {@code bond_uninit}): every port is released in
 * the same hold. The master is made again and gets its ports under a name of its own.
 */
public final class MasterTeardown extends NetlinkOperation {
  static final List<Workload> WORKLOADS =
      List.of(
          workload("bridge-teardown", "bridge", "a bridge", Link::bridge),
          workload("bond-teardown", "bonding", "a bond", Ports::bond));

  private final Function<String, Link> master;
  private final Rebuild rebuild;
  private NetlinkSession session;
  private RequestTemplate deletion;
  private boolean deleted;

  @SuppressWarnings("NullAway.Init") // by prepare()
  private MasterTeardown(String name, Function<String, Link> master, WorkerSite site) {
    super(name, site);
    this.master = master;
    rebuild = new Rebuild(name + "-rebuild");
  }

  private static Workload workload(
      String name, String driver, String what, Function<String, Link> master) {
    return new Workload(
        name,
        "deletes %s that has --entries ports (RTM_DELLINK), then rebuilds it".formatted(what),
        "hosts that shut down: all ports are released in one hold, with RCU waits",
        "talk 00:08:48",
        "veth, " + driver + "; CAP_NET_ADMIN in its namespace",
        List.of("--entries"),
        site -> new MasterTeardown(name, master, site));
  }

  @Override
  protected void prepare(NetlinkSession preparing) throws IOException {
    session = NetlinkSession.open(site().bridge()); // that one ends with the preparation
    preparing.sendAll(Ports.make(site(), options().entries(), makeMaster())).orThrow();
    Link link = Link.named(OwnDevice.bridgeName(site()));
    deletion = Request.delete(link).template(Answers.ACK_LAST, arena());
  }

  private int makeMaster() throws NetlinkException {
    String name = OwnDevice.bridgeName(site());
    session.add(master.apply(name));
    return session.index(name);
  }

  @Override
  public int execute() {
    int result = fire(deletion);
    deleted |= result == 0;
    return result;
  }

  @Override
  public List<FollowUp> followUps() {
    return List.of(rebuild);
  }

  @Override
  public void close() {
    Closing.all(session);
    super.close();
  }

  /** Makes the master and gives it its ports. Measured as a whole, with what it encodes. */
  private final class Rebuild implements FollowUp {
    private final String name;
    private final Stopwatch whole = new Stopwatch();

    Rebuild(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean due() {
      return deleted;
    }

    @Override
    public boolean pending() {
      return deleted;
    }

    @Override
    public int execute() {
      deleted = false;
      whole.reset();
      whole.start();
      try {
        session.sendAll(Ports.join(site(), options().entries(), makeMaster())).orThrow();
        return 0;
      } catch (NetlinkException refused) {
        return -Math.abs(refused.errno());
      } finally {
        whole.stop();
      }
    }

    @Override
    public int messages() {
      return options().entries() + 2;
    }

    @Override
    public long systemCallNs() {
      return whole.totalNs();
    }
  }
}
