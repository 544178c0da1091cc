// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.message.tc.Actions;
import io.rtnlab.netlink.message.tc.Chain;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.TrafficControl;
import io.rtnlab.netlink.message.tc.classifier.BpfFilter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What this library reads of disciplines, filters and actions of a kind is what {@code tc} reads of
 * them, every field.
 */
@Timeout(120)
class TrafficControlAgreesLiveTest {
  private Agreement agreement;
  private InTcsWords tc;

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
        """);
    tc = new InTcsWords(agreement.words()::name);
  }

  @AfterEach
  void close() {
    agreement.close();
  }

  static Stream<Arguments> disciplines() {
    return Stream.of(
        arguments("clsact", "tc qdisc add dev v0 clsact"),
        arguments(
            "fq_codel", "tc qdisc add dev v0 root handle 10: fq_codel limit 1000 target 3ms noecn"),
        arguments(
            "netem",
            """
            tc qdisc add dev v0 root handle 20: netem delay 10ms 1ms 25% loss 1% duplicate 2% \
            corrupt 0.5% limit 500
            """),
        arguments(
            "prio and fq",
            """
            tc qdisc add dev v0 root handle 30: prio bands 4
            tc qdisc add dev v0 parent 30:1 handle 31: fq maxrate 8mbit
            tc qdisc add dev v0 parent 30:2 handle 32: bfifo limit 5000
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("disciplines")
  void onDisciplines(String kind, String commands) throws IOException {
    agreement.make(commands);
    agreement.compare(
        "tc -j -d qdisc show", () -> agreement.session().dump(Qdisc.all()).toList(), tc::qdisc);
  }

  static Stream<Arguments> filters() {
    return Stream.of(
        arguments("flower", "protocol ip prio 1 flower ip_proto tcp dst_port 80 action drop"),
        arguments(
            "flower on addresses",
            "protocol ip prio 1 flower src_ip 192.0.2.0/24 dst_ip 10.0.0.1 action pass"),
        arguments(
            "flower on vlans",
            "protocol 802.1Q prio 2 flower vlan_id 7 vlan_prio 3 dst_mac 02:00:00:00:00:09"
                + " action vlan pop"),
        arguments(
            "flower on ipv6",
            "protocol ipv6 prio 3 flower dst_ip 2001:db8::/32 skip_hw"
                + " action mirred egress redirect dev v1"),
        arguments("matchall", "protocol all prio 4 matchall action mirred egress mirror dev v1"),
        arguments("matchall into a class", "protocol all prio 4 matchall classid 1:7"),
        arguments("vlan", "protocol ip prio 1 matchall action vlan push id 5 priority 2"),
        arguments(
            "police",
            "protocol all prio 2 matchall action police rate 8mbit burst 4000 conform-exceed"
                + " drop/pass"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filters")
  void onFilters(String kind, String filter) throws IOException {
    agreement.make("tc qdisc add dev v0 clsact\ntc filter add dev v0 ingress " + filter);
    compareFilters();
  }

  private void compareFilters() throws IOException {
    int dev = agreement.index("v0");
    agreement.compare(
        "tc -j -d filter show dev v0 ingress",
        () -> agreement.session().dump(Filter.of(dev, TrafficControl.INGRESS_FILTERS)).toList(),
        tc::filter);
  }

  @Test
  void onBpfFilters() throws IOException {
    agreement.make("tc qdisc add dev v0 clsact");
    BpfFilter everyPacket = // ret 0xffffffff
        BpfFilter.classic(Bytes.ofHex("06000000ffffffff"))
            .with(BpfFilter.CLASSID, TrafficControl.handle(1, 7));
    int dev = agreement.index("v0");
    agreement.make(Filter.of(dev, TrafficControl.INGRESS_FILTERS, 1, Filter.ETH_P_IP, everyPacket));
    compareFilters();
  }

  @Test
  void onChains() throws IOException {
    agreement.make(
        """
        tc qdisc add dev v0 clsact
        tc chain add dev v0 ingress chain 7
        """);
    int dev = agreement.index("v0");
    agreement.compare(
        "tc -j -d chain show dev v0 ingress",
        () -> agreement.session().dump(Chain.of(dev, TrafficControl.INGRESS_FILTERS)).toList(),
        tc::chain);
  }

  @Test
  void onActions() throws IOException {
    agreement.make("tc action add action gact drop index 5");
    compareActions();
  }

  @Test
  void onActionsNowAndThen() throws IOException {
    agreement.make("tc action add action gact pass random determ drop 3 index 6");
    compareActions();
  }

  private void compareActions() throws IOException {
    agreement.compare(
        () -> actions(agreement.ip().objects("tc -j -d action list action gact")),
        () -> agreement.session().dump(Actions.ofKind("gact")).toList(),
        tc::actions);
  }

  /** {@code tc} counts them in an object of its own before it lists them. */
  private static List<Map<String, Object>> actions(List<Map<String, Object>> said) {
    return said.stream().filter(object -> object.containsKey("actions")).toList();
  }
}
