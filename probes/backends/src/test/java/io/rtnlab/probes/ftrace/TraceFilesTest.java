// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.OwnerProcess;
import io.rtnlab.probes.tracebuffer.BufferStatistics;
import io.rtnlab.probes.tracebuffer.EventFormat;
import io.rtnlab.probes.tracebuffer.EventFormat.Field;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The text files that say how tracefs is laid out. */
class TraceFilesTest {

  @Test
  void aFormatShowsIdsAndOffsets() {
    EventFormat format =
        EventFormat.parse(
            """
            name: contention_end
            ID: 407
            format:
            \tfield:unsigned short common_type;\toffset:0;\tsize:2;\tsigned:0;
            \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

            \tfield:void * lock_addr;\toffset:8;\tsize:8;\tsigned:0;
            \tfield:char comm[16];\toffset:24;\tsize:16;\tsigned:0;
            \tfield:int ret;\toffset:16;\tsize:4;\tsigned:1;

            print fmt: "%p (ret=%d)", REC->lock_addr, REC->ret
            """);
    assertEquals(407, format.id());
    assertEquals(8, format.offsetOf("lock_addr", 8));
    assertEquals(new Field(16, 4, true), format.fields().get("ret"));
    assertEquals(new Field(24, 16, false), format.fields().get("comm"));
    assertThrows(IllegalArgumentException.class, () -> format.offsetOf("ret", 8));
    assertThrows(IllegalArgumentException.class, () -> EventFormat.parse("nothing of the kind"));
  }

  @Test
  void statisticsAreFoundByTheirWholeName() {
    String stats =
        """
        entries: 7
        overrun: 1450
        commit overrun: 3
        bytes: 4
        dropped events: 2
        read events: 9
        """;
    assertEquals(new BufferStatistics(1_450, 3, 2), BufferStatistics.parse(stats));
    assertEquals(1_455, BufferStatistics.parse(stats).lost());
  }

  @Test
  void tracefsIsFoundWhereItIsMountedWhole() {
    String mountinfo =
        """
        22 1 0:21 / /proc rw,nosuid - proc proc rw
        30 25 0:12 /instances/a /srv rw - tracefs tracefs rw
        31 25 0:12 / /sys/kernel/tracing rw,nosuid shared:12 - tracefs tracefs rw
        """;
    assertEquals(Optional.of(Path.of("/sys/kernel/tracing")), TraceFileSystem.mountedAt(mountinfo));
    assertTrue(TraceFileSystem.mountedAt("22 1 0:21 / /proc rw - proc proc rw").isEmpty());
  }

  @Test
  void anInstanceNamesItsOwner() {
    assertEquals(Optional.of(new OwnerProcess(4_711, 99)), TraceInstance.owner("rtnlab-4711-99-3"));
    assertTrue(TraceInstance.owner("rtnlab-golden").isEmpty());
    assertTrue(TraceInstance.owner("rtnlab-").isEmpty());
    assertTrue(TraceInstance.owner("another-4711-99-3").isEmpty());
  }

  @Test
  void savedNamesAreFoundByTheWholeId() {
    assertEquals("ip", ThreadNames.second("123 bash\n23 ip\n", 23));
    assertNull(ThreadNames.second("123 bash\n", 23));
  }
}
