// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.probes.OwnerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose probe events are removed, and whose are not. */
class ProbeEventsTest {
  @TempDir private Path root;

  @Test
  void thoseOfDeadProcessesAreStale() throws IOException {
    OwnerProcess self = OwnerProcess.self();
    String alive = self.process() + "_" + self.startTicks();
    String dead = self.process() + "_" + (self.startTicks() - 1);
    assertEquals(
        List.of("mutex_unlock_" + dead + "_2"),
        ProbeEvents.stale(
            """
            r1024:rtnlab/mutex_lock_%s_1 mutex_lock lock=$arg1:x64
            p:rtnlab/mutex_unlock_%s_2 mutex_unlock lock=$arg1:x64
            p:kprobes/mine_%s_3 mutex_unlock
            p:rtnlab/no_owner mutex_unlock
            """
                .formatted(alive, dead, dead)));
  }

  @Test
  void missesOfOursAreCounted() throws IOException {
    Files.writeString(root.resolve("kprobe_events"), "");
    ProbeEvents events = new ProbeEvents(root);
    String name = events.add("p", "mutex_unlock", "lock=$arg1:x64");
    Files.writeString(
        root.resolve("kprobe_profile"),
        "  %s      120      3\n  another_users     9     9\n".formatted(name));
    assertEquals(3, events.missed());
  }
}
