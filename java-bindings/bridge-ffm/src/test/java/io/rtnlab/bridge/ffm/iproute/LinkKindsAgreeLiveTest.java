// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.kind.Netkit;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What this library reads of links of a kind is what {@code ip} reads of them, every field. */
@Timeout(120)
class LinkKindsAgreeLiveTest {
  /** {@code NETKIT_DROP}: what no program lets pass is dropped. */
  private static final int NETKIT_DROP = 2;

  private Agreement agreement;

  @BeforeAll
  static void needs() {
    IpRoute.require();
  }

  @BeforeEach
  void links() throws IOException {
    agreement = new Agreement();
    agreement.make(
        """
        ip link add v0 type veth peer name v1
        ip link set v0 up
        """);
  }

  @AfterEach
  void close() {
    agreement.close();
  }

  static Stream<Arguments> kinds() {
    return Stream.of(
        arguments("dummy", "ip link add x0 type dummy"),
        arguments(
            "vlan",
            """
            ip link add x0 link v0 type vlan id 42 reorder_hdr off gvrp on ingress-qos-map 1:2 3:4 \
            egress-qos-map 5:6
            ip link add x1 link v1 type vlan proto 802.1ad id 7
            """),
        arguments("ipvlan", "ip link add x0 link v0 type ipvlan mode l3 private"),
        arguments("ipvtap", "ip link add x0 link v0 type ipvtap mode l2 bridge"),
        arguments("macvtap", "ip link add x0 link v1 type macvtap mode vepa"),
        arguments(
            "bond",
            """
            ip link add x0 type bond mode active-backup arp_interval 200 \
            arp_ip_target 192.0.2.1,192.0.2.2 arp_validate active
            ip link set v1 master x0
            """),
        arguments(
            "bond by 802.3ad",
            """
            ip link add x0 type bond mode 802.3ad miimon 100 lacp_rate fast \
            xmit_hash_policy layer3+4
            ip link set v1 master x0
            ip link set x0 up
            """),
        arguments(
            "vrf",
            """
            ip link add x0 type vrf table 100
            ip link set v1 master x0
            """),
        arguments(
            "gre",
            """
            ip link add x0 type gre local 192.0.2.1 remote 192.0.2.2 ttl 64 key 7 icsum iseq oseq
            ip link add x1 type gre local 192.0.2.1 remote 192.0.2.3 tos 0x10 ikey 1 okey 0.0.2.0
            """),
        arguments(
            "gretap", "ip link add x0 type gretap local 192.0.2.1 remote 192.0.2.3 nopmtudisc"),
        arguments(
            "erspan",
            """
            ip link add x0 type erspan local 192.0.2.1 remote 192.0.2.9 seq key 100 erspan_ver 1 \
            erspan 123
            ip link add x1 type erspan local 192.0.2.1 remote 192.0.2.8 seq key 101 erspan_ver 2 \
            erspan_dir egress erspan_hwid 17
            """),
        arguments(
            "ip6gre",
            """
            ip link add x0 type ip6gre local 2001:db8::1 remote 2001:db8::2 hoplimit 7 \
            flowlabel 0x12345 tclass 0x20
            """),
        arguments(
            "ip6gretap",
            """
            ip link add x0 type ip6gretap local 2001:db8::1 remote 2001:db8::3 ikey 1 okey 2 \
            encaplimit none
            """),
        arguments("ipip", "ip link add x0 type ipip local 192.0.2.1 remote 192.0.2.4 ttl inherit"),
        arguments(
            "sit",
            "ip link add x0 type sit local 192.0.2.1 remote 192.0.2.5 6rd-prefix 2001:db8::/32"),
        arguments(
            "ip6tnl",
            """
            ip link add x0 type ip6tnl local 2001:db8::1 remote 2001:db8::4 mode any encaplimit 3 \
            dscp inherit
            """),
        arguments(
            "vti", "ip link add x0 type vti local 192.0.2.1 remote 192.0.2.6 key 9 fwmark 0x5"),
        arguments("vti6", "ip link add x0 type vti6 local 2001:db8::1 remote 2001:db8::5 key 9"),
        arguments(
            "geneve",
            "ip link add x0 type geneve id 5 remote 192.0.2.7 dstport 6000 df set ttl 9 tos 0x8"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void onLinks(String kind, String commands) throws IOException {
    agreement.make(commands);
    agreement.compare(
        "ip -j -d link show",
        () -> agreement.session().dump(Link.all()).toList(),
        agreement.words()::link);
  }

  /** Made by this library, since {@code ip} knows this kind only from version 6.8 on. */
  @Test
  void onNetkit() throws IOException {
    Netkit asked =
        Netkit.withPeer(Netkit.NETKIT_L3, Link.named("x1")).with(Netkit.PEER_POLICY, NETKIT_DROP);
    agreement.make(Link.of("x0", asked));
    agreement.compare(
        "ip -j -d link show",
        () -> agreement.session().dump(Link.all()).toList(),
        agreement.words()::link,
        agreement.ip().isBefore(6, 8) ? "info_data" : "");
    Netkit dumped = (Netkit) agreement.session().get(Link.named("x0")).kind().orElseThrow();
    assertEquals(1, dumped.get(Netkit.PRIMARY, -1));
    assertEquals(Netkit.NETKIT_L3, dumped.get(Netkit.MODE, -1));
    assertEquals(NETKIT_DROP, dumped.get(Netkit.PEER_POLICY, -1));
  }
}
