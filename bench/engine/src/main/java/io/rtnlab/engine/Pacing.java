// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/**
 * What makes the next request start. Rates are totals over all workers. Only an open loop has
 * intended starts, so only an open loop can have response times.
 */
public sealed interface Pacing {
  /** Several times what one mutex can serve. */
  int HIGHEST_RATE = 1_000_000;

  /** The end of the request before. */
  record ClosedLoop() implements Pacing {}

  /** A plan that does not care how long requests take. */
  sealed interface OpenLoop extends Pacing {

    /** Requests per second over all workers. */
    double perSecond();

    /** The part of one worker in the plan. */
    Schedule schedule(int worker, int workers, long seed);
  }

  /** Evenly spaced, the workers in turn. */
  record FixedRate(double perSecond) implements OpenLoop {
    public FixedRate {
      requireRate(perSecond);
    }

    @Override
    public Schedule schedule(int worker, int workers, long seed) {
      double spacingNs = 1e9 / perSecond;
      return n -> (long) ((n * workers + worker) * spacingNs);
    }
  }

  /**
   * As many independent users would: exponential gaps. Each worker has a stream of its own,
   * independent of its choices from the mix; their sum is again a Poisson process, of the whole
   * rate.
   */
  record Poisson(double perSecond) implements OpenLoop {
    public Poisson {
      requireRate(perSecond);
    }

    @Override
    public Schedule schedule(int worker, int workers, long seed) {
      return new PoissonSchedule(perSecond / workers, Seed.bits(~seed, worker));
    }
  }

  private static void requireRate(double perSecond) {
    if (!(perSecond > 0) || perSecond > HIGHEST_RATE) {
      throw new IllegalArgumentException(
          "A rate must be more than 0 and at most %,d requests per second."
              .formatted(HIGHEST_RATE));
    }
  }
}
