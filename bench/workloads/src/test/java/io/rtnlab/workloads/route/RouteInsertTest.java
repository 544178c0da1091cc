// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.engine.Operation;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.InNamespace;
import io.rtnlab.workloads.base.IpFamily;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteInsertTest {
  @BeforeEach
  void needsNamespaces() {
    InNamespace.needed();
  }

  @ParameterizedTest(name = "{0}, {1} per send, ACK each: {2}, next hop id: {3}, {4} requests each")
  @CsvSource({
    "IPV4, 1, false, false, 10",
    "IPV4, 64, false, false, 10",
    "IPV4, 300, true, false, 4",
    "IPV4, 64, false, true, 10",
    "IPV6, 1, true, false, 10",
    "IPV6, 64, false, true, 10",
    "IPV6, 1024, false, false, 3"
  })
  void insertsWhatItSaysAndTakesAllOfItBack(
      IpFamily family, int batch, boolean acknowledgeEach, boolean nextHopId, int requests)
      throws Exception {
    WorkloadOptions options =
        WorkloadOptions.DEFAULT
            .withFamily(family)
            .withBatch(batch)
            .withAcknowledgeEach(acknowledgeEach)
            .withNextHopId(nextHopId);
    InNamespace.Ran ran = InNamespace.fire("route-insert", 2L * requests, 2, false, options);
    assertEquals(2L * requests * batch, ran.of("route-insert").measured().messages());
    assertEquals(Map.of(), ran.of("route-insert").measured().errors());
    assertEquals(Map.of(), ran.of("route-delete").measured().errors());
    assertEquals(Map.of(), ran.of("route-delete").cleanUp().errors());
    assertEquals(4, ran.checks().size());
    for (RouteCheck check : ran.checks()) {
      assertTrue(check.agrees(), check::toString);
      long kept = Math.min((long) requests, WorkloadOptions.DEFAULT.liveRoutes() / batch) * batch;
      assertEquals(check.atPeak() ? kept : 0, check.counted(), check::toString);
    }
  }

  @Test
  void keepsNoMoreRoutesThanItShould() throws Exception {
    WorkloadOptions options = WorkloadOptions.DEFAULT.withLiveRoutes(100);
    InNamespace.Ran ran = InNamespace.fire("route-insert", 1000, 1, false, options);
    assertEquals(900, ran.of("route-delete").measured().requests());
    assertEquals(100, ran.of("route-delete").cleanUp().requests());
    assertEquals(100, ran.checks().getFirst().counted());
  }

  @Test
  void workersThatShareANamespaceDoNotCollide() throws Exception {
    InNamespace.Ran ran = InNamespace.fire("route-insert", 300, 3, true, WorkloadOptions.DEFAULT);
    assertEquals(Map.of(), ran.of("route-insert").measured().errors());
    ran.checks().forEach(check -> assertTrue(check.agrees(), check::toString));
    assertEquals(
        300, ran.checks().stream().filter(RouteCheck::atPeak).mapToLong(RouteCheck::counted).sum());
  }

  @Test
  void whatTheKernelRefusesIsAnErrorAndNotBelieved() throws Exception {
    InNamespace.run(
        () -> {
          WorkloadOptions options = WorkloadOptions.DEFAULT.withBatch(10);
          try (RouteInsert operation = new RouteInsert(InNamespace.site("route-insert", options));
              NetlinkSession session = InNamespace.session()) {
            operation.prepare();
            int device = session.get(Link.named(InNamespace.device("route-insert"))).index();
            session.send(Request.add(Route.to("32.0.0.14").dev(device)));
            assertEquals(0, operation.execute());
            assertEquals(-Errno.EEXIST, operation.execute());
            assertEquals(19, operation.ackedRoutes());
            assertEquals(20, operation.countedRoutes());
            Operation.FollowUp delete = operation.followUps().getFirst();
            assertEquals(0, delete.execute());
            assertEquals(0, delete.execute());
            assertEquals(0, operation.ackedRoutes());
            assertEquals(0, operation.countedRoutes());
          }
          return true;
        });
  }

  @Test
  void aRouteThatVanishedIsAnErrorOfTheDelete() throws Exception {
    InNamespace.run(
        () -> {
          WorkloadOptions options = WorkloadOptions.DEFAULT.withBatch(10);
          try (RouteInsert operation = new RouteInsert(InNamespace.site("route-insert", options));
              NetlinkSession session = InNamespace.session()) {
            operation.prepare();
            assertEquals(0, operation.execute());
            int device = session.get(Link.named(InNamespace.device("route-insert"))).index();
            session.delete(Route.to("32.0.0.3").dev(device));
            assertEquals(10, operation.ackedRoutes());
            assertEquals(9, operation.countedRoutes());
            assertEquals(-Errno.ESRCH, operation.followUps().getFirst().execute());
          }
          return true;
        });
  }

  @Test
  void timeInSystemCallsIsPartOfTheRequest() throws Exception {
    InNamespace.Ran ran = InNamespace.fire("route-insert", 100, 1, false, WorkloadOptions.DEFAULT);
    long systemCallNs = ran.of("route-insert").measured().systemCallNs();
    assertTrue(systemCallNs > 0);
    assertTrue(systemCallNs <= ran.of("route-insert").measured().totalNs());
  }
}
