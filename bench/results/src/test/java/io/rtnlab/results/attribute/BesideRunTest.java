// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.stream.EventWriter;
import io.rtnlab.results.Documents;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.SideBySide;
import io.rtnlab.results.SideBySide.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording and a run of the same waits; the mutex is that of {@link Documents#sample}. */
class BesideRunTest {
  private static final String RTNL = "0xffffffff82345678";
  private static final String OTHER = "0xffffffff81111111";

  @TempDir private Path temporary;

  private RunFolder run(LockEvent... events) throws IOException {
    RunFolder folder = RunFolder.create(temporary.resolve("run"));
    try (EventWriter writer =
        new EventWriter(
            Files.newOutputStream(folder.events()), List.of(), ProbeCapabilities.CONTENTION)) {
      for (LockEvent event : events) {
        writer.accept(event);
      }
    }
    folder.write(Documents.sample());
    return folder;
  }

  private static LockEvent.WaitBegin begin(long timeNs, int thread) {
    return new LockEvent.WaitBegin(timeNs, thread, LockEvent.OWNER_UNREAD, true, -1);
  }

  private static LockEvent.Acquired acquired(long timeNs, int thread) {
    return new LockEvent.Acquired(timeNs, thread, true, 0);
  }

  private static String line(long timeNs, int thread, String what) {
    return "ip %d/%d [000] 7.%09d: lock:contention_%s".formatted(thread, thread, timeNs, what);
  }

  @Test
  void bothReportTheSameWaitsAndOnlyOneTheOtherLocks() throws IOException {
    long s = 7_000_000_000L;
    RunFolder run =
        run(
            begin(s + 1_000_000, 11),
            begin(s + 1_200_000, 11),
            acquired(s + 1_500_000, 11),
            begin(s + 2_000_000, 12),
            acquired(s + 2_000_300, 12));
    Path recording =
        Files.write(
            temporary.resolve("contention.txt"),
            List.of(
                "# perf version : 6.1",
                line(500_000, 12, "begin: " + RTNL + " (flags=MUTEX)"), // before the run
                line(600_000, 12, "end: " + RTNL + " (ret=0)"),
                line(999_000, 11, "begin: " + RTNL + " (flags=SPIN|MUTEX)"),
                line(1_100_000, 13, "begin: " + OTHER + " (flags=MUTEX)"),
                line(1_150_000, 13, "end: " + OTHER + " (ret=0)"),
                line(1_499_000, 11, "end: " + RTNL + " (ret=0)"),
                line(1_999_000, 12, "begin: " + RTNL + " (flags=MUTEX)"),
                line(1_999_300, 12, "end: " + RTNL + " (ret=0)"),
                line(3_000_000, 12, "begin: " + RTNL + " (flags=MUTEX)"))); // behind it
    SideBySide both = BesideRun.of(recording, run);
    assertEquals(new Waits(3, 2, 500_300), both.ours());
    assertEquals(new Waits(2, 2, 500_300), both.theirs());
    assertEquals(1, both.otherLocks());
    assertEquals(1, both.otherBegins());
  }

  @Test
  void aRunInWhichNoThreadWaitedIsRefused() throws IOException {
    RunFolder run = run();
    assertThrows(
        IllegalArgumentException.class, () -> BesideRun.of(temporary.resolve("none"), run));
  }
}
