// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.ffm.iproute;

import java.util.List;
import java.util.Random;

/** Commands of {@code ip} and {@code bridge} that change anything of a small network. */
final class RandomCommands {
  static final List<String> NETWORK =
      List.of(
          "ip link set lo up",
          "ip link add d0 type veth peer name p0",
          "ip link set p0 up",
          "ip link add d1 type veth peer name p1",
          "ip link add v0 type veth peer name v1",
          "ip link add br0 type bridge",
          "ip link add br1 type bridge",
          "ip link add vx0 type vxlan id 10 dev d0 dstport 4789",
          "ip link set v1 master br0",
          "ip link set d1 master br0",
          "ip link set d0 up",
          "ip link set v0 up",
          "ip link set v1 up",
          "ip link set br0 up",
          "ip link set vx0 up",
          "ip address add 10.0.0.1/24 dev d0",
          "ip address add 10.0.1.1/24 dev v0",
          "ip address add 2001:db8::1/64 dev d0 nodad",
          "ip address add 2001:db8:1::1/64 dev v0 nodad");

  private static final String[] TEMPLATES = {
    "ip route add 10.9.%a.0/24 via %g metric %m",
    "ip route append 10.9.%a.0/24 via %g metric %m",
    "ip route prepend 10.9.%a.0/24 via %g metric %m",
    "ip route replace 10.9.%a.0/24 via %g metric %m table %t",
    "ip route change 10.9.%a.0/24 via %g metric %m",
    "ip route del 10.9.%a.0/24 via %g metric %m",
    "ip route del 10.9.%a.0/24",
    "ip route add 10.9.%a.0/24 nexthop via 10.0.0.%b nexthop via 10.0.1.%b",
    "ip route add blackhole 10.8.%a.0/24 table %t",
    "ip route add 10.6.%a.0/24 via inet6 2001:db8::%b dev d0",
    "ip route flush table %t",
    "ip -6 route add 2001:db8:9:%a::/64 via %h metric %m",
    "ip -6 route append 2001:db8:9:%a::/64 via %h metric %m",
    "ip -6 route prepend 2001:db8:9:%a::/64 via %h metric %m",
    "ip -6 route replace 2001:db8:9:%a::/64 via %h metric %m",
    "ip -6 route del 2001:db8:9:%a::/64 via %h metric %m",
    "ip -6 route del 2001:db8:9:%a::/64",
    "ip -6 route add 2001:db8:9:%a::/64 nexthop via 2001:db8::2 nexthop via 2001:db8::3 nexthop via"
        + " 2001:db8:1::4",
    "ip -6 route replace 2001:db8:9:%a::/64 nexthop via 2001:db8::2 nexthop via 2001:db8:1::%b",
    "ip -6 route add 2001:db8:8:%a::/64 dev %d table %t",
    "ip route del 10.5.%a.0/24",
    "ip address add 10.%a.0.%b/24 dev %d",
    "ip address del 10.%a.0.%b/24 dev %d",
    "ip address del 10.0.0.1/24 dev d0",
    "ip address add 10.0.0.1/24 dev d0",
    "ip address add 2001:db8:7:%a::%b/64 dev %d nodad",
    "ip address del 2001:db8:7:%a::%b/64 dev %d",
    "ip address flush dev v0",
    "ip address add 10.0.1.1/24 dev v0",
    "ip address add 2001:db8:1::1/64 dev v0 nodad",
    "ip rule add from 10.%a.0.0/16 table %t priority 10%b",
    "ip rule del from 10.%a.0.0/16",
    "ip -6 rule add to 2001:db8:%a::/48 table %t priority 20%b",
    "ip -6 rule del to 2001:db8:%a::/48",
    "ip rule add iif d%a table %t priority 30%b",
    "ip neighbour replace 10.0.0.%b lladdr 02:00:00:00:00:0%a dev d0 nud permanent",
    "ip neighbour del 10.0.0.%b dev d0",
    "ip neighbour add 10.0.1.%b lladdr 02:00:00:00:00:0%a dev v0 nud stale",
    "ip -6 neighbour replace 2001:db8::%b lladdr 02:00:00:00:00:0%a dev d0 nud permanent",
    "ip -6 neighbour del 2001:db8::%b dev d0",
    "ip -6 neighbour add 2001:db8:1::%b lladdr 02:00:00:00:00:0%a dev v0 nud stale",
    "ip neighbour flush dev d0 nud permanent",
    "bridge fdb add 02:00:00:00:01:0%a dev v1 master static",
    "bridge fdb add 02:00:00:00:03:0%a dev br0 self permanent",
    "bridge fdb del 02:00:00:00:03:0%a dev br0 self",
    "bridge vlan add dev v1 vid %b",
    "bridge vlan del dev v1 vid %b",
    "bridge fdb replace 02:00:00:00:01:0%a dev d1 master static",
    "ip link set br0 type bridge vlan_filtering 1",
    "bridge fdb add 02:00:00:00:01:0%a dev v1 master static vlan 1",
    "bridge fdb add 02:00:00:00:01:0%a dev v1 self permanent",
    "bridge fdb del 02:00:00:00:01:0%a dev v1 self",
    "bridge fdb del 02:00:00:00:01:0%a dev v1 master",
    "bridge fdb append 02:00:00:00:02:0%a dev vx0 dst 10.0.0.%b",
    "bridge fdb append 02:00:00:00:02:0%a dev vx0 dst 10.0.0.%b port 5000 vni 1%b",
    "bridge fdb del 02:00:00:00:02:0%a dev vx0 dst 10.0.0.%b",
    "bridge fdb append 00:00:00:00:00:00 dev vx0 dst 10.0.0.%b",
    "ip link set %d down",
    "ip link set %d up",
    "ip link set %d up",
    "ip link set d1 master br%a",
    "ip link set d1 nomaster",
    "ip link set %d mtu 14%b0",
    "ip link add t%a type veth peer name u%a",
    "ip link set t%a up",
    "ip link del t%a",
    "ip link set d0 name e0",
    "ip link set e0 name d0",
    "ip link property add dev v0 altname other%a",
    "ip link set p0 down",
    "ip link set p0 up",
    "ip nexthop flush",
  };

