// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.trace;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.stream.EventWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small made-up stream: two workers and a foreign process with a hostile name. */
public final class Captured {
  public static final List<String> OPERATIONS = List.of("route-insert", "link-dump");

  /** Terminal escapes, markup, and a formula. */
  public static final String HOSTILE = "=\033[31m<script>alert(1)</script>";

  static final int FOREIGN = 900;
  static final List<String> DELETES =
      List.of("rtnl_dellink", "rtnetlink_rcv_msg", "netlink_rcv_skb", "__sys_sendmsg");
  static final List<String> SLEEPS =
      List.of("schedule", "synchronize_rcu", "rtnl_dellink", "rtnetlink_rcv_msg");

  private Captured() {}

  /** Rounds of: the foreign process holds, asleep for a part of it, and both workers wait. */
  public static List<LockEvent> events(int rounds) {
    List<LockEvent> events = new ArrayList<>();
    events.add(new LockEvent.StackSeen(1, 7, DELETES));
    events.add(new LockEvent.StackSeen(1, 8, SLEEPS));
    events.add(new LockEvent.ThreadSeen(2, FOREIGN, 899, HOSTILE, 0));
    for (int round = 0; round < rounds; round++) {
      long t = 1_000L + round * 10_000L;
      events.add(new LockEvent.RequestBegin(t, 1, 0));
      events.add(new LockEvent.RequestBegin(t + 10, 2, 1));
      events.add(new LockEvent.WaitBegin(t + 100, 1, FOREIGN, false, -1));
      events.add(new LockEvent.WaitBegin(t + 200, 1, FOREIGN, true, -1));
      events.add(new LockEvent.WaitBegin(t + 300, 2, FOREIGN, true, -1));
      events.add(new LockEvent.OffCpu(t + 400, FOREIGN, true, true, 8));
      events.add(new LockEvent.Woken(t + 3_000, FOREIGN));
      events.add(new LockEvent.OnCpu(t + 3_100, FOREIGN, true));
      events.add(new LockEvent.Released(t + 4_000, FOREIGN, 7));
      events.add(new LockEvent.Acquired(t + 4_100, 1, true, 0));
      events.add(new LockEvent.WaitBegin(t + 4_200, 2, 1, true, -1));
      events.add(new LockEvent.Released(t + 4_500, 1, -1));
      events.add(new LockEvent.Acquired(t + 4_600, 2, true, 0));
      events.add(new LockEvent.RequestEnd(t + 5_000, 1, 0, 0, 4_900));
      events.add(new LockEvent.Released(t + 5_500, 2, -1));
      events.add(new LockEvent.RequestEnd(t + 6_000, 2, 1, -16, 5_900));
    }
    return events;
  }

  /** Writes events as a run's file. */
  public static Path write(Path file, List<LockEvent> events, ProbeCapabilities capabilities)
      throws IOException {
    try (EventWriter writer =
        new EventWriter(Files.newOutputStream(file), OPERATIONS, capabilities)) {
      events.forEach(writer);
    }
    return file;
  }
}
