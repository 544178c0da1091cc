// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.engine.Operation;
import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.DetachedMount;
import io.rtnlab.libc.InternetSocket;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeTable;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.address.AddressLabel;
import io.rtnlab.netlink.message.address.AnycastAddress;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.link.Xdp;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.Rule;
import io.rtnlab.netlink.message.tc.Action;
import io.rtnlab.netlink.message.tc.Actions;
import io.rtnlab.netlink.message.tc.Chain;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.message.tc.TrafficClass;
import io.rtnlab.netlink.message.tc.action.Gact;
import io.rtnlab.netlink.port.NetlinkPort;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkException;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.GenericFamily;
import io.rtnlab.workloads.base.WorkloadOptions;
import io.rtnlab.workloads.file.SysfsRead;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operation does to the kernel what it says, seen by other means, and takes it back. */
class EffectsTest {
  private static final int ENETUNREACH = 101;

  /** What to look at, with an operation prepared and a session of our own beside it. */
  private interface Look {
    void at(Operation operation, NetlinkSession session) throws Exception;
  }

  @BeforeEach
  void needsNamespaces() {
    InNamespace.needed();
  }

  @Test
  void addressAdd() throws Exception {
    with(
        "address-add",
        (operation, session) -> {
          fires(operation);
          fires(operation);
          assertEquals(List.of("32.0.0.0", "32.0.0.1"), addresses(session));
          takesBack(operation, 2);
          assertEquals(List.of(), addresses(session));
        });
  }

  @Test
  void nextHopAdd() throws Exception {
    with(
        "nexthop-add",
        (operation, session) -> {
          fires(operation);
          fires(operation);
          assertEquals(2, all(session, NextHop.all()).size());
          takesBack(operation, 2);
          assertEquals(0, all(session, NextHop.all()).size());
        });
  }

  @Test
  void linkUpAndDown() throws Exception {
    with(
        "link-up",
        (operation, session) -> {
          fires(operation);
          assertTrue(session.get(Link.named(device("link-up"))).isUp());
          takesBack(operation, 1);
          assertFalse(session.get(Link.named(device("link-up"))).isUp());
        });
  }

  @Test
  void linkCreateAndDelete() throws Exception {
    with(
        "link-create",
        (operation, session) -> {
          fires(operation);
          assertEquals(
              List.of("lo", device("link-create"), device("link-create") + "p"), links(session));
          takesBack(operation, 1);
          assertEquals(List.of("lo"), links(session));
        });
  }

  @Test
  void linkRename() throws Exception {
    with(
        "link-rename",
        (operation, session) -> {
          fires(operation);
          assertTrue(links(session).contains(device("link-rename") + "xa"));
          fires(operation);
          assertTrue(links(session).contains(device("link-rename") + "xb"));
          assertFalse(links(session).contains(device("link-rename") + "xa"));
        });
  }

  @Test
  void linkMove() throws Exception {
    with(
        "link-move",
        (operation, session) -> {
          assertEquals(
              List.of("lo", device("link-move"), device("link-move") + "p"), links(session));
          fires(operation);
          assertEquals(List.of("lo", device("link-move") + "p"), links(session));
          fires(operation);
          assertEquals(
              List.of("lo", device("link-move"), device("link-move") + "p"), links(session));
        });
  }

  @Test
  void linkGet() throws Exception {
    with(
        "link-get",
        (operation, session) -> {
          fires(operation);
          session.delete(Link.named(device("link-get")));
          assertEquals(-19, operation.execute()); // ENODEV
        });
  }

  @Test
  void routeGet() throws Exception {
    with(
        "route-get",
        (operation, session) -> {
          fires(operation);
          session.change(Link.named(device("route-get")).down());
          assertEquals(-ENETUNREACH, operation.execute());
        });
  }

