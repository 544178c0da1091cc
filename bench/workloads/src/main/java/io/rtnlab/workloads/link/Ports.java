// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.kind.Bond;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import java.util.ArrayList;
import java.util.List;

/** Ports of a master: one end each of veth pairs. */
final class Ports {
  private Ports() {}

  /** A bond that works with one port at a time, to be made. */
  static Link bond(String name) {
    return Link.of(name, Bond.mode(Bond.BOND_MODE_ACTIVEBACKUP));
  }

  /** Requests that make so many ports of a master. */
  static List<Request<?>> make(WorkerSite site, int count, int master) {
    List<Request<?>> requests = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      Link pair = Link.veth(name(site, n), OwnDevice.name(site) + "q" + n);
      requests.add(Request.add(pair.master(master)));
    }
    return requests;
  }

  /** Requests that make links, which are there, ports of a master. */
  static List<Request<?>> join(WorkerSite site, int count, int master) {
    List<Request<?>> requests = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      requests.add(Request.change(Link.named(name(site, n)).master(master)));
    }
    return requests;
  }

  private static String name(WorkerSite site, int n) {
    return OwnDevice.name(site) + "o" + n;
  }
}
