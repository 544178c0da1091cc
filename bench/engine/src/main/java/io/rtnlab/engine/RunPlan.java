package io.rtnlab.engine;

import java.time.Duration;

/**
 * What to fire, from how many threads, how fast and how long.
 *
 * @param warmUp fired and traced before the measured part, but kept out of the percentiles
 * @param seed the same seed gives each worker the same sequence of operations and intended starts
 */
public record RunPlan(
    Mix mix, int workers, Pacing pacing, Duration warmUp, Limit limit, long seed) {
  private static final int MOST_WORKERS = 1024;

  public RunPlan {
    if (workers < 1 || workers > MOST_WORKERS) {
      throw new IllegalArgumentException(
          "The number of threads must be from 1 to %,d.".formatted(MOST_WORKERS));
    }
    if (warmUp.isNegative()) {
      throw new IllegalArgumentException("The warm-up cannot be shorter than 0 seconds.");
    }
  }

  Mix.Picker picker(int worker) {
    return mix.picker(Seed.bits(seed, worker));
  }
}
