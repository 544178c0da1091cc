// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.IpText;
import io.rtnlab.netlink.message.link.kind.Bond;
import io.rtnlab.netlink.message.link.kind.BondPort;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What only bonds and their ports have, as {@code ip -j -d link} prints it. */
final class BondInIpsWords {
  /** Attributes whose numbers have words. */
  private static final Map<Attribute<Integer>, List<String>> WORDS =
      Map.of(
          Bond.MODE,
          List.of(
              "balance-rr",
              "active-backup",
              "balance-xor",
              "broadcast",
              "802.3ad",
              "balance-tlb",
              "balance-alb"),
          Bond.ARP_ALL_TARGETS,
          List.of("any", "all"),
          Bond.PRIMARY_RESELECT,
          List.of("always", "better", "failure"),
          Bond.FAIL_OVER_MAC,
          List.of("none", "active", "follow"),
          Bond.XMIT_HASH_POLICY,
          List.of("layer2", "layer3+4", "layer2+3", "encap2+3", "encap3+4", "vlan+srcmac"),
          Bond.AD_LACP_ACTIVE,
          List.of("off", "on"),
          Bond.AD_LACP_RATE,
          List.of("slow", "fast"),
          Bond.AD_SELECT,
          List.of("stable", "bandwidth", "count"));

  private static final List<String> ARP_VALIDATE =
      List.of("none", "active", "backup", "all", "filter", "filter_active", "filter_backup");

  private static final String[] PORT_STATES = {"ACTIVE", "BACKUP"};
  private static final String[] LINE_STATES = {"UP", "GOING_DOWN", "DOWN", "GOING_BACK"};

  /** {@code LACP_STATE_*}, bit by bit. */
  private static final List<String> LACP_STATES =
      List.of(
          "active",
          "short_timeout",
          "aggregating",
          "in_sync",
          "collecting",
          "distributing",
          "defaulted",
          "expired");

  private final IntFunction<String> name;

  BondInIpsWords(IntFunction<String> name) {
    this.name = name;
  }

  void bond(Bond bond, Fields data) {
    WORDS.forEach((attribute, words) -> data.from(bond, attribute, attribute.word(), words::get));
    data.numbers(
        bond,
        List.of(
            Bond.MIIMON,
            Bond.UPDELAY,
            Bond.DOWNDELAY,
            Bond.USE_CARRIER,
            Bond.ARP_INTERVAL,
            Bond.RESEND_IGMP,
            Bond.NUM_PEER_NOTIF,
            Bond.ALL_SLAVES_ACTIVE,
            Bond.MIN_LINKS,
            Bond.LP_INTERVAL,
            Bond.PACKETS_PER_SLAVE,
            Bond.AD_ACTOR_SYS_PRIO,
            Bond.AD_USER_PORT_KEY,
            Bond.TLB_DYNAMIC_LB));
    data.from(bond, Bond.PEER_NOTIF_DELAY, "peer_notify_delay");
    data.from(bond, Bond.MISSED_MAX, "arp_missed_max");
    data.from(
        bond,
        Bond.ARP_VALIDATE,
        "arp_validate",
        which -> which == 0 ? Fields.NULL : ARP_VALIDATE.get(which));
    data.from(bond, Bond.COUPLED_CONTROL, "coupled_control", on -> on != 0);
    data.from(bond, Bond.ACTIVE_SLAVE, "active_slave", name::apply);
    data.from(bond, Bond.PRIMARY, "primary", name::apply);
    bond.get(Bond.ARP_IP_TARGET)
        .filter(targets -> !targets.isEmpty())
        .ifPresent(targets -> data.put("arp_ip_target", targets.stream().map(IpText::of).toList()));
    bond.get(Bond.NS_IP6_TARGET)
        .filter(targets -> !targets.isEmpty())
        .ifPresent(targets -> data.put("ns_ip6_target", targets.stream().map(IpText::of).toList()));
    data.from(bond, Bond.AD_ACTOR_SYSTEM, "ad_actor_system", Object::toString);
    bond.get(Bond.AD_INFO)
        .ifPresent(
            info -> {
              Fields fields = new Fields();
              info.get(Bond.AD_INFO_AGGREGATOR).ifPresent(id -> fields.put("aggregator", id));
              info.get(Bond.AD_INFO_NUM_PORTS).ifPresent(ports -> fields.put("num_ports", ports));
              info.get(Bond.AD_INFO_ACTOR_KEY).ifPresent(key -> fields.put("actor_key", key));
              info.get(Bond.AD_INFO_PARTNER_KEY).ifPresent(key -> fields.put("partner_key", key));
              info.get(Bond.AD_INFO_PARTNER_MAC)
                  .ifPresent(address -> fields.put("partner_mac", address.toString()));
              data.put("ad_info", fields);
            });
  }

  static void port(BondPort port, Fields data) {
    data.from(port, BondPort.STATE, "state", state -> PORT_STATES[state]);
    data.from(port, BondPort.MII_STATUS, "mii_status", state -> LINE_STATES[state]);
    data.from(port, BondPort.PERM_HWADDR, "perm_hwaddr", Object::toString);
    data.numbers(
        port,
        List.of(
            BondPort.LINK_FAILURE_COUNT,
            BondPort.QUEUE_ID,
            BondPort.PRIO,
            BondPort.AD_AGGREGATOR_ID));
    for (Attribute<Integer> state :
        List.of(BondPort.AD_ACTOR_OPER_PORT_STATE, BondPort.AD_PARTNER_OPER_PORT_STATE)) {
      data.from(port, state, state.word());
      data.from(
          port, state, state.word() + "_str", bits -> LinkKindInIpsWords.words(LACP_STATES, bits));
    }
  }
}
