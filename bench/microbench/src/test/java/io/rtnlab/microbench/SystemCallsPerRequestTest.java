// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.libc.DetachedMount;
import io.rtnlab.libc.Needs;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.libc.ThreadId;
import io.rtnlab.netlink.port.NetlinkBridge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the kernel's own tracepoint {@code raw_syscalls:sys_enter} sees of a request. */
class SystemCallsPerRequestTest {
  private static final Pattern ENTRY = Pattern.compile("sys_enter: NR (\\d+) ");
  private static final int REQUESTS = 100;

  @Test
  void everyBridgeSendsAndReceivesOnceForEachRequest() throws IOException {
    Needs.netns();
    try (DetachedMount tracefs = Needs.mount("tracefs");
        NetworkNamespace namespace = NetworkNamespace.create()) {
      namespace.run(
          () -> {
            Fixture.set();
            for (NetlinkBridge bridge : FourBridges.all()) {
              if (bridge.unavailable().isEmpty()) {
                check(tracefs, bridge);
              }
            }
            return true;
          });
    }
    for (NetlinkBridge bridge : FourBridges.all()) {
      bridge.unavailable().ifPresent(reason -> assumeTrue(false, "needs cc: " + reason));
    }
  }

  private static void check(DetachedMount tracefs, NetlinkBridge bridge) throws IOException {
    try (BridgeImplementation implementation = new BridgeImplementation(bridge)) {
      implementation.perform(Work.NO_OP, REQUESTS); // loads what is loaded once
      Map<Long, Integer> calls = calls(tracefs, () -> implementation.perform(Work.NO_OP, REQUESTS));
      assertEquals(REQUESTS, calls.get(SystemCallNumber.SENDTO), bridge.name() + " sends " + calls);
      assertEquals(REQUESTS, calls.get(SystemCallNumber.RECVFROM), bridge.name() + " " + calls);
      // The virtual machine may now and then wait for the compiler or a safepoint: futex(2) and
      // the like, but nothing for each request.
      int others = calls.values().stream().mapToInt(Integer::intValue).sum() - 2 * REQUESTS;
      assertEquals(0, others / (REQUESTS / 2), bridge.name() + " besides: " + calls);
    }
  }

  /** Number of this thread's system calls, by system call. */
  private static Map<Long, Integer> calls(DetachedMount tracefs, Runnable work) throws IOException {
    Path instance = tracefs.resolve("instances/rtnlab-calls-test-" + ProcessHandle.current().pid());
    Files.createDirectory(instance);
    try {
      Path event = instance.resolve("events/raw_syscalls/sys_enter");
      Files.writeString(event.resolve("filter"), "common_pid == " + ThreadId.current());
      Files.writeString(event.resolve("enable"), "1");
      Files.writeString(instance.resolve("trace_marker"), "begin");
      work.run();
      Files.writeString(instance.resolve("trace_marker"), "end");
      Files.writeString(event.resolve("enable"), "0");
      return count(Files.readAllLines(instance.resolve("trace")));
    } finally {
      Files.delete(instance);
    }
  }

  private static Map<Long, Integer> count(List<String> trace) {
    Map<Long, Integer> calls = new TreeMap<>();
    boolean inside = false;
    for (String line : trace) {
      inside = line.endsWith("begin") || (inside && !line.endsWith("end"));
      Matcher entry = ENTRY.matcher(line);
      if (inside && entry.find()) {
        calls.merge(Long.valueOf(entry.group(1)), 1, Integer::sum);
      }
    }
    return calls;
  }
}
