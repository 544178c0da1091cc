// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hold;

import java.io.IOException;
import java.time.Duration;

/** A hold under way. Closing ends it. */
public final class OpenHold implements AutoCloseable {
  private final HoldInProgress progress;

  OpenHold(HoldInProgress progress) {
    this.progress = progress;
  }

  /** When the holder was seen inside, in nanoseconds of {@code CLOCK_MONOTONIC}. */
  public long begunNs() {
    return progress.begunNs();
  }

  /** Ends it now, if its length has not ended it before. */
  public Hold end() throws IOException {
    progress.release();
    return progress.outcome();
  }

  /**
   * Waits until its length is over. An interrupt ends it at once and stays set.
   *
   * @see CalibratedHolder#begin(Duration)
   */
  public Hold await() throws IOException {
    return progress.outcome();
  }

  @Override
  public void close() throws IOException {
    end();
  }
}
