// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.ftrace.TracepointsProbe;
import io.rtnlab.probes.stream.EventReader;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that begins and ends while another one goes on takes nothing away from it. */
class TwoRunsTest {
  private static final long STARTED_BYTES = 100_000;

  @TempDir private Path temporary;

  @ParameterizedTest
  @CsvSource({"bpf, bpf", "tracepoints, tracepoints", "tracepoints, bpf"})
  void theLongOneHearsOnAfterTheShortOne(String ofLong, String ofShort) throws Exception {
    Live.needsNamespaces();
    needs(ofLong);
    needs(ofShort);
    HostPicture before = HostPicture.take();
    Path folder = temporary.resolve("long");
    long shortEndedNs;
    try (Program longer = start(ofLong, "--duration", "10m", "--out", folder.toString())) {
      awaitEvents(folder, longer);
      Path shorter = temporary.resolve("short");
      try (Program program = start(ofShort, "--requests", "2000", "--out", shorter.toString())) {
        assertEquals(0, program.await(), program.err());
      }
      shortEndedNs = System.nanoTime();
      assertWhole(RunFolder.existing(shorter).read(), ofShort);
      awaitEvents(folder, longer);
      longer.interrupt();
      assertEquals(130, longer.await(), longer.err());
    }
    assertWhole(RunFolder.existing(folder).read(), ofLong);
    assertTrue(waitsAfter(shortEndedNs, folder) > 0, "nothing was heard after the short run ended");
    HostPicture.awaitNothingSince(before);
  }

  private static void needs(String probe) {
    if (probe.equals("bpf")) {
      Live.needs(new BpfProbe(), "bpf");
    } else {
      Live.needs(new TracepointsProbe(), "tracefs");
    }
  }

  private Program start(String probe, String... options) throws IOException {
    String[] arguments = new String[options.length + 7];
    List<String> common =
        List.of("run", "--mix", "route-insert", "--warm-up", "0", "--probe", probe);
    common.toArray(arguments);
    System.arraycopy(options, 0, arguments, common.size(), options.length);
    return Program.start(temporary, List.of(), arguments);
  }

  private static void assertWhole(RunDocument run, String probe) {
    assertEquals(probe, run.probe().name());
    assertEquals(0, run.checks().sums().negativeParts());
    assertEquals(run.checks().routes().reported(), run.checks().routes().counted());
  }

  /** Until so much more has been written down than there is now. */
  private static void awaitEvents(Path folder, Program program)
      throws IOException, InterruptedException {
    Path events = folder.resolve("events.bin");
    long enough = (Files.exists(events) ? Files.size(events) : 0) + STARTED_BYTES;
    while (program.isAlive() && !(Files.exists(events) && Files.size(events) > enough)) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static long waitsAfter(long timeNs, Path folder) throws IOException {
    long[] waits = {0};
    try (EventReader events = new EventReader(Files.newInputStream(folder.resolve("events.bin")))) {
      events.readAll(
          event -> {
            if (event instanceof LockEvent.WaitBegin && event.timeNs() > timeNs) {
              waits[0]++;
            }
          });
    }
    return waits[0];
  }
}
