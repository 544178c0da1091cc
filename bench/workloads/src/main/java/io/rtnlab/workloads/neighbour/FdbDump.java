// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.neighbour;

import io.rtnlab.netlink.attribute.LinkAddress;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.workloads.base.CountedDump;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Dumps the forwarding entries of a bridge ({@code RTM_GETNEIGH} of {@code AF_BRIDGE} with {@code
 * NLM_F_DUMP}, net/core/rtnetlink.c, {@code rtnl_fdb_dump}). Such dumps never set {@code
 * NLM_F_DUMP_INTR}.
 */
public final class FdbDump extends CountedDump {
  static final Workload WORKLOAD =
      new Workload(
          "fdb-dump",
          "dumps --entries forwarding entries of a bridge (RTM_GETNEIGH)",
          "switch daemons and agents that read forwarding tables",
          "talk 00:12:15",
          "veth, bridge; CAP_NET_ADMIN in its namespace",
          List.of("--entries"),
          FdbDump::new);

  // Where they lie in struct ndmsg, and behind it the value of its first attribute.
  private static final int NDMSG_BYTES = 12;
  private static final int NDM_IFINDEX = 4;
  private static final int LINK_ADDRESS_AT = 16;

  private int port;

  FdbDump(WorkerSite site) {
    super(WORKLOAD.name(), site.options().entries(), site);
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    String bridge = OwnDevice.bridgeName(site());
    session.add(Link.bridge(bridge));
    port = OwnDevice.make(session, site());
    session.change(Link.index(port).master(session.index(bridge)));
    List<Request<?>> entries = new ArrayList<>();
    for (int n = 0; n < options().entries(); n++) {
      String address = String.format(Locale.ROOT, "02:03:00:00:%02x:%02x", n >>> 8, n & 0xff);
      entries.add(Request.add(Neighbour.forwarding(LinkAddress.of(address), port)));
    }
    session.sendAll(entries).orThrow();
  }

  /** The bridge adds entries for the port's own address, which begins otherwise. */
  private static boolean isOurAddress(MessageCursor message) {
    return message.payloadBytes() >= LINK_ADDRESS_AT + 6
        && (message.u16(LINK_ADDRESS_AT) & 0xffff) == 0x0302;
  }

  @Override
  protected Request<?> dump() {
    return Request.dump(Neighbour.all(Family.AF_BRIDGE));
  }

  @Override
  protected boolean isOurs(MessageCursor message) {
    return message.u32(NDM_IFINDEX) == port && isOurAddress(message) && !isOfVlan(message);
  }

  /**
   * A kernel with CONFIG_BRIDGE_VLAN_FILTERING adds each entry again for every VLAN of its port
   * (net/bridge/br_fdb.c, {@code br_fdb_add}): as a rule for VLAN 1.
   */
  private boolean isOfVlan(MessageCursor message) {
    return attribute(message, NDMSG_BYTES, Neighbour.VLAN.number()) != 0;
  }
}
