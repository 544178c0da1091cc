// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RouteBlockTest {
  private final RouteBlock second4 = new RouteBlock(IpFamily.IPV4, 1);
  private final RouteBlock second6 = new RouteBlock(IpFamily.IPV6, 1);

  @Test
  void blocksLieSideBySide() {
    RouteBlock first = new RouteBlock(IpFamily.IPV4, 0);
    assertEquals("32.0.0.0", first.prefix(0).toString());
    assertEquals("32.15.255.255", first.prefix(RouteBlock.SIZE - 1).toString());
    assertEquals("32.16.0.0", second4.prefix(0).toString());
    assertEquals("95.255.255.255", new RouteBlock(IpFamily.IPV4, 1023).prefix(0xfffff).toString());
    assertEquals("fd72:746e:6c61:1::f:ffff", second6.prefix(0xfffff).toString());
  }

  @Test
  void prefixesAreUsedInTurn() {
    assertEquals(7, RouteBlock.slot(RouteBlock.SIZE * 3L + 7));
  }

  // Lines of /proc/net/route and /proc/net/ipv6_route, without the padding at their ends, of 6.18:
  // unshare -n sh -c 'ip link add veth0 type veth peer name veth1
  //   ip link set veth0 up; ip link set veth1 up
  //   ip route add 32.16.0.5 dev veth0; ip route add 32.32.0.5 dev veth0
  //   ip -6 route add fd72:746e:6c61:1::5 dev veth0; ip -6 route add fd72:746e:6c61:2::5 dev veth0
  //   cat /proc/self/net/route /proc/self/net/ipv6_route'
  private static final String IPV4_LINE =
      "veth0\t05001020\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0";
  private static final String IPV4_LINE_OF_THIRD =
      "veth0\t05002020\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0";
  private static final String IPV6_LINE =
      "fd72746e6c6100010000000000000005 80 00000000000000000000000000000000 00"
          + " 00000000000000000000000000000000 00000400 00000002 00000000 00000001    veth0";
  private static final String IPV6_LINE_OF_THIRD =
      "fd72746e6c6100020000000000000005 80 00000000000000000000000000000000 00"
          + " 00000000000000000000000000000000 00000400 00000001 00000000 00000001    veth0";

  @Test
  void knowsItsOwnInTheKernelsLists() {
    assertTrue(second4.isIn(IPV4_LINE));
    assertFalse(second4.isIn(IPV4_LINE_OF_THIRD));
    assertTrue(second6.isIn(IPV6_LINE));
    assertFalse(second6.isIn(IPV6_LINE_OF_THIRD));
  }

  @Test
  void knowsTheDevice() {
    assertTrue(second4.isOver("veth0", IPV4_LINE));
    assertFalse(second4.isOver("veth", IPV4_LINE));
    assertTrue(second6.isOver("veth0", IPV6_LINE));
    assertFalse(second6.isOver("eth0", IPV6_LINE));
  }
}
