// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.workloads.InNamespace;
import io.rtnlab.workloads.base.WorkloadOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkDumpTest {
  @BeforeEach
  void needsNamespaces() {
    InNamespace.needed();
  }

  @ParameterizedTest(name = "{0} links asked for")
  @CsvSource({"1, 3", "2, 3", "9, 11", "300, 301"})
  void showsTheLinksMadeForItAndLoopback(int asked, int shown) throws Exception {
    InNamespace.Ran ran =
        InNamespace.fire("link-dump", 5, 1, false, WorkloadOptions.DEFAULT.withLinks(asked));
    assertEquals(5L * shown, ran.of("link-dump").measured().messages());
    assertEquals(Map.of(), ran.of("link-dump").measured().errors());
  }

  @Test
  void workersThatShareANamespaceShareTheLinks() throws Exception {
    InNamespace.Ran ran =
        InNamespace.fire("link-dump", 8, 4, true, WorkloadOptions.DEFAULT.withLinks(40));
    assertEquals(8 * 41, ran.of("link-dump").measured().messages());
    assertEquals(Map.of(), ran.of("link-dump").measured().errors());
  }

  @Test
  void aMissingLinkIsAnError() throws Exception {
    InNamespace.run(
        () -> {
          WorkloadOptions options = WorkloadOptions.DEFAULT.withLinks(10);
          try (LinkDump operation = (LinkDump) InNamespace.operation("link-dump", options);
              NetlinkSession session = InNamespace.session()) {
            operation.prepare();
            assertEquals(0, operation.execute());
            assertEquals(11, operation.messages());
            session.delete(Link.named(InNamespace.device("link-dump") + "a3"));
            assertEquals(-Errno.EBADMSG, operation.execute());
            assertEquals(9, operation.messages());
            assertEquals(
                List.of(
                    "link-dump of worker 0: 10 veth links made for it; 0 of 2 dumps flagged"
                        + " NLM_F_DUMP_INTR."),
                operation.remarks());
          }
          return true;
        });
  }

  @Test
  void linksOfOthersDoNotMatter() throws Exception {
    InNamespace.run(
        () -> {
          WorkloadOptions options = WorkloadOptions.DEFAULT.withLinks(4);
          try (LinkDump operation = (LinkDump) InNamespace.operation("link-dump", options);
              NetlinkSession session = InNamespace.session()) {
            operation.prepare();
            session.add(Link.veth("other", "another"));
            assertEquals(0, operation.execute());
            assertEquals(7, operation.messages());
          }
          return true;
        });
  }
}
