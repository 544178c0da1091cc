// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.time.Duration;

/** What is fired and traced before the measured part, but kept out of the percentiles. */
public sealed interface WarmUp {
  WarmUp NONE = new Lasting(Duration.ZERO);

  /** For a time: how much is fired in it, and so what the measured part starts from, varies. */
  record Lasting(Duration duration) implements WarmUp {
    public Lasting {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("The warm-up cannot be shorter than 0 seconds.");
      }
    }
  }

  /**
   * So many of the mix's requests, over all workers, each of which has a fixed share. The measured
   * part begins once all workers have fired theirs, always after the same requests.
   */
  record Requests(long count) implements WarmUp {
    public Requests {
      if (count < 1) {
        throw new IllegalArgumentException("A warm-up of requests must fire at least 1.");
      }
    }

    long shareOf(int worker, int workers) {
      return Limit.share(count, worker, workers);
    }
  }
}
