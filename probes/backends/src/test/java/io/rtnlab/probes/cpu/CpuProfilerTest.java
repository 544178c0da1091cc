// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.cpu;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import one.profiler.AsyncProfilerLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** async-profiler samples this very process; read by the JDK, which did not write the file. */
class CpuProfilerTest {
  private static final int WORK = 80_000_000;

  @TempDir Path folder;

  @BeforeEach
  void needsAsyncProfiler() {
    assumeTrue(AsyncProfilerLoader.isSupported(), "needs async-profiler: none for this machine");
  }

  private static long work() {
    SplittableRandom random = new SplittableRandom(1);
    long sum = 0;
    for (int i = 0; i < WORK; i++) {
      sum += random.nextLong();
    }
    return sum;
  }

  @Test
  void itsSamplesHaveTheFramesThatRanAndTimesOfTheMonotonicClock() throws IOException {
    Path file = folder.resolve("a,b.jfr");
    long fromNs = System.nanoTime();
    long sum;
    try (CpuProfiler profiler = CpuProfiler.start(file, Duration.ofMillis(1))) {
      assertTrue(List.of("cpu", "ctimer", "itimer").contains(profiler.event()));
      sum = work();
    }
    long untilNs = System.nanoTime();
    assertTrue(sum != 0);
    List<RecordedEvent> samples =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("jdk.ExecutionSample"))
            .toList();
    assertTrue(
        samples.stream()
            .filter(sample -> sample.getStackTrace() != null)
            .flatMap(sample -> sample.getStackTrace().getFrames().stream())
            .anyMatch(frame -> frame.getMethod().getName().equals("work")));
    samples.forEach(
        sample -> {
          long timeNs = sample.getLong("startTime");
          assertTrue(fromNs <= timeNs && timeNs <= untilNs, () -> fromNs + " " + timeNs);
        });
  }

  @Test
  void whatIsDiscardedLeavesNothingAndAnotherMayStart() throws IOException {
    Path file = folder.resolve("none.jfr");
    CpuProfiler first = CpuProfiler.start(file, CpuProfiler.INTERVAL);
    assertThrows(
        IOException.class, () -> CpuProfiler.start(folder.resolve("two"), CpuProfiler.INTERVAL));
    first.discard();
    assertFalse(Files.exists(file));
    CpuProfiler.start(file, CpuProfiler.INTERVAL).close();
    assertTrue(Files.exists(file));
  }
}
