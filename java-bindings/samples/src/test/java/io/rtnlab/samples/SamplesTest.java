// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.libc.Needs;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.port.NetNamespace;
import io.rtnlab.netlink.session.Mirror;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each sample runs in a namespace of its own and prints what it promises. */
@Timeout(60)
class SamplesTest {
  private final PrintStream ordinaryOut = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private NetworkNamespace namespace;

  /** A sample's {@code main}. */
  private interface Sample {
    void run() throws IOException;
  }

  @BeforeEach
  void makeNamespace() throws IOException {
    Needs.netns();
    namespace = NetworkNamespace.create();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void dropNamespace() {
    System.setOut(ordinaryOut);
    if (namespace != null) {
      namespace.close();
    }
  }

  private void run(Sample sample) throws IOException {
    namespace.run(
        () -> {
          sample.run();
          return true;
        });
  }

  private void printed(String... parts) {
    String text = text();
    for (String part : parts) {
      assertTrue(text.contains(part), () -> part + " is not in:\n" + text);
    }
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void listLinks() throws IOException {
    run(Sample01ListLinks::main);
    printed("1: lo <LOOPBACK>", "lo is down, mtu 65536");
  }

  @Test
  void addressAndRoute() throws IOException {
    run(Sample02AddressAndRoute::main);
    printed("192.0.2.9 goes unicast 192.0.2.9", "via 10.0.0.2", "src 10.0.0.1");
  }

  @Test
  void refusals() throws IOException {
    run(Sample03Refusals::main);
    printed(
        "errno:     ENETUNREACH", "kernel:    Nexthop has invalid gateway", "a is there already");
  }

  @Test
  void addManyRoutes() throws IOException {
    run(() -> Sample04AddManyRoutes.main("2500"));
    printed("2500 routes in ");
    assertEquals(1, text().lines().count(), "a route was refused");
  }

  @Test
  void pipeline() throws IOException {
    run(Sample05Pipeline::main);
    printed("100 sent, 1 failed:", "number 42: add link x7", "EEXIST");
  }

  @Test
  void watchRoutes() throws Exception {
    FutureTask<Void> watching =
        new FutureTask<>(
            () -> {
              run(() -> Sample06WatchRoutes.main("2"));
              return null;
            });
    Thread.ofPlatform().start(watching);
    while (!text().contains("listening")) {
      Thread.sleep(1);
    }
    try (NetlinkSession session = namespace.run(NetlinkSession::open)) {
      session.add(Link.veth("a", "b"));
    }
    watching.get(20, TimeUnit.SECONDS);
    printed("link 2: b <", "link 3: a <");
  }

  @Test
  void followRoutes() throws IOException {
    run(Sample07FollowRoutes::main);
    printed("0 routes at first", "unicast 192.0.2.0/24 dev ");
  }

  @Test
  void moveLink() throws IOException {
    run(Sample08MoveLink::main);
    printed("here:  ", "host0 <", "there: ", "eth0 <BROADCAST,MULTICAST,UP,");
  }

  @Test
  void shapeTraffic() throws IOException {
    run(Sample09ShapeTraffic::main);
    printed("qdisc 1: parent root kind htb", "class 1:10 ", "kind u32");
  }

  @Test
  void millionRoutesButFewer() throws IOException {
    run(() -> Sample10MillionRoutes.main("20001"));
    printed("20,001 routes read", "each of them once", "unchanged meanwhile");
    assertFalse(text().contains("NOT"), this::text);
  }

  @Test
  void aContainerIsConnected() throws IOException {
    try (NetworkNamespace container = NetworkNamespace.create()) {
      String path = container.file().path();
      for (int i = 0; i < 2; i++) { // what was undone can be done again
        run(() -> Sample11ContainerNetwork.main("add", path, "eth0", "10.88.0.2/24", "10.88.0.1"));
        try (NetlinkSession there = NetlinkSession.open(NetNamespace.at(path))) {
          assertTrue(there.get(Link.named("eth0")).isUp());
          assertTrue(there.exists(Route.to("0.0.0.0/0").via("10.88.0.1")));
        }
        run(() -> Sample11ContainerNetwork.main("del", path, "eth0"));
        run(() -> Sample11ContainerNetwork.main("del", path, "eth0"));
        try (NetlinkSession there = NetlinkSession.open(NetNamespace.at(path))) {
          assertFalse(there.exists(Link.named("eth0")));
        }
      }
      printed("eth0 has 10.88.0.2/24 via 10.88.0.1");
    }
  }

  @Test
  void aContainerThatCannotBeConnectedIsLeftAsItWas() throws IOException {
    try (NetworkNamespace container = NetworkNamespace.create()) {
      String path = container.file().path();
      assertThrows(
          IOException.class,
          () ->
              run(
                  () ->
                      Sample11ContainerNetwork.main(
                          "add", path, "eth0", "10.88.0.2/24", "192.0.2.1")));
      run(
          () -> {
            try (NetlinkSession here = NetlinkSession.open()) {
              assertEquals(1, here.dump(Link.all()).toList().size()); // lo
            }
          });
    }
  }

  @Test
  void routesAreMonitored() throws IOException {
    run(
        () -> {
          try (Mirror<Route> routes = Mirror.open(Route.all(Family.AF_INET));
              NetlinkSession session = NetlinkSession.open()) {
            session.add(Link.veth("v0", "v1").up());
            int dev = session.index("v0");
            session.add(Address.of("192.0.2.1/24", dev));
            session.add(Route.to("198.51.100.0/24").via("192.0.2.2"));
            session.replace(Route.to("198.51.100.0/24").via("192.0.2.3"));
            session.change(Link.index(dev).down());
            Sample12RouteMonitor.follow(routes, Duration.ofMillis(500));
          }
        });
    printed("dumped again:");
    assertFalse(text().isEmpty());
  }

  @Test
  void linksAreWatched() throws IOException {
    run(
        () -> {
          try {
            Sample13LinkTop.main("1");
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        });
    printed("LINK", "lo ");
  }

  @Test
  void genericNetlinkIsSpoken() throws IOException {
    run(() -> Sample14GenericNetlink.main("lo"));
    printed("family 16 nlctrl");
    assertTrue(text().contains("lo has ") || text().contains("ethtool: "), this::text);
  }
}
