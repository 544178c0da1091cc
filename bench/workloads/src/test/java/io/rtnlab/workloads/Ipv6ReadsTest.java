// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.engine.Operation;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Rule;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reads IPv6 objects reads those that are there: it fails once they are gone. */
class Ipv6ReadsTest {
  private static final int ENETUNREACH = 101;

  private interface Change {
    void make(NetlinkSession session) throws Exception;
  }

  @BeforeEach
  void needsNamespaces() {
    InNamespace.needed();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"address-dump-ipv6", "neighbour-dump-ipv6", "route-dump-ipv6"})
  void aDumpMissesWhatWentWithItsLink(String name) throws Exception {
    afterwards(
        name, session -> session.delete(Link.named(InNamespace.device(name))), -Errno.EBADMSG);
  }

  @Test
  void aDumpOfRulesMissesOne() throws Exception {
    afterwards(
        "rule-dump-ipv6",
        session -> {
          List<Rule> rules = session.dump(Rule.all(Family.AF_INET6)).toList();
          session.delete(
              rules.stream()
                  .filter(rule -> rule.sourceLength() != 0)
                  .findFirst()
                  .orElseThrow(() -> new AssertionError("no rule of its own in " + rules)));
        },
        -Errno.EBADMSG);
  }

  @Test
  void aRouteEndsWithItsLink() throws Exception {
    afterwards(
        "route-get-ipv6",
        session -> session.change(Link.named(InNamespace.device("route-get-ipv6")).down()),
        -ENETUNREACH);
  }

  private static void afterwards(String name, Change change, int expected) throws Exception {
    InNamespace.needed(name);
    InNamespace.run(
        () -> {
          try (Operation operation = InNamespace.operation(name, WorkloadOptions.DEFAULT);
              NetlinkSession session = InNamespace.session()) {
            operation.prepare();
            assertEquals(0, operation.execute());
            change.make(session);
            assertEquals(expected, operation.execute());
          }
          return true;
        });
  }
}
