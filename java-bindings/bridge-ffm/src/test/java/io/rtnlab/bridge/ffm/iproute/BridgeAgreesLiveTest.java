// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.bridge.BridgeVlans;
import io.rtnlab.netlink.message.bridge.MulticastEntries;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What this library reads of bridges is what {@code bridge} reads of them, every field. */
@Timeout(120)
class BridgeAgreesLiveTest {
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
        ip link add br0 type bridge
        ip link set v1 master br0
        ip link set br0 up
        ip link set v0 up
        """);
  }

  @AfterEach
  void close() {
    agreement.close();
  }

  @Test
  void onForwardingEntries() throws IOException {
    agreement.make(
        """
        bridge fdb add 02:00:00:00:00:0b dev v1 master static
        ip link add vx0 type vxlan id 42 dstport 4789 remote 192.0.2.1 dev v0
        bridge fdb append 00:00:00:00:00:00 dev vx0 dst 192.0.2.9 vni 7 port 5000 self
        """);
    InBridgesWords words = new InBridgesWords(agreement.words()::name);
    agreement.compare(
        "bridge -j fdb show",
        () -> agreement.session().dump(Neighbour.all(Family.AF_BRIDGE)).toList(),
        words::forwarding);
  }

  @Test
  void onVlans() throws IOException {
    agreement.make(
        """
        ip link set br0 type bridge vlan_filtering 1
        bridge vlan add dev v1 vid 10-12
        bridge vlan add dev v1 vid 20 pvid untagged
        """);
    InBridgesWords words = new InBridgesWords(agreement.words()::name);
    agreement.compare(
        "bridge -j -d vlan show",
        () -> agreement.session().dump(BridgeVlans.all()).toList(),
        words::vlans);
  }

  @Test
  void onMulticastEntries() throws IOException {
    agreement.make(
        """
        bridge mdb add dev br0 port v1 grp 239.1.1.1 permanent
        bridge mdb add dev br0 port v1 grp ff0e::1 permanent
        """);
    InBridgesWords words = new InBridgesWords(agreement.words()::name);
    agreement.compare(
        "bridge -j -d mdb show",
        () -> agreement.session().dump(MulticastEntries.all()).toList(),
        words::multicast,
        "router"); // which ports lead to routers; none does
  }
}
