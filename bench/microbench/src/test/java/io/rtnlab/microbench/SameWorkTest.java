// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.libc.Needs;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.port.NetlinkBridge;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ratios mean something only where both sides do the same. */
class SameWorkTest {
  private static final int RTM_NEWROUTE_BYTES = 44;
  private static final int SEQUENCE_OFFSET = 8;

  @BeforeEach
  void needsNamespaces() {
    Needs.netns();
  }

  private interface Check {
    void run(CImplementation baseline) throws IOException;
  }

  private static void inFixture(Check check) throws IOException {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      namespace.run(
          () -> {
            Fixture.set();
            try (CImplementation baseline = baseline()) {
              check.run(baseline);
            }
            return true;
          });
    }
  }

  private static CImplementation baseline() {
    try {
      return CImplementation.plain();
    } catch (IOException e) {
      assumeTrue(false, "needs cc: " + e.getMessage());
      throw new AssertionError(e);
    }
  }

  @Test
  void plainCAndJavaEncodeTheSameBytes() throws IOException {
    inFixture(
        baseline -> {
          try (InMemoryImplementation java = new InMemoryImplementation()) {
            for (Work work : new Work[] {Work.ENCODE, Work.PATCH}) {
              baseline.perform(work, 512);
              java.perform(work, 512);
              MemorySegment ours = work == Work.ENCODE ? java.encoded() : java.patched();
              MemorySegment theirs = baseline.datagram().asSlice(0, ours.byteSize());
              if (work == Work.PATCH) {
                // A template always asks for the last message's acknowledgement.
                theirs.set(JAVA_INT, ours.byteSize() - RTM_NEWROUTE_BYTES + 4, lastHeader(ours));
              }
              assertEquals(256L * RTM_NEWROUTE_BYTES, ours.byteSize());
              assertEquals(
                  -1, withoutSequence(ours).mismatch(withoutSequence(theirs)), work.label());
            }
          }
        });
  }

  private static int lastHeader(MemorySegment datagram) {
    return datagram.get(JAVA_INT, datagram.byteSize() - RTM_NEWROUTE_BYTES + 4);
  }

  private static MemorySegment withoutSequence(MemorySegment datagram) {
    for (long at = 0; at < datagram.byteSize(); at += RTM_NEWROUTE_BYTES) {
      datagram.set(JAVA_INT, at + SEQUENCE_OFFSET, 0);
    }
    return datagram;
  }

  @Test
  void plainCAndJavaReadTheSame() throws IOException {
    inFixture(
        baseline -> {
          try (InMemoryImplementation java = new InMemoryImplementation()) {
            for (Work work : new Work[] {Work.PARSE_ROUTES, Work.PARSE_LINKS}) {
              long before = java.kept();
              assertEquals(baseline.perform(work, 1), java.perform(work, 1), work.label());
              assertEquals(baseline.kept(), java.kept() - before, work.label());
              assertNotEquals(0, baseline.kept());
            }
          }
        });
  }

  @Test
  void plainCAndEveryBridgeDumpTheSame() throws IOException {
    inFixture(
        baseline -> {
          for (NetlinkBridge bridge : FourBridges.all()) {
            try (BridgeImplementation java = new BridgeImplementation(bridge)) {
              for (Work work : new Work[] {Work.ROUTE_DUMP, Work.LINK_DUMP}) {
                long before = java.kept();
                assertEquals(work.units(), baseline.perform(work, 1), work.label());
                assertEquals(work.units(), java.perform(work, 1), work.label());
                assertEquals(baseline.kept(), java.kept() - before, bridge.name());
              }
            }
          }
        });
  }

  @Test
  void everyImplementationCanDoAllThatItSays() throws IOException {
    inFixture(
        baseline -> {
          for (NetlinkBridge bridge : FourBridges.all()) {
            try (BridgeImplementation java = new BridgeImplementation(bridge)) {
              for (Work work : Work.values()) {
                if (java.can(work)) {
                  assertTrue(java.perform(work, 256) >= 256, bridge.name() + ": " + work.label());
                }
                if (Work.INSERTS.contains(work)) {
                  boolean byNextHop = work == Work.INSERT_256_NEXT_HOP;
                  assertEquals(256, baseline.removeRoutes(256, byNextHop), work.label());
                  assertTrue(baseline.removeRoutes(1, byNextHop) < 0, "one more than were made");
                }
              }
            }
          }
        });
  }
}
