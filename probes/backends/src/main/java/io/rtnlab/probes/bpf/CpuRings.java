// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The ring buffers of all CPUs, read as if they were one in order of time.
 *
 * <pre>
 *  CPU 0   ──●──●────────●─▶┐
 *  CPU 1   ────●────●──●───▶├─▶ in order up to the moment at which the reading began
 *  CPU n   ──────●─────────▶┘
 * </pre>
 */
final class CpuRings {
  private final List<RingReader> readers;
  private final PriorityQueue<RingReader> waiting =
      new PriorityQueue<>(Comparator.comparingLong(RingReader::headNs));

  CpuRings(List<RingReader> readers) {
    this.readers = List.copyOf(readers);
  }

  List<RingReader> readers() {
    return readers;
  }

  /**
   * Hands over every record that was complete when this began. One that is younger stays: another
   * CPU, looked at before, may have an older one by now.
   *
   * @return how many records
   */
  int drain(RingReader.Sink sink) {
    return drain(System.nanoTime(), sink);
  }

  /**
   * @param untilNs now or earlier, in nanoseconds of {@code CLOCK_MONOTONIC}
   */
  int drain(long untilNs, RingReader.Sink sink) {
    for (RingReader reader : readers) {
      reader.read();
      waitIfOlder(reader, untilNs);
    }
    int count = 0;
    for (RingReader oldest = waiting.poll(); oldest != null; oldest = waiting.poll()) {
      RingReader next = waiting.peek();
      count += oldest.drain(next == null ? untilNs : Math.min(untilNs, next.headNs()), sink);
      waitIfOlder(oldest, untilNs);
    }
    return count;
  }

  private void waitIfOlder(RingReader reader, long untilNs) {
    if (reader.headNs() <= untilNs) {
      waiting.add(reader);
    }
  }
}
