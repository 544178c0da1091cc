// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import io.rtnlab.netlink.attribute.Attributes;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.attribute.StructThenNest;
import io.rtnlab.netlink.message.bridge.BridgeVlans;
import io.rtnlab.netlink.message.bridge.MulticastEntries;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.route.RouteProtocol;
import io.rtnlab.netlink.message.tc.Filter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What bridges know, as {@code bridge -j -d} prints it. */
final class InBridgesWords {
  /** {@code BRIDGE_VLAN_INFO_PVID} and {@code BRIDGE_VLAN_INFO_UNTAGGED}. */
  private static final int PVID = 1 << 1;

  private static final int EGRESS_UNTAGGED = 1 << 2;

  private final IntFunction<String> linkName;

  InBridgesWords(IntFunction<String> linkName) {
    this.linkName = linkName;
  }

  Map<String, Object> forwarding(Neighbour entry) {
    Fields fields = new Fields();
    fields.put("mac", entry.linkAddress().orElseThrow().toString());
    fields.put("ifname", linkName.apply(entry.dev()));
    fields.from(entry, Neighbour.DESTINATION, "dst", IpText::of);
    fields.from(entry, Neighbour.VLAN, "vlan");
    fields.from(entry, Neighbour.PORT, "port");
    fields.from(entry, Neighbour.VNI, "vni");
    fields.from(entry, Neighbour.IFINDEX, "viaIf", linkName::apply);
    fields.from(entry, Neighbour.MASTER, "master", linkName::apply);
    fields.put("flags", (entry.flags() & Neighbour.NTF_SELF) != 0 ? List.of("self") : List.of());
    fields.put("state", state(entry.state()));
    return fields;
  }

  private static String state(int state) {
    if ((state & Neighbour.NUD_PERMANENT) != 0) {
      return "permanent";
    }
    return (state & Neighbour.NUD_NOARP) != 0 ? "static" : "";
  }

  Map<String, Object> vlans(BridgeVlans vlans) {
    Fields fields = new Fields();
    fields.put("ifname", linkName.apply(vlans.dev()));
    fields.put("vlans", vlans.entries().stream().map(InBridgesWords::vlan).toList());
    return fields;
  }

  private static Fields vlan(Attributes entry) {
    BridgeVlans.Info info = entry.get(BridgeVlans.INFO).orElseThrow();
    Fields fields = new Fields().and("vlan", info.vlan());
    entry.get(BridgeVlans.RANGE).ifPresent(last -> fields.put("vlanEnd", last));
    List<String> flags = new ArrayList<>();
    if ((info.flags() & EGRESS_UNTAGGED) != 0) {
      flags.add("Egress Untagged");
    }
    if ((info.flags() & PVID) != 0) {
      flags.add("PVID");
    }
    if (!flags.isEmpty()) {
      fields.put("flags", flags);
    }
    entry
        .get(BridgeVlans.STATE)
        .ifPresent(state -> fields.put("state", BridgeInIpsWords.PORT_STATES.get(state)));
    entry.get(BridgeVlans.MULTICAST_ROUTER).ifPresent(how -> fields.put("mcast_router", how));
    entry.get(BridgeVlans.NEIGH_SUPPRESS).ifPresent(on -> fields.put("neigh_suppress", on != 0));
    return fields;
  }

  Map<String, Object> multicast(MulticastEntries entries) {
    List<Fields> printed = new ArrayList<>();
    for (Attributes group :
        entries
            .get(MulticastEntries.GROUPS, MulticastEntries.GROUP_TABLE.empty())
            .all(MulticastEntries.ENTRY)) {
      for (StructThenNest.Value<MulticastEntries.Entry> each : group.all(MulticastEntries.INFO)) {
        printed.add(listener(entries.dev(), each));
      }
    }
    return new Fields().and("mdb", printed);
  }

  private Fields listener(int bridge, StructThenNest.Value<MulticastEntries.Entry> entry) {
    MulticastEntries.Entry listener = entry.struct();
    Fields fields = new Fields();
    fields.put("index", bridge);
    fields.put("dev", linkName.apply(bridge));
    fields.put("port", linkName.apply(listener.dev()));
    int octets = listener.protocol() == Filter.ETH_P_IP ? 4 : 16;
    byte[] group = Arrays.copyOf(listener.address().toArray(), octets);
    fields.put("grp", IpText.of(IpText.address(group)));
    fields.put("state", listener.state() == MulticastEntries.MDB_PERMANENT ? "permanent" : "temp");
    entry
        .attributes()
        .get(MulticastEntries.PROTOCOL)
        .ifPresent(protocol -> fields.put("protocol", RouteProtocol.name(protocol)));
    fields.put("flags", List.of());
    if (listener.vlan() != 0) {
      fields.put("vid", listener.vlan());
    }
    return fields;
  }
}
