// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.map;

import java.util.ArrayList;
import java.util.List;

/** Files of sysfs and sysctls. */
final class FileCells {
  private final MapFixture fixture;
  private final List<Cell> cells = new ArrayList<>();

  FileCells(MapFixture fixture) {
    this.fixture = fixture;
  }

  List<Cell> all() {
    for (String file :
        List.of(
            "address",
            "addr_assign_type",
            "broadcast",
            "carrier",
            "carrier_changes",
            "dev_id",
            "duplex",
            "flags",
            "ifindex",
            "iflink",
            "link_mode",
            "mtu",
            "name_assign_type",
            "operstate",
            "proto_down",
            "queues/tx-0/traffic_class",
            "speed",
            "statistics/rx_bytes",
            "tx_queue_len",
            "type",
            "uevent")) {
      String path = fixture.sysfs("class/net/" + MapFixture.VETH + "/" + file);
      cells.add(new Cell("sysfs " + file, "-", "read", "", () -> Files.read(path), Cell.NOTHING));
    }
    sysfs("mtu", "1400", "1500");
    sysfs("tx_queue_len", "500", "1000");
    sysfs("ifalias", "map", "\n");
    sysfs("netdev_group", "7", "0");
    sysfs("flags", "0x1002", "0x1003");
    write(
        "sysfs proto_down",
        fixture.sysfs("class/net/" + MapFixture.VNI_FILTER + "/proto_down"),
        "1",
        "0");
    sysfs("queues/rx-0/rps_cpus", "1", "0");
    sysfs("gro_flush_timeout", "7", "0");
    bridge("stp_state", "1", "0");
    bridge("ageing_time", "20000", "30000");
    bridge("multicast_snooping", "0", "1");
    port("path_cost", "7", "2");
    port("hairpin_mode", "1", "0");
    sysctl("ipv4/conf/" + MapFixture.VETH + "/forwarding", "1", "0");
    sysctl("ipv4/conf/" + MapFixture.VETH + "/rp_filter", "1", "0");
    sysctl("ipv4/conf/" + MapFixture.VETH + "/proxy_arp", "1", "0");
    sysctl("ipv4/conf/" + MapFixture.VETH + "/arp_announce", "1", "0");
    sysctl("ipv4/conf/all/rp_filter", "1", "0");
    sysctl("ipv4/conf/default/forwarding", "1", "0");
    sysctl("ipv4/conf/all/forwarding", "1", "0");
    sysctl("ipv4/ip_forward", "1", "0");
    sysctl("ipv6/conf/" + MapFixture.VETH + "/forwarding", "1", "0");
    sysctl("ipv6/conf/" + MapFixture.VETH + "/proxy_ndp", "1", "0");
    sysctl("ipv6/conf/" + MapFixture.VETH + "/disable_ipv6", "1", "0");
    sysctl("ipv6/conf/" + MapFixture.VETH + "/accept_ra", "0", "1");
    sysctl("ipv6/conf/" + MapFixture.VETH + "/addr_gen_mode", "1", "0");
    sysctl("ipv6/conf/" + MapFixture.VETH + "/mtu", "1300", "1500");
    sysctl("ipv6/conf/" + MapFixture.VETH + "/ignore_routes_with_linkdown", "1", "0");
    sysctl("ipv6/conf/" + MapFixture.VETH + "/disable_policy", "1", "0");
    sysctl("ipv6/conf/" + MapFixture.VETH + "/hop_limit", "63", "64");
    sysctl("ipv6/conf/" + MapFixture.VETH + "/autoconf", "0", "1");
    sysctl("ipv6/conf/default/forwarding", "1", "0");
    sysctl("ipv6/conf/all/disable_ipv6", "1", "0");
    sysctl("ipv6/conf/all/forwarding", "1", "0");
    sysctl("ipv4/neigh/" + MapFixture.VETH + "/gc_stale_time", "61", "60");
    String forwarding = "/proc/sys/net/ipv6/conf/" + MapFixture.VETH + "/forwarding";
    cells.add(
        new Cell(
            "sysctl ipv6/conf/DEV/forwarding",
            "-",
            "read",
            "",
            () -> Files.read(forwarding),
            Cell.NOTHING));
    for (String file :
        List.of(
            "dev",
            "route",
            "if_inet6",
            "ipv6_route",
            "dev_mcast",
            "igmp",
            "igmp6",
            "fib_trie",
            "fib_triestat",
            "rt6_stats",
            "arp",
            "ptype")) {
      String path = "/proc/thread-self/net/" + file;
      cells.add(
          new Cell("/proc/net/" + file, "-", "read", "", () -> Files.read(path), Cell.NOTHING));
    }
    return cells;
  }

  private void sysfs(String file, String value, String back) {
    String path = fixture.sysfs("class/net/" + MapFixture.PLAIN + "/" + file);
    write("sysfs " + file, path, value, back);
  }

  private void bridge(String file, String value, String back) {
    String path = fixture.sysfs("class/net/" + MapFixture.BRIDGE + "/bridge/" + file);
    write("sysfs bridge/" + file, path, value, back);
  }

  private void port(String file, String value, String back) {
    String path = fixture.sysfs("class/net/" + MapFixture.PORT + "/brport/" + file);
    write("sysfs brport/" + file, path, value, back);
  }

  private void sysctl(String file, String value, String back) {
    write(
        "sysctl " + file.replace("/" + MapFixture.VETH + "/", "/DEV/"),
        "/proc/sys/net/" + file,
        value,
        back);
  }

  private void write(String name, String path, String value, String back) {
    cells.add(
        new Cell(
            name, "-", "write", "", () -> Files.write(path, value), () -> Files.write(path, back)));
  }
}
