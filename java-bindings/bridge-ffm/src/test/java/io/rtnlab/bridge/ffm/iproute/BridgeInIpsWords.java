// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.message.link.kind.Bridge;
import io.rtnlab.netlink.message.link.kind.BridgeId;
import io.rtnlab.netlink.message.link.kind.BridgePort;
import io.rtnlab.netlink.message.link.kind.Vlan;
import java.util.List;
import java.util.Map;

/** What only bridges and their ports have, as {@code ip -j -d link} prints it. */
final class BridgeInIpsWords {
  static final List<String> PORT_STATES =
      List.of("disabled", "listening", "learning", "forwarding", "blocking");

  private BridgeInIpsWords() {}

  static void bridge(Bridge bridge, Fields data) {
    for (Attribute<Integer> number :
        List.of(
            Bridge.FORWARD_DELAY,
            Bridge.HELLO_TIME,
            Bridge.MAX_AGE,
            Bridge.AGEING_TIME,
            Bridge.STP_STATE,
            Bridge.PRIORITY,
            Bridge.VLAN_FILTERING,
            Bridge.VLAN_DEFAULT_PVID,
            Bridge.VLAN_STATS_ENABLED,
            Bridge.VLAN_STATS_PER_PORT,
            Bridge.ROOT_PORT,
            Bridge.ROOT_PATH_COST,
            Bridge.TOPOLOGY_CHANGE,
            Bridge.TOPOLOGY_CHANGE_DETECTED,
            Bridge.MCAST_SNOOPING,
            Bridge.MCAST_ROUTER,
            Bridge.MCAST_QUERY_USE_IFADDR,
            Bridge.MCAST_QUERIER,
            Bridge.MCAST_HASH_ELASTICITY,
            Bridge.MCAST_HASH_MAX,
            Bridge.MCAST_LAST_MEMBER_CNT,
            Bridge.MCAST_STARTUP_QUERY_CNT,
            Bridge.MCAST_STATS_ENABLED,
            Bridge.MCAST_IGMP_VERSION,
            Bridge.MCAST_MLD_VERSION,
            Bridge.NF_CALL_IPTABLES,
            Bridge.NF_CALL_IP6TABLES,
            Bridge.NF_CALL_ARPTABLES)) {
      data.from(bridge, number, number.word());
    }
    for (Attribute<Long> interval :
        List.of(
            Bridge.MCAST_LAST_MEMBER_INTVL, Bridge.MCAST_MEMBERSHIP_INTVL,
            Bridge.MCAST_QUERIER_INTVL, Bridge.MCAST_QUERY_INTVL,
            Bridge.MCAST_QUERY_RESPONSE_INTVL, Bridge.MCAST_STARTUP_QUERY_INTVL)) {
      data.from(bridge, interval, interval.word());
    }
    for (Attribute<Long> timer :
        List.of(Bridge.HELLO_TIMER, Bridge.TCN_TIMER, Bridge.TOPOLOGY_CHANGE_TIMER)) {
      data.from(bridge, timer, timer.word(), ticks -> ticks / 100.0);
    }
    data.from(
        bridge,
        Bridge.VLAN_PROTOCOL,
        "vlan_protocol",
        type -> type == Vlan.ETH_P_8021Q ? "802.1Q" : "802.1ad");
    data.from(bridge, Bridge.ROOT_ID, "root_id", BridgeInIpsWords::bridgeId);
    data.from(bridge, Bridge.BRIDGE_ID, "bridge_id", BridgeInIpsWords::bridgeId);
    data.from(bridge, Bridge.GROUP_ADDR, "group_addr", Object::toString);
    data.from(bridge, Bridge.GROUP_FWD_MASK, "group_fwd_mask", Integer::toHexString);
    Bridge.Options options = bridge.get(Bridge.MULTI_BOOLOPT).orElseThrow();
    data.put("no_linklocal_learn", options.values() & 1);
    data.put("mcast_vlan_snooping", options.values() >> 1 & 1);
    if ((options.mask() >> Bridge.BR_BOOLOPT_MST_ENABLE & 1) != 0) {
      data.put("mst_enabled", options.values() >> Bridge.BR_BOOLOPT_MST_ENABLE & 1);
    }
    data.from(bridge, Bridge.FDB_N_LEARNED, "fdb_n_learned");
    data.from(bridge, Bridge.FDB_MAX_LEARNED, "fdb_max_learned");
  }