  /** Each needs others to be there, so that they are tried more often. */
  private static final String[] NEXT_HOPS = {
    "ip route replace 10.7.%a.0/24 nhid %n",
    "ip nexthop add id %n via 10.0.0.%b dev d0",
    "ip nexthop replace id %n via 10.0.1.%b dev v0",
    "ip nexthop replace id %n blackhole",
    "ip nexthop add id 2%n group %n/1",
    "ip nexthop replace id %n via 10.0.0.%b dev d0",
    "ip nexthop replace id %n via 10.0.0.%b dev d0 onlink",
    "ip nexthop add id 4%n dev %d",
    "ip nexthop replace id 2%n group 1/2/3",
    "ip nexthop replace id 2%n group %n,%b/4%a",
    "ip nexthop replace id 5%n group 1/2 type resilient buckets 4",
    "ip nexthop replace id 5%n group %n,%b/3 type resilient buckets 8 idle_timer 0",
    "ip nexthop add id 6%n via 10.0.0.%b fdb",
    "ip nexthop replace id 7%n group 61/62 fdb",
    "ip nexthop del id 2%n",
    "ip nexthop del id 4%n",
    "ip nexthop del id 5%n",
    "ip nexthop del id 6%n",
    "ip nexthop flush proto 99",
    "ip nexthop add id 8%n blackhole protocol 99",
    "ip route replace 10.5.%a.0/24 nhid 2%n",
    "ip route replace 10.4.%a.0/24 nhid 5%n metric %m",
    "ip -6 nexthop replace id 3%n via 2001:db8:1::%b dev v0",
    "ip -6 nexthop replace id 9%n group 31/32",
    "ip -6 nexthop del id 3%n",
    "ip -6 route replace 2001:db8:5:%a::/64 nhid 9%n metric %m",
    "ip nexthop del id %n",
    "ip -6 nexthop replace id 1%n via 2001:db8::%b dev d0",
    "ip -6 route replace 2001:db8:6:%a::/64 nhid 1%n",
    "ip route del 10.7.%a.0/24",
    "ip -6 route del 2001:db8:6:%a::/64",
    "ip link set d0 up",
    "ip link set v0 up",
    "ip link set p0 up",
    "ip link set p0 down",
    "ip link set v0 down",
    "ip address add 10.0.0.1/24 dev d0",
    "ip address add 10.0.1.1/24 dev v0",
    "ip address add 2001:db8::1/64 dev d0 nodad",
    "ip address add 2001:db8:1::1/64 dev v0 nodad",
  };

  private final Random random;

  RandomCommands(long seed) {
    this.random = new Random(seed);
  }

  String next() {
    String[] templates = random.nextInt(5) < 2 ? NEXT_HOPS : TEMPLATES;
    String command = templates[random.nextInt(templates.length)];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      text.append(c == '%' ? word(command.charAt(++i)) : String.valueOf(c));
    }
    return text.toString();
  }

  private String word(char what) {
    return switch (what) {
      case 'a' -> String.valueOf(random.nextInt(3));
      case 'b' -> String.valueOf(2 + random.nextInt(4));
      case 'm' -> String.valueOf(10 * random.nextInt(3));
      case 'n' -> String.valueOf(1 + random.nextInt(3));
      case 't' -> random.nextBoolean() ? "254" : "1000";
      case 'd' -> new String[] {"d0", "v0", "v1", "br0", "d1"}[random.nextInt(5)];
      case 'g' -> (random.nextBoolean() ? "10.0.0." : "10.0.1.") + (2 + random.nextInt(4));
      case 'h' -> (random.nextBoolean() ? "2001:db8::" : "2001:db8:1::") + (2 + random.nextInt(4));
      default -> throw new IllegalArgumentException("%" + what);
    };
  }
}
