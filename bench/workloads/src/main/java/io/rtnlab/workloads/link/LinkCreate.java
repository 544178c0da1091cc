// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.OtherLink;
import io.rtnlab.netlink.message.link.kind.Bond;
import io.rtnlab.netlink.message.link.kind.Geneve;
import io.rtnlab.netlink.message.link.kind.Gre;
import io.rtnlab.netlink.message.link.kind.IpVlan;
import io.rtnlab.netlink.message.link.kind.MacVlan;
import io.rtnlab.netlink.message.link.kind.Macsec;
import io.rtnlab.netlink.message.link.kind.Netkit;
import io.rtnlab.netlink.message.link.kind.Vrf;
import io.rtnlab.netlink.message.link.kind.Vxlan;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.DoAndUndo;
import io.rtnlab.workloads.base.OwnDevice;
import io.rtnlab.workloads.base.WorkerSite;
import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a link of some kind ({@code RTM_NEWLINK}), and deletes it again. The deletion goes through
 * unregister_netdevice_many (net/core/dev.c), which waits for RCU with the RTNL held, and through
 * {@code netdev_run_todo}, which waits without it.
 */
public final class LinkCreate extends DoAndUndo {
  private static final int VXLAN_PORT = 4789;
  private static final int VLAN_ID = 100;
  private static final int FIRST_TABLE = 20_000;

  /** One for each kind of link. */
  static final List<Workload> WORKLOADS =
      Stream.of(
              new Kind("link", "veth", "a veth pair", (name, _, _) -> Link.veth(name, name + "p")),
              new Kind("bridge", "bridge", "a bridge", (name, _, _) -> Link.bridge(name)),
              new Kind(
                  "vxlan",
                  "vxlan",
                  "a vxlan tunnel",
                  (name, _, site) -> Link.of(name, Vxlan.id(site.worker() + 1).port(VXLAN_PORT))),
              new Kind(
                  "macvlan",
                  "veth, macvlan",
                  "a macvlan",
                  (name, lower, _) ->
                      Link.of(name, MacVlan.mode(MacVlan.MACVLAN_MODE_BRIDGE)).link(lower)),
              new Kind("dummy", "dummy", "a dummy", (name, _, _) -> Link.dummy(name)),
              new Kind("ifb", "ifb", "an ifb", (name, _, _) -> other(name, OtherLink.IFB)),
              new Kind(
                  "vlan",
                  "veth, 8021q",
                  "a VLAN",
                  (name, lower, _) -> Link.vlan(name, lower, VLAN_ID)),
              new Kind(
                  "ipvlan",
                  "veth, ipvlan",
                  "an ipvlan",
                  (name, lower, _) ->
                      Link.of(name, IpVlan.mode(IpVlan.IPVLAN_MODE_L2)).link(lower)),
              new Kind(
                  "bond",
                  "bonding",
                  "a bond",
                  (name, _, _) -> Link.of(name, Bond.mode(Bond.BOND_MODE_ACTIVEBACKUP))),
              new Kind("team", "team", "a team", (name, _, _) -> other(name, OtherLink.TEAM)),
              new Kind(
                  "vrf",
                  "vrf",
                  "a VRF",
                  (name, _, site) -> Link.of(name, Vrf.table(FIRST_TABLE + site.worker()))),
              new Kind(
                  "gre",
                  "ip_gre",
                  "a GRE tunnel",
                  (name, _, site) ->
                      Link.of(name, Gre.of(Gre.GRE, loopback(), loopback()).key(site.worker()))),
              new Kind(
                  "netkit",
                  "netkit",
                  "a netkit pair",
                  (name, _, _) ->
                      Link.of(name, Netkit.withPeer(Netkit.NETKIT_L3, Link.named(name + "p")))),
              new Kind(
                  "macsec",
                  "veth, macsec",
                  "a MACsec link",
                  (name, lower, _) -> Link.of(name, Macsec.plain()).link(lower)),
              new Kind(
                  "wireguard",
                  "wireguard",
                  "a WireGuard link",
                  (name, _, _) -> other(name, OtherLink.WIREGUARD)),
              new Kind(
                  "geneve",
                  "geneve",
                  "a Geneve tunnel",
                  (name, _, site) -> Link.of(name, Geneve.id(site.worker() + 1, loopback()))))
          .map(Kind::workload)
          .toList();

  /** How a link of that kind is asked for. */
  @FunctionalInterface
  private interface Form {

    /**
     * The link to be made.
     *
     * @param lower index of the link below, 0 where the kind needs none
     */
    Link of(String name, int lower, WorkerSite site);
  }

  /**
   * A kind of link.
   *
   * @param drivers by module name; one that goes on top of another link names veth, the link below
   */
  private record Kind(String word, String drivers, String what, Form form) {
    Workload workload() {
      return new Workload(
          word + "-create",
          "makes %s (RTM_NEWLINK), then deletes it as %s-delete".formatted(what, word),
          "containers and tunnels that come and go: RCU waits under the RTNL",
          "talk 00:10:28",
          drivers + "; CAP_NET_ADMIN in its namespace",
          List.of(),
          site -> new LinkCreate(this, site));
    }

    boolean hasLower() {
      return drivers.contains(", ");
    }
  }

  private final Kind kind;
  private int lower;

  private LinkCreate(Kind kind, WorkerSite site) {
    super(kind.word() + "-create", kind.word() + "-delete", 0, site);
    this.kind = kind;
  }

  private static Link other(String name, String kind) {
    return Link.of(name, OtherLink.of(kind));
  }

  private static InetAddress loopback() {
    return InetAddress.ofLiteral("127.0.0.1");
  }

  @Override
  protected void make(NetlinkSession session) throws IOException {
    if (kind.hasLower()) {
      lower = OwnDevice.make(session, OwnDevice.lowerName(site()));
    }
  }

  @Override
  protected Request<?> doing() {
    return Request.add(kind.form().of(OwnDevice.name(site()), lower, site()));
  }

  @Override
  protected Request<?> undoing() {
    return Request.delete(Link.named(OwnDevice.name(site())));
  }
}