  /** {@code ip} writes the hardware address in it without leading zeros. */
  private static String bridgeId(BridgeId id) {
    StringBuilder text = new StringBuilder(String.format("%04x.", id.priority()));
    String separator = "";
    for (byte octet : id.address().toArray()) {
      text.append(separator).append(Integer.toHexString(Byte.toUnsignedInt(octet)));
      separator = ":";
    }
    return text.toString();
  }

  static void port(BridgePort port, Fields data) {
    data.from(port, BridgePort.STATE, "state", state -> PORT_STATES.get(state));
    for (Attribute<Integer> number :
        List.of(
            BridgePort.PRIORITY,
            BridgePort.COST,
            BridgePort.DESIGNATED_PORT,
            BridgePort.DESIGNATED_COST,
            BridgePort.TOPOLOGY_CHANGE_ACK,
            BridgePort.CONFIG_PENDING,
            BridgePort.MULTICAST_ROUTER)) {
      data.from(port, number, number.word());
    }
    Map<Attribute<Integer>, String> switches =
        Map.ofEntries(
            Map.entry(BridgePort.MODE, "hairpin"),
            Map.entry(BridgePort.GUARD, "guard"),
            Map.entry(BridgePort.PROTECT, "root_block"),
            Map.entry(BridgePort.FAST_LEAVE, "fastleave"),
            Map.entry(BridgePort.LEARNING, "learning"),
            Map.entry(BridgePort.UNICAST_FLOOD, "flood"),
            Map.entry(BridgePort.PROXYARP, "proxy_arp"),
            Map.entry(BridgePort.PROXYARP_WIFI, "proxy_arp_wifi"),
            Map.entry(BridgePort.MCAST_FLOOD, "mcast_flood"),
            Map.entry(BridgePort.BCAST_FLOOD, "bcast_flood"),
            Map.entry(BridgePort.MCAST_TO_UCAST, "mcast_to_unicast"),
            Map.entry(BridgePort.NEIGH_SUPPRESS, "neigh_suppress"),
            Map.entry(BridgePort.VLAN_TUNNEL, "vlan_tunnel"),
            Map.entry(BridgePort.ISOLATED, "isolated"),
            Map.entry(BridgePort.LOCKED, "locked"),
            Map.entry(BridgePort.MAB, "mab"),
            Map.entry(BridgePort.NEIGH_VLAN_SUPPRESS, "neigh_vlan_suppress"));
    switches.forEach((attribute, word) -> data.from(port, attribute, word, on -> on != 0));
    data.from(port, BridgePort.ID, "id", id -> "0x" + Integer.toHexString(id));
    data.from(port, BridgePort.NO, "no", no -> "0x" + Integer.toHexString(no));
    data.from(port, BridgePort.BRIDGE_ID, "bridge_id", BridgeInIpsWords::bridgeId);
    data.from(port, BridgePort.ROOT_ID, "root_id", BridgeInIpsWords::bridgeId);
    data.from(port, BridgePort.HOLD_TIMER, "hold_timer", ticks -> ticks / 100.0);
    data.from(port, BridgePort.MESSAGE_AGE_TIMER, "message_age_timer", ticks -> ticks / 100.0);
    data.from(port, BridgePort.FORWARD_DELAY_TIMER, "forward_delay_timer", ticks -> ticks / 100.0);
    data.from(port, BridgePort.GROUP_FWD_MASK, "group_fwd_mask", Integer::toHexString);
    data.from(
        port, BridgePort.GROUP_FWD_MASK, "group_fwd_mask_str", m -> "0x" + Integer.toHexString(m));
  }
}
