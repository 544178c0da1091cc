// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.probes.tracebuffer.PageLayout;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The copying reader, on a file that holds what the kernel would give it. */
class ReadCpuBufferTest {
  private static final PageLayout LAYOUT = new PageLayout(0, 8, 16, 4096);

  @Test
  void readsSubBufferAfterSubBuffer() throws IOException {
    Path capture =
        Path.of(
            "../evidence/src/test/resources/io/rtnlab/probes/tracebuffer/golden/running/cpu0.raw");
    Descriptor file = Descriptor.open(capture.toString(), Descriptor.O_RDONLY);
    Counter counter = new Counter();
    try (CpuBuffer buffer = new ReadCpuBuffer(file, LAYOUT)) {
      int events = buffer.drain(counter);
      assertTrue(events > 100, "events: " + events);
      assertEquals(events, counter.events);
      assertEquals(1, counter.gaps);
      assertTrue(counter.lastNs > counter.gapNs);
      assertEquals(0, buffer.drain(counter));
    }
  }

  private static final class Counter implements CpuBuffer.Sink {
    private int events;
    private int gaps;
    private long gapNs;
    private long lastNs;

    @Override
    public void missed(long count, long nextNs) {
      gaps++;
      gapNs = nextNs;
    }

    @Override
    public void event(long timeNs, MemorySegment page, long offset, int length) {
      events++;
      lastNs = timeNs;
    }
  }
}
