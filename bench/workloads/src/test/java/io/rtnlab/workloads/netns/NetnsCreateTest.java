// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.netns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.engine.LabelResult;
import io.rtnlab.engine.Operation;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.InNamespace;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetnsCreateTest {
  private static final WorkloadOptions ONE_IN_FOUR = WorkloadOptions.DEFAULT.withTeardownEvery(4);

  @BeforeEach
  void needsNamespaces() {
    InNamespace.needed();
  }

  @Test
  void everyWatchedNamespaceIsSeenToEnd() throws Exception {
    InNamespace.Ran ran = InNamespace.fire("netns-create", 40, 2, false, ONE_IN_FOUR);
    assertEquals(Map.of(), ran.of("netns-create").measured().errors());
    assertEquals(Map.of(), ran.of("veth-create").measured().errors());
    assertEquals(10, ran.of("veth-create").measured().requests());
    LabelResult teardown = ran.of("netns-teardown");
    assertEquals(LabelResult.Kind.OBSERVATION, teardown.kind());
    assertEquals(10, teardown.measured().requests());
    assertEquals(Map.of(), teardown.measured().errors());
  }

  @Test
  void alsoWhereWorkersShareANamespace() throws Exception {
    InNamespace.Ran ran = InNamespace.fire("netns-create", 24, 3, true, ONE_IN_FOUR);
    assertEquals(6, ran.of("netns-teardown").measured().requests());
    assertEquals(Map.of(), ran.of("netns-teardown").measured().errors());
  }

  @Test
  void theThreadComesBackAndNothingStays() throws Exception {
    InNamespace.run(
        () -> {
          long before = here();
          NetnsCreate operation = new NetnsCreate(InNamespace.site("netns-create", ONE_IN_FOUR));
          operation.prepare();
          for (int request = 0; request < 9; request++) {
            assertEquals(0, operation.execute());
            assertEquals(before, here());
            for (Operation.FollowUp followUp : operation.followUps()) {
              if (followUp.due()) {
                assertEquals(0, followUp.execute());
              }
            }
          }
          operation.close();
          assertEquals(List.of("lo"), links());
          assertEquals(before, here());
          return true;
        });
  }

  @Test
  void dyingNamespacesDoNotPileUp() throws Exception {
    InNamespace.run(
        () -> {
          NetnsCreate operation =
              new NetnsCreate(
                  InNamespace.site("netns-create", WorkloadOptions.DEFAULT.withTeardownEvery(1)));
          operation.prepare();
          Operation.FollowUp veth = operation.followUps().get(0);
          Operation.FollowUp backlog = operation.followUps().get(1);
          int most = 0;
          for (int request = 0; request < 30; request++) {
            operation.execute();
            veth.execute();
            if (backlog.due()) {
              assertEquals(0, backlog.execute());
            }
            most = Math.max(most, operation.dying());
          }
          operation.close();
          assertTrue(most < 4, "dying at once: " + most);
          assertEquals(0, operation.dying());
          return true;
        });
  }

  private static long here() throws IOException {
    try (NetworkNamespace namespace = NetworkNamespace.current()) {
      return namespace.inode();
    }
  }

  private static List<String> links() throws IOException {
    try (NetlinkSession session = InNamespace.session()) {
      return session.dump(Link.all()).toList().stream().map(Link::name).toList();
    }
  }
}
