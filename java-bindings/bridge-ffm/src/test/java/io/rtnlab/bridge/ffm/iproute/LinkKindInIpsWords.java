// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.message.link.LinkKind;
import io.rtnlab.netlink.message.link.PortKind;
import io.rtnlab.netlink.message.link.kind.Bond;
import io.rtnlab.netlink.message.link.kind.BondPort;
import io.rtnlab.netlink.message.link.kind.Bridge;
import io.rtnlab.netlink.message.link.kind.BridgePort;
import io.rtnlab.netlink.message.link.kind.Geneve;
import io.rtnlab.netlink.message.link.kind.Gre;
import io.rtnlab.netlink.message.link.kind.IpTunnel;
import io.rtnlab.netlink.message.link.kind.IpVlan;
import io.rtnlab.netlink.message.link.kind.MacVlan;
import io.rtnlab.netlink.message.link.kind.Netkit;
import io.rtnlab.netlink.message.link.kind.Vlan;
import io.rtnlab.netlink.message.link.kind.Vrf;
import io.rtnlab.netlink.message.link.kind.VrfPort;
import io.rtnlab.netlink.message.link.kind.Vti;
import io.rtnlab.netlink.message.link.kind.Vxlan;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What only some kinds of links have, as {@code ip -j -d link} prints it. */
final class LinkKindInIpsWords {
  private static final Map<Integer, String> MACVLAN_MODES =
      Map.of(
          MacVlan.MACVLAN_MODE_PRIVATE, "private",
          MacVlan.MACVLAN_MODE_VEPA, "vepa",
          MacVlan.MACVLAN_MODE_BRIDGE, "bridge",
          MacVlan.MACVLAN_MODE_PASSTHRU, "passthru",
          MacVlan.MACVLAN_MODE_SOURCE, "source");
  private static final String[] IPVLAN_MODES = {"l2", "l3", "l3s"};

  /** {@code IPVLAN_F_*}; no bit is bridge. */
  private static final String[] IPVLAN_FLAGS = {"bridge", "private", "vepa"};

  /** {@code VLAN_FLAG_*}, bit by bit. */
  private static final List<String> VLAN_FLAGS =
      List.of("REORDER_HDR", "GVRP", "LOOSE_BINDING", "MVRP", "BRIDGE_BINDING");

  private static final Map<Integer, String> NETKIT_POLICIES = Map.of(0, "forward", 2, "blackhole");

  private final IntFunction<String> name;

  LinkKindInIpsWords(IntFunction<String> name) {
    this.name = name;
  }

  void kind(LinkKind kind, Fields info) {
    info.put("info_kind", kind.kind());
    Fields data = new Fields();
    switch (kind) {
      case Bond bond -> new BondInIpsWords(name).bond(bond, data);
      case Bridge bridge -> BridgeInIpsWords.bridge(bridge, data);
      case Geneve geneve -> TunnelInIpsWords.geneve(geneve, data);
      case Gre gre -> TunnelInIpsWords.gre(gre, data);
      case IpTunnel tunnel -> TunnelInIpsWords.ip(tunnel, data);
      case IpVlan ipvlan -> {
        data.put("mode", IPVLAN_MODES[ipvlan.mode()]);
        data.from(ipvlan, IpVlan.FLAGS, IPVLAN_FLAGS[ipvlan.get(IpVlan.FLAGS, 0)], on -> true);
      }
      case MacVlan macvlan -> {
        data.from(macvlan, MacVlan.MODE, "mode", MACVLAN_MODES::get);
        data.from(macvlan, MacVlan.BC_QUEUE_LEN, "bcqueuelen");
        data.from(macvlan, MacVlan.BC_QUEUE_LEN_USED, "usedbcqueuelen");
      }
      case Netkit netkit -> netkit(netkit, data);
      case Vlan vlan -> vlan(vlan, data);
      case Vrf vrf -> data.put("table", vrf.table());
      case Vti vti -> TunnelInIpsWords.vti(vti, data);
      case Vxlan vxlan -> TunnelInIpsWords.vxlan(vxlan, name, data);
      default -> {}
    }
    if (!data.isEmpty()) {
      info.put("info_data", data);
    }
  }

  void port(PortKind port, Fields info) {
    info.put("info_slave_kind", port.kind());
    Fields data = new Fields();
    switch (port) {
      case BondPort bondPort -> BondInIpsWords.port(bondPort, data);
      case BridgePort bridgePort -> BridgeInIpsWords.port(bridgePort, data);
      case VrfPort vrfPort -> data.from(vrfPort, VrfPort.TABLE_ID, "table");
      default -> {}
    }
    info.put("info_slave_data", data);
  }

  private static void vlan(Vlan vlan, Fields data) {
    data.put("id", vlan.id());
    data.from(
        vlan, Vlan.PROTOCOL, "protocol", type -> type == Vlan.ETH_P_8021Q ? "802.1Q" : "802.1ad");
    data.from(vlan, Vlan.FLAGS, "flags", flags -> words(VLAN_FLAGS, flags.flags()));
    qos(vlan, Vlan.INGRESS_QOS, "ingress_qos", data);
    qos(vlan, Vlan.EGRESS_QOS, "egress_qos", data);
  }

  private static void qos(Vlan vlan, Attribute<Attributes> way, String word, Fields data) {
    data.from(
        vlan,
        way,
        word,
        mappings ->
            mappings.all(Vlan.MAPPING).stream()
                .map(each -> new Fields().and("from", each.from()).and("to", each.to()))
                .toList());
  }

  private static void netkit(Netkit netkit, Fields data) {
    data.from(netkit, Netkit.MODE, "mode", mode -> mode == Netkit.NETKIT_L2 ? "l2" : "l3");
    data.from(netkit, Netkit.PRIMARY, "type", on -> on != 0 ? "primary" : "peer");
    data.from(netkit, Netkit.POLICY, "policy", NETKIT_POLICIES::get);
    data.from(netkit, Netkit.PEER_POLICY, "peer_policy", NETKIT_POLICIES::get);
    data.from(netkit, Netkit.SCRUB, "scrub", scrub -> scrub == 0 ? "none" : "default");
    data.from(netkit, Netkit.PEER_SCRUB, "peer_scrub", scrub -> scrub == 0 ? "none" : "default");
  }

  /** The words of the bits that are set, in the order of the alphabet. */
  static List<String> words(List<String> words, int bits) {
    return IntStream.range(0, words.size())
        .filter(bit -> (bits & 1 << bit) != 0)
        .mapToObj(words::get)
        .sorted()
        .toList();
  }
}
