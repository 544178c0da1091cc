package io.rtnlab.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.engine.Operation;
import io.rtnlab.libc.DetachedMount;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.address.AddressLabel;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.neighbour.Neighbour;
import io.rtnlab.netlink.message.route.NextHop;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.message.route.Rule;
import io.rtnlab.netlink.message.tc.Filter;
import io.rtnlab.netlink.message.tc.Qdisc;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
          assertTrue(session.get(Link.named("rtn-u0")).isUp());
          takesBack(operation, 1);
          assertFalse(session.get(Link.named("rtn-u0")).isUp());
        });
  }

  @Test
  void linkCreateAndDelete() throws Exception {
    with(
        "link-create",
        (operation, session) -> {
          fires(operation);
          assertEquals(List.of("lo", "rtn-V0", "rtn-V0p"), links(session));
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
          assertTrue(links(session).contains("rtn-x0a"));
          fires(operation);
          assertTrue(links(session).contains("rtn-x0b"));
          assertFalse(links(session).contains("rtn-x0a"));
        });
  }

  @Test
  void linkMove() throws Exception {
    with(
        "link-move",
        (operation, session) -> {
          assertEquals(List.of("lo", "rtn-m0", "rtn-m0p"), links(session));
          fires(operation);
          assertEquals(List.of("lo", "rtn-m0p"), links(session));
          fires(operation);
          assertEquals(List.of("lo", "rtn-m0", "rtn-m0p"), links(session));
        });
  }

  @Test
  void linkGet() throws Exception {
    with(
        "link-get",
        (operation, session) -> {
          fires(operation);
          session.delete(Link.named("rtn-g0"));
          assertEquals(-19, operation.execute()); // ENODEV
        });
  }

  @Test
  void routeGet() throws Exception {
    with(
        "route-get",
        (operation, session) -> {
          fires(operation);
          session.change(Link.named("rtn-q0").down());
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
          int device = session.get(Link.named("rtn-d0")).index();
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
          session.change(Link.named("rtn-e0").down());
          session.send(
              Request.delete(
                  Address.of("32.15.255.255/32", session.get(Link.named("rtn-e0")).index())));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void ioctlMtu() throws Exception {
    with(
        "ioctl-mtu",
        (operation, session) -> {
          fires(operation);
          assertEquals(1400, session.get(Link.named("rtn-t0")).mtu());
          fires(operation);
          assertEquals(1500, session.get(Link.named("rtn-t0")).mtu());
        });
  }

  @Test
  void ioctlIfconf() throws Exception {
    with(
        "ioctl-ifconf",
        (operation, session) -> {
          fires(operation);
          assertEquals(1, operation.messages());
          session.delete(Link.named("rtn-i0"));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void ioctlRoute() throws Exception {
    with(
        "ioctl-route",
        (operation, session) -> {
          fires(operation);
          assertTrue(routes().contains("rtn-l0\t01000820\t"), EffectsTest::routes);
          takesBack(operation, 1);
          assertFalse(routes().contains("rtn-l0"), EffectsTest::routes);
        });
  }

  @Test
  void sysctlForwarding() throws Exception {
    Path forwarding = Path.of("/proc/sys/net/ipv6/conf/rtn-s0/forwarding");
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
          assertEquals("1", session.get(Link.named("rtn-f0")).get(Link.ALIAS, ""));
          fires(operation);
          assertEquals("0", session.get(Link.named("rtn-f0")).get(Link.ALIAS, ""));
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
          int device = session.get(Link.named("rtn-v0")).index();
          session.delete(Neighbour.of("32.0.0.7", "02:00:00:00:00:01", device));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void fdbAdd() throws Exception {
    with(
        "fdb-add",
        (operation, session) -> {
          int before = all(session, Neighbour.all(Family.AF_BRIDGE)).size();
          fires(operation);
          fires(operation);
          assertEquals(before + 2, all(session, Neighbour.all(Family.AF_BRIDGE)).size());
          takesBack(operation, 2);
          assertEquals(before, all(session, Neighbour.all(Family.AF_BRIDGE)).size());
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
          assertEquals("tbf", session.get(Link.named("rtn-k0")).get(Link.QDISC, ""));
          fires(operation);
          assertEquals("htb", session.get(Link.named("rtn-k0")).get(Link.QDISC, ""));
        });
  }

  @Test
  void classDump() throws Exception {
    with(
        "class-dump",
        (operation, session) -> {
          fires(operation);
          assertEquals(100, operation.messages());
          session.delete(Link.named("rtn-y0"));
          assertEquals(-Errno.EBADMSG, operation.execute());
        });
  }

  @Test
  void filterAdd() throws Exception {
    with(
        "filter-add",
        (operation, session) -> {
          int device = session.get(Link.named("rtn-j0")).index();
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
          int device = session.get(Link.named("rtn-z0")).index();
          session.delete(Qdisc.ingress(device));
          assertFalse(operation.execute() == 0);
        });
  }

  @Test
  void linkEnslave() throws Exception {
    with(
        "link-enslave",
        (operation, session) -> {
          int bridge = session.get(Link.named("rtn-o0b")).index();
          fires(operation);
          assertEquals(bridge, session.get(Link.named("rtn-o0")).master());
          takesBack(operation, 1);
          assertEquals(0, session.get(Link.named("rtn-o0")).master());
        });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"bridge-create, rtn-B0", "vxlan-create, rtn-V0", "macvlan-create, rtn-M0"})
  void linksOfOtherKinds(String name, String device) throws Exception {
    with(
        name,
        (operation, session) -> {
          fires(operation);
          assertTrue(links(session).contains(device));
          takesBack(operation, 1);
          assertFalse(links(session).contains(device));
        });
  }

  static void needsSysfs() {
    try {
      DetachedMount.open("sysfs").close();
    } catch (IOException refused) {
      assumeTrue(false, "needs root: a sysfs of one's own: " + refused.getMessage());
    }
  }

  private static void with(String name, Look look) throws IOException {
    InNamespace.run(
        () -> {
          try (Operation operation =
                  Catalogue.named(name).make().apply(InNamespace.site(WorkloadOptions.DEFAULT));
              NetlinkSession session = InNamespace.session()) {
            operation.prepare();
            look.at(operation, session);
          }
          return true;
        });
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