  @Test
  void routeDump() throws Exception {
    with(
        "route-dump",
        (operation, session) -> {
          fires(operation);
          assertEquals(1000, operation.messages());
          int device = session.get(Link.named(device("route-dump"))).index();
          session.delete(Route.to("32.0.0.7").dev(device).table(10_000));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void addressDump() throws Exception {
    with(
        "address-dump",
        (operation, session) -> {
          fires(operation);
          assertEquals(100, operation.messages());
          session.change(Link.named(device("address-dump")).down());
          session.send(
              Request.delete(
                  Address.of(
                      "32.15.255.255/32",
                      session.get(Link.named(device("address-dump"))).index())));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void ioctlMtu() throws Exception {
    with(
        "ioctl-mtu",
        (operation, session) -> {
          fires(operation);
          assertEquals(1400, session.get(Link.named(device("ioctl-mtu"))).mtu());
          fires(operation);
          assertEquals(1500, session.get(Link.named(device("ioctl-mtu"))).mtu());
        });
  }

  @Test
  void ioctlIfconf() throws Exception {
    with(
        "ioctl-ifconf",
        (operation, session) -> {
          fires(operation);
          assertEquals(1, operation.messages());
          session.delete(Link.named(device("ioctl-ifconf")));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void ioctlRoute() throws Exception {
    with(
        "ioctl-route",
        (operation, session) -> {
          fires(operation);
          assertTrue(
              routes().contains(device("ioctl-route") + "\t01000820\t"), EffectsTest::routes);
          takesBack(operation, 1);
          assertFalse(routes().contains(device("ioctl-route")), EffectsTest::routes);
        });
  }

  @Test
  void sysctlForwarding() throws Exception {
    Path forwarding =
        Path.of("/proc/sys/net/ipv6/conf/" + device("sysctl-forwarding") + "/forwarding");
    with(
        "sysctl-forwarding",
        (operation, session) -> {
          fires(operation);
          assertEquals("1", Files.readString(forwarding).strip());
          fires(operation);
          assertEquals("0", Files.readString(forwarding).strip());
        });
  }

  @Test
  void sysfsAlias() throws Exception {
    needsSysfs();
    with(
        "sysfs-alias",
        (operation, session) -> {
          fires(operation);
          assertEquals("1", session.get(Link.named(device("sysfs-alias"))).get(Link.ALIAS, ""));
          fires(operation);
          assertEquals("0", session.get(Link.named(device("sysfs-alias"))).get(Link.ALIAS, ""));
        });
  }

  @Test
  void neighbourAdd() throws Exception {
    with(
        "neighbour-add",
        (operation, session) -> {
          fires(operation);
          fires(operation);
          assertEquals(2, all(session, Neighbour.all(Family.AF_INET)).size());
          takesBack(operation, 2);
          assertEquals(0, all(session, Neighbour.all(Family.AF_INET)).size());
        });
  }

  @Test
  void neighbourDump() throws Exception {
    with(
        "neighbour-dump",
        (operation, session) -> {
          fires(operation);
          assertEquals(100, operation.messages());
          int device = session.get(Link.named(device("neighbour-dump"))).index();
          session.delete(Neighbour.of("32.0.0.7", "02:00:00:00:00:01", device));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void fdbAdd() throws Exception {
    with(
        "fdb-add",
        (operation, session) -> {
          assertEquals(0, added(session, Family.AF_BRIDGE));
          fires(operation);
          fires(operation);
          assertEquals(2, added(session, Family.AF_BRIDGE));
          takesBack(operation, 2);
          assertEquals(0, added(session, Family.AF_BRIDGE));
        });
  }

  @Test
  void ruleAdd() throws Exception {
    with(
        "rule-add",
        (operation, session) -> {
          int before = all(session, Rule.all(Family.AF_INET)).size();
          fires(operation);
          fires(operation);
          assertEquals(before + 2, all(session, Rule.all(Family.AF_INET)).size());
          takesBack(operation, 2);
          assertEquals(before, all(session, Rule.all(Family.AF_INET)).size());
        });
  }

  @Test
  void ruleDump() throws Exception {
    with(
        "rule-dump",
        (operation, session) -> {
          fires(operation);
          session.delete(Rule.lookup(Family.AF_INET, 1).from("32.0.0.7").priority(2000));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void addressLabelAdd() throws Exception {
    with(
        "address-label-add",
        (operation, session) -> {
          int before = all(session, AddressLabel.all()).size();
          fires(operation);
          fires(operation);
          assertEquals(before + 2, all(session, AddressLabel.all()).size());
          takesBack(operation, 2);
          assertEquals(before, all(session, AddressLabel.all()).size());
        });
  }

  @Test
  void qdiscReplace() throws Exception {
    with(
        "qdisc-replace",
        (operation, session) -> {
          fires(operation);
          assertEquals("tbf", session.get(Link.named(device("qdisc-replace"))).get(Link.QDISC, ""));
          fires(operation);
          assertEquals("htb", session.get(Link.named(device("qdisc-replace"))).get(Link.QDISC, ""));
        });
  }

  @Test
  void classDump() throws Exception {
    with(
        "class-dump",
        (operation, session) -> {
          fires(operation);
          assertEquals(100, operation.messages());
          session.delete(Link.named(device("class-dump")));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void filterAdd() throws Exception {
    with(
        "filter-add",
        (operation, session) -> {
          int device = session.get(Link.named(device("filter-add"))).index();
          Filter ingress = Filter.of(device, 0xffff_0000);
          fires(operation);
          assertTrue(all(session, ingress).size() > 0);
          fires(operation);
          takesBack(operation, 2);
          assertEquals(0, all(session, ingress).size());
        });
  }

  @Test
  void filterDump() throws Exception {
    with(
        "filter-dump",
        (operation, session) -> {
          fires(operation);
          assertTrue(operation.messages() >= 100);
          int device = session.get(Link.named(device("filter-dump"))).index();
          session.delete(Qdisc.ingress(device));
          assertFalse(operation.execute() == 0);
        });
  }

  @Test
  void linkEnslave() throws Exception {
    with(
        "link-enslave",
        (operation, session) -> {
          int bridge = session.get(Link.named(device("link-enslave") + "b")).index();
          fires(operation);
          assertEquals(bridge, session.get(Link.named(device("link-enslave"))).master());
          takesBack(operation, 1);
          assertEquals(0, session.get(Link.named(device("link-enslave"))).master());
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "bridge-create",
        "vxlan-create",
        "macvlan-create",
        "dummy-create",
        "ifb-create",
        "vlan-create",
        "ipvlan-create",
        "bond-create",
        "team-create",
        "vrf-create",
        "gre-create",
        "netkit-create",
        "macsec-create",
        "wireguard-create",
        "geneve-create",
        "link-queues",
        "tun-create"
      })
  void linksOfOtherKinds(String name) throws Exception {
    String device = device(name);
    with(
        name,
        (operation, session) -> {
          fires(operation);
          assertTrue(links(session).contains(device));
          takesBack(operation, 1);
          assertFalse(links(session).contains(device));
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"address-delete", "address-delete-ipv6"})
  void addressDelete(String name) throws Exception {
    int family = name.endsWith("6") ? Family.AF_INET6 : Family.AF_INET;
    with(
        name,
        (operation, session) -> {
          assertEquals(1, global(session, family));
          fires(operation);
          assertEquals(0, global(session, family));
          takesBack(operation, 1);
          assertEquals(1, global(session, family));
        });
  }

  @Test
  void addressVeto() throws Exception {
    with(
        "address-veto",
        (operation, session) -> {
          fires(operation);
          assertEquals(1, addresses(session).size());
        });
  }

  @Test
  void twinsAreOfIpv6() throws Exception {
    with(
        "address-add-ipv6",
        (operation, session) -> {
          fires(operation);
          assertEquals("address-delete-ipv6", operation.followUps().getFirst().name());
          assertTrue(
              all(session, Address.all(Family.AF_INET6)).stream()
                  .anyMatch(address -> address.local().toString().startsWith("fd72:746e:6c61")));
        });
    with(
        "route-insert-ipv6",
        (operation, session) -> {
          fires(operation);
          assertTrue(
              Files.readString(Path.of("/proc/thread-self/net/ipv6_route"))
                  .contains(device("route-insert-ipv6")));
          assertFalse(routes().contains(device("route-insert-ipv6")), EffectsTest::routes);
        });
    with(
        "neighbour-add-ipv6",
        (operation, session) -> {
          assertEquals(0, added(session, Family.AF_INET6));
          fires(operation);
          assertEquals(1, added(session, Family.AF_INET6));
        });
    with(
        "rule-add-ipv6",
        (operation, session) -> {
          int before = all(session, Rule.all(Family.AF_INET6)).size();
          fires(operation);
          assertEquals(before + 1, all(session, Rule.all(Family.AF_INET6)).size());
        });
    with(
        "nexthop-add-ipv6",
        (operation, session) -> {
          fires(operation);
          assertEquals(1, all(session, NextHop.all()).size());
          assertEquals(Family.AF_INET6, all(session, NextHop.all()).getFirst().family());
        });
  }

  @Test
  void linkDelete() throws Exception {
    with(
        "link-delete",
        (operation, session) -> {
          assertEquals(3, links(session).size());
          fires(operation);
          assertEquals(List.of("lo"), links(session));
          takesBack(operation, 1);
          assertEquals(3, links(session).size());
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"link-down", "link-down-ipv6"})
  void linkDown(String name) throws Exception {
    int family = name.endsWith("6") ? Family.AF_INET6 : Family.AF_INET;
    with(
        name,
        (operation, session) -> {
          assertEquals(100, all(session, Route.all(family).table(30_000)).size());
          fires(operation);
          assertFalse(session.get(Link.named(device(name))).isUp());
          assertEquals(0, routesOf(session, family));
          takesBack(operation, 1);
          assertEquals(100, routesOf(session, family));
        });
  }

  /** In the table of link-down: a table that has never been used is an error, an empty one too. */
  private static int routesOf(NetlinkSession session, int family) throws IOException {
    try {
      return all(session, Route.all(family).table(30_000)).size();
    } catch (NetlinkException none) {
      return 0;
    }
  }

  @Test
  void linkMtu() throws Exception {
    with(
        "link-mtu",
        (operation, session) -> {
          fires(operation);
          assertEquals(1400, session.get(Link.named(device("link-mtu"))).mtu());
          takesBack(operation, 1);
          assertEquals(1500, session.get(Link.named(device("link-mtu"))).mtu());
        });
  }

  @Test
  void linkGetWithFunctions() throws Exception {
    with(
        "link-get-vf",
        (operation, session) -> {
          fires(operation);
          session.delete(Link.named(device("link-get-vf")));
          assertEquals(-19, operation.execute()); // ENODEV
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"link-dump-vf", "link-dump-skip-stats", "link-dump-name-only"})
  void linkDumps(String name) throws Exception {
    with(
        name,
        (operation, session) -> {
          fires(operation);
          assertEquals(101, operation.messages());
          session.delete(Link.named(device(name) + "a3"));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"bridge-enslave", "bond-enslave"})
  void enslavesAmongMany(String name) throws Exception {
    with(
        name,
        (operation, session) -> {
          int master = session.index(device(name) + "b");
          assertEquals(100, ports(session, master));
          fires(operation);
          assertEquals(101, ports(session, master));
          takesBack(operation, 1);
          assertEquals(100, ports(session, master));
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"bridge-teardown", "bond-teardown"})
  void tearsDownAndRebuilds(String name) throws Exception {
    with(
        name,
        (operation, session) -> {
          assertEquals(100, ports(session, session.index(device(name) + "b")));
          fires(operation);
          assertFalse(links(session).contains(device(name) + "b"));
          takesBack(operation, 1);
          assertEquals(100, ports(session, session.index(device(name) + "b")));
        });
  }

  private static long ports(NetlinkSession session, int master) throws IOException {
    return all(session, Link.all()).stream().filter(link -> link.master() == master).count();
  }

  @Test
  void xdpAttach() throws Exception {
    try {
      with(
          "xdp-attach",
          (operation, session) -> {
            fires(operation);
            assertTrue(programOf(session) > 0);
            takesBack(operation, 1);
            assertEquals(0, programOf(session));
          });
    } catch (SystemCallException refused) {
      assumeTrue(false, "needs bpf: " + refused.getMessage());
    }
  }

  private static int programOf(NetlinkSession session) throws IOException {
    return session
        .get(Link.named(device("xdp-attach")))
        .get(Link.XDP, Xdp.TABLE.empty())
        .get(Xdp.PROG_ID)
        .orElse(0);
  }

  /** A dump that has to show what its own device brought about fails without the device. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "statistics-dump",
        "nexthop-dump",
        "nexthop-dump-ipv6",
        "multicast-dump",
        "anycast-dump",
        "netconf-dump",
        "fdb-dump",
        "qdisc-dump",
        "chain-dump"
      })
  void dumpsOfADevice(String name) throws Exception {
    with(
        name,
        (operation, session) -> {
          fires(operation);
          assertTrue(operation.messages() >= 1);
          session.delete(Link.named(device(name)));
          assertTrue(operation.execute() < 0);
        });
  }

  @Test
  void mdbDump() throws Exception {
    with(
        "mdb-dump",
        (operation, session) -> {
          fires(operation);
          session.delete(Link.named(device("mdb-dump") + "b"));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void addressLabelDump() throws Exception {
    with(
        "address-label-dump",
        (operation, session) -> {
          fires(operation);
          AddressLabel one =
              all(session, AddressLabel.all()).stream()
                  .filter(label -> label.get(AddressLabel.LABEL, 0) == 1000)
                  .findFirst()
                  .orElseThrow();
          session.delete(one);
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"neighbour-table-dump", "nsid-dump"})
  void otherDumps(String name) throws Exception {
    with(
        name,
        (operation, session) -> {
          fires(operation);
          assertTrue(operation.messages() >= 1);
        });
  }

  /** A link gives itself one when its address is found to be unique, whenever that is. */
  @Test
  void anAnycastAddressOfTheLinksOwnDoesNotCount() throws Exception {
    with(
        "anycast-dump",
        (operation, session) -> {
          int index = session.index(device("anycast-dump"));
          session.add(Address.of("fe80::1/64", index).flags(Address.IFA_F_NODAD));
          while (all(session, AnycastAddress.all(Family.AF_INET6)).stream()
                  .filter(anycast -> anycast.dev() == index)
                  .count()
              < 2) {
            Thread.sleep(1); // a worker of the kernel joins it; the test's timeout is the end
          }
          fires(operation);
        });
  }

  @Test
  void actionDump() throws Exception {
    with(
        "action-dump",
        (operation, session) -> {
          fires(operation);
          int first =
              all(session, Actions.ofKind(Gact.KIND)).stream()
                  .flatMap(several -> several.list().stream())
                  .mapToInt(
                      action ->
                          ((Gact) action.kind().orElseThrow())
                              .attributes()
                              .get(Gact.PARMS)
                              .orElseThrow()
                              .index())
                  .min()
                  .orElseThrow();
          session.delete(Actions.of(Action.numbered(Gact.KIND, first)));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void qdiscAdd() throws Exception {
    with(
        "qdisc-add",
        (operation, session) -> {
          Link device = Link.named(device("qdisc-add"));
          String before = session.get(device).get(Link.QDISC, "");
          fires(operation);
          assertEquals("tbf", session.get(device).get(Link.QDISC, ""));
          long sent = session.get(device).statistics().orElseThrow().txPackets();
          while (session.get(device).statistics().orElseThrow().txPackets() == sent) {
            Thread.sleep(1); // until traffic passes the new one; the test's timeout is the end
          }
          takesBack(operation, 1);
          assertEquals(before, session.get(device).get(Link.QDISC, ""));
        });
  }

  @Test
  void classAdd() throws Exception {
    with(
        "class-add",
        (operation, session) -> {
          TrafficClass classes = TrafficClass.of(session.index(device("class-add")));
          fires(operation);
          fires(operation);
          assertEquals(2, all(session, classes).size());
          takesBack(operation, 2);
          assertEquals(0, all(session, classes).size());
        });
  }

  @Test
  void chainAdd() throws Exception {
    with(
        "chain-add",
        (operation, session) -> {
          Chain chains = Chain.of(session.index(device("chain-add")), 0xffff_0000);
          int before = all(session, chains).size();
          fires(operation);
          fires(operation);
          assertEquals(before + 2, all(session, chains).size());
          takesBack(operation, 2);
          assertEquals(before, all(session, chains).size());
        });
  }

  @Test
  void actionAdd() throws Exception {
    with(
        "action-add",
        (operation, session) -> {
          fires(operation);
          assertEquals(1, actions(session));
          takesBack(operation, 1);
          assertEquals(0, actions(session));
        });
  }

  private static long actions(NetlinkSession session) throws IOException {
    return all(session, Actions.ofKind("gact")).stream().mapToLong(a -> a.list().size()).sum();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"bpf-filter-add", "flower-add", "matchall-add"})
  void filtersOfOtherKinds(String name) throws Exception {
    with(
        name,
        (operation, session) -> {
          Filter ingress = Filter.of(session.index(device(name)), 0xffff_0000);
          fires(operation);
          assertTrue(all(session, ingress).size() > 0);
          takesBack(operation, 1);
          assertEquals(0, all(session, ingress).size());
        });
  }

  @Test
  void ioctlAddress() throws Exception {
    with(
        "ioctl-address",
        (operation, session) -> {
          fires(operation);
          List<String> first = addresses(session);
          fires(operation);
          assertEquals(1, addresses(session).size());
          assertFalse(first.equals(addresses(session)));
        });
  }

  @Test
  void ioctlFlags() throws Exception {
    with(
        "ioctl-flags",
        (operation, session) -> {
          fires(operation);
          session.change(Link.named(device("ioctl-flags")).down());
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void ethtoolGet() throws Exception {
    with(
        "ethtool-get",
        (operation, session) -> {
          fires(operation);
          session.change(Link.named(device("ethtool-get") + "p").down());
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void ethtoolNetlinkGet() throws Exception {
    with(
        "ethtool-netlink-get",
        (operation, session) -> {
          fires(operation);
          session.delete(Link.named(device("ethtool-netlink-get")));
          assertEquals(-Errno.ENODEV, operation.execute());
        });
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"ethtool-set", "ethtool-netlink-set"})
  void ethtoolSet(String name) throws Exception {
    with(
        name,
        (operation, session) -> {
          assertEquals(1, offload(name));
          fires(operation);
          assertEquals(0, offload(name));
          fires(operation);
          assertEquals(1, offload(name));
        });
  }

  /** {@code ETHTOOL_GGSO} of the link that an operation works on. */
  private static int offload(String operation) throws IOException {
    try (Arena memory = Arena.ofConfined();
        Descriptor socket = InternetSocket.open()) {
      MemorySegment value = memory.allocate(8, 8);
      value.set(ValueLayout.JAVA_INT, 0, 0x23);
      MemorySegment ifreq = memory.allocate(40, 8);
      ifreq.setString(0, device(operation));
      ifreq.set(ValueLayout.JAVA_LONG, 16, value.address());
      assertEquals(0, socket.ioctl(0x8946, ifreq));
      return value.get(ValueLayout.JAVA_INT, 4);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "sysfs-speed, 10000",
    "sysfs-operstate, up",
    "sysfs-carrier, 1",
    "sysfs-phys-port-name, ''"
  })
  void sysfsRead(String name, String expected) throws Exception {
    needsSysfs();
    with(
        name,
        (operation, session) -> {
          fires(operation);
          assertEquals(expected, ((SysfsRead) operation).text());
        });
  }

  @Test
  void sysfsMtu() throws Exception {
    needsSysfs();
    with(
        "sysfs-mtu",
        (operation, session) -> {
          fires(operation);
          assertEquals(1400, session.get(Link.named(device("sysfs-mtu"))).mtu());
          fires(operation);
          assertEquals(1500, session.get(Link.named(device("sysfs-mtu"))).mtu());
        });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "sysctl-forwarding-ipv4, ipv4, forwarding, 1, 0",
    "sysctl-disable-ipv6, ipv6, disable_ipv6, 1, 0",
    "sysctl-proxy-ndp, ipv6, proxy_ndp, 1, 0",
    "sysctl-addr-gen-mode, ipv6, addr_gen_mode, 0, 1",
    "sysctl-ignore-routes, ipv6, ignore_routes_with_linkdown, 1, 0"
  })
  void sysctls(String name, String family, String setting, String first, String second)
      throws Exception {
    Path file = Path.of("/proc/sys/net/%s/conf/%s/%s".formatted(family, device(name), setting));
    with(
        name,
        (operation, session) -> {
          fires(operation);
          assertEquals(first, Files.readString(file).strip());
          fires(operation);
          assertEquals(second, Files.readString(file).strip());
        });
  }

  /** A new link here whose other end is in a namespace of its own, until that is dropped. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"pod-move", "pod-create", "netns-storm"})
  void pods(String name) throws Exception {
    with(
        name,
        (operation, session) -> {
          fires(operation);
          List<Link> here =
              all(session, Link.all()).stream().filter(link -> !link.name().equals("lo")).toList();
          assertEquals(1, here.size());
          assertTrue(here.getFirst().has(Link.LINK_NAMESPACE_ID));
          for (Operation.FollowUp followUp : operation.followUps()) {
            while (followUp.pending()) {
              assertEquals(0, followUp.execute());
            }
          }
          assertEquals(List.of("lo"), links(session));
        });
  }

  @Test
  void moduleUnload() throws Exception {
    Path module = Path.of("/sys/module/ip_gre");
    with(
        "module-unload",
        (operation, session) -> {
          assertEquals(100, tunnels(session));
          fires(operation);
          assertEquals(0, tunnels(session));
          assertFalse(Files.exists(module));
          takesBack(operation, 1);
          assertEquals(100, tunnels(session));
          assertTrue(Files.exists(module));
        });
  }

  private static long tunnels(NetlinkSession session) throws IOException {
    String name = device("module-unload") + "t";
    return links(session).stream().filter(link -> link.startsWith(name)).count();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"netdevsim-dump-vf, -74", "netdevsim-dump, 0"}) // 74 is EBADMSG
  void virtualFunctions(String name, int withoutThem) throws Exception {
    with(
        name,
        (operation, session) -> {
          fires(operation);
          Path functions = simulated().getFirst().resolve("sriov_numvfs");
          assertEquals("100", Files.readString(functions).strip());
          Files.writeString(functions, "0");
          assertEquals(withoutThem, operation.execute());
        });
    assertEquals(List.of(), simulated());
  }

  private static List<Path> simulated() throws IOException {
    try (Stream<Path> devices = Files.list(Path.of("/sys/bus/netdevsim/devices"))) {
      return devices.toList();
    }
  }

  @Test
  void wirelessScan() throws Exception {
    with(
        "wireless-scan",
        (operation, session) -> {
          GenericFamily family = GenericFamily.named("nl80211", InNamespace.BRIDGE);
          try (Arena memory = Arena.ofConfined();
              NetlinkPort port = InNamespace.BRIDGE.open(GenericFamily.OPTIONS)) {
            assertEquals(0, port.join(family.group("scan")));
            fires(operation);
            takesBack(operation, 1);
            MemorySegment event = memory.allocate(1 << 14, 8);
            assertTrue(port.receiveNow(event) > 0);
            assertEquals(33, event.get(ValueLayout.JAVA_BYTE, 16)); // NL80211_CMD_TRIGGER_SCAN
            assertTrue(port.receiveNow(event) > 0);
            assertEquals(34, event.get(ValueLayout.JAVA_BYTE, 16)); // NL80211_CMD_NEW_SCAN_RESULTS
          }
        });
  }

  @Test
  void wirelessType() throws Exception {
    with(
        "wireless-type",
        (operation, session) -> {
          int index = session.index("wlan0");
          assertEquals(2, wirelessType(index)); // NL80211_IFTYPE_STATION
          fires(operation);
          assertEquals(1, wirelessType(index)); // NL80211_IFTYPE_ADHOC
          fires(operation);
          assertEquals(2, wirelessType(index));
        });
  }

  private static int wirelessType(int index) throws IOException {
    AttributeTable table = new AttributeTable("nl80211-attrs", "NL80211_ATTR_");
    Attribute<Integer> link = table.u32(3, "NL80211_ATTR_IFINDEX");
    Attribute<Integer> type = table.u32(5, "NL80211_ATTR_IFTYPE");
    GenericFamily family = GenericFamily.named("nl80211", InNamespace.BRIDGE);
    try (NetlinkSession session = NetlinkSession.open(InNamespace.BRIDGE, GenericFamily.OPTIONS)) {
      return family
          .call(session, 5, table.empty().with(link, index)) // NL80211_CMD_GET_INTERFACE
          .getFirst()
          .attributes(table, GenericFamily.HEADER_BYTES)
          .get(type)
          .orElseThrow();
    }
  }

  @Test
  void wirelessVeto() throws Exception {
    with(
        "wireless-veto",
        (operation, session) -> {
          fires(operation);
          assertFalse(session.get(Link.named("wlan0")).isUp());
          try (DetachedMount sysfs = DetachedMount.open("sysfs");
              DirectoryStream<Path> switches =
                  Files.newDirectoryStream(sysfs.resolve("class/net/wlan0/phy80211"), "rfkill*")) {
            for (Path each : switches) {
              Files.writeString(each.resolve("soft"), "0");
            }
          }
          assertEquals(-Errno.EBADMSG, operation.execute());
          assertTrue(session.get(Link.named("wlan0")).isUp());
        });
  }

  @Test
  void linkQueuesInReclaim() throws Exception {
    Path group = Path.of("/sys/fs/cgroup/rtnlab-memory-" + ProcessHandle.current().pid());
    with(
        "link-queues-reclaim",
        (operation, session) -> {
          assertEquals(0, high(group));
          fires(operation);
          Link made = session.get(Link.named(device("link-queues-reclaim")));
          assertEquals(4096, made.get(Link.TX_QUEUES, 0));
          assertTrue(high(group) > 0);
          takesBack(operation, 1);
          assertFalse(links(session).contains(made.name()));
        });
    assertFalse(Files.exists(group));
  }

  /** How often the group was over its {@code memory.high}. */
  private static int high(Path group) throws IOException {
    return Files.readAllLines(group.resolve("memory.events")).stream()
        .filter(line -> line.startsWith("high "))
        .mapToInt(line -> Integer.parseInt(line.substring("high ".length())))
        .sum();
  }

  static void needsSysfs() {
    try {
      DetachedMount.open("sysfs").close();
    } catch (IOException refused) {
      assumeTrue(false, "needs root: a sysfs of one's own: " + refused.getMessage());
    }
  }

  private static void with(String name, Look look) throws IOException {
    InNamespace.needed(name);
    InNamespace.run(
        () -> {
          try (Operation operation = InNamespace.operation(name, WorkloadOptions.DEFAULT);
              NetlinkSession session = InNamespace.session()) {
            operation.prepare();
            look.at(operation, session);
          }
          return true;
        });
  }

  private static String device(String operation) {
    return InNamespace.device(operation);
  }

  private static void fires(Operation operation) {
    assertEquals(0, operation.execute());
    assertTrue(operation.systemCallNs() > 0);
  }

  private static void takesBack(Operation operation, int times) {
    Operation.FollowUp undo = operation.followUps().getFirst();
    for (int i = 0; i < times; i++) {
      assertTrue(undo.pending());
      assertEquals(0, undo.execute());
    }
    assertFalse(undo.pending());
  }

  private static List<String> links(NetlinkSession session) throws IOException {
    return all(session, Link.all()).stream().map(Link::name).sorted().toList();
  }

  /** Neighbours whose link address is of the operations' own range; groups come at any time. */
  private static long added(NetlinkSession session, int family) throws IOException {
    return all(session, Neighbour.all(family)).stream()
        .filter(
            neighbour ->
                neighbour
                    .linkAddress()
                    .map(Object::toString)
                    .orElse("")
                    .matches("02:0[01]:00:00:.*"))
        .filter(neighbour -> (neighbour.state() & Neighbour.NUD_PERMANENT) != 0)
        .count();
  }

  /** Addresses without those that a link gives itself, at a time of its own. */
  private static long global(NetlinkSession session, int family) throws IOException {
    return all(session, Address.all(family)).stream()
        .filter(address -> address.scope() == Route.RT_SCOPE_UNIVERSE)
        .count();
  }

  private static List<String> addresses(NetlinkSession session) throws IOException {
    return all(session, Address.all(Family.AF_INET)).stream()
        .map(address -> address.local().toString())
        .sorted()
        .toList();
  }

  private static <T extends KernelObject<T>> List<T> all(NetlinkSession session, T filter)
      throws IOException {
    return session.dump(filter).toList();
  }

  private static String routes() {
    try {
      return Files.readString(Path.of("/proc/thread-self/net/route"));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
