// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.time.Duration;

/** When the measured part of a run ends. */
public sealed interface Limit {

  /** After a time. Requests begun before its end are finished and counted. */
  record Lasting(Duration duration) implements Limit {
    public Lasting {
      if (!duration.isPositive()) {
        throw new IllegalArgumentException("A run must last longer than 0 seconds.");
      }
    }
  }

  /**
   * After a number of the mix's requests, over all workers. Each worker has a fixed share, so that
   * the same seed fires the same requests.
   */
  record Requests(long count) implements Limit {
    public Requests {
      if (count < 1) {
        throw new IllegalArgumentException("A run must fire at least 1 request.");
      }
    }

    long shareOf(int worker, int workers) {
      return share(count, worker, workers);
    }
  }

  /** A worker's part of a number of requests. */
  static long share(long requests, int worker, int workers) {
    return requests / workers + (worker < requests % workers ? 1 : 0);
  }
}
