// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes;

import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.stream.EventMerger;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A backend that is listening. Used by one thread; closing leaves nothing behind in the kernel. */
public interface Capture extends AutoCloseable {
  /**
   * For the thread that reads it, where the account may set one. Beside more busy threads than CPUs
   * it would get too small a share, and buffers would overflow. The priority does not make it use
   * more CPU, only sooner.
   */
  int READER_NICENESS = -10;

  /**
   * Hands over what has arrived, without waiting. Events of one CPU come in the order of their
   * times; events of different CPUs may not, so merge with a watermark.
   *
   * @return how many events were handed over
   */
  int poll(EventSink sink);

  /** Lets a merger read the events in place of {@link #poll}, whenever it reads its sources. */
  default void addTo(EventMerger merger) {
    merger.source(this::poll);
  }

  /** Counts so far. May be asked once more after the last {@link #poll}. */
  Statistics statistics();

  /**
   * Has the kernel meter this backend's programs until the meter is closed, which itself costs two
   * clock readings a run; empty where there are none, or where the kernel refuses.
   */
  default Optional<Meter> meter() {
    return Optional.empty();
  }

  /** What the programs cost while they were metered, one for each; empty where there are none. */
  default List<ProgramCost> costs() throws IOException {
    return List.of();
  }

  /** Stops listening and releases everything in the kernel. A second call does nothing. */
  @Override
  void close();

  /** Metering goes on until it is closed. */
  interface Meter extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * What a capture has to say about itself.
   *
   * @param delivered events handed over
   * @param lost events that the kernel had to drop, by its own count
   * @param detail where the loss count comes from and what else was counted, for people
   */
  record Statistics(long delivered, long lost, String detail) {}
}
