// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import java.util.concurrent.Phaser;

/**
 * The barriers of a run, and the times at which they opened. No worker enters a step before all
 * have ended the one before; a worker that fails leaves, and the others go on.
 *
 * <pre>
 *  prepare │ warm-up, measured │ look at the peak │ clean up │ look again │ close
 *          └ opened by begin()
 * </pre>
 *
 * A warm-up of requests rather than time is a step of its own.
 */
final class Steps {
  private final Clock clock;
  private final WarmUp warmUp;
  private final Iterable<Observation> observations;
  private final Phaser phaser;
  private volatile Runnable whenWarm = () -> {};
  private volatile boolean begun;
  private volatile boolean measured;
  private volatile long warmUpFromNs;
  private volatile long measuredFromNs = Long.MAX_VALUE;
  private volatile long measuredUntilNs;

  Steps(int workers, Clock clock, WarmUp warmUp, Iterable<Observation> observations) {
    this.clock = clock;
    this.warmUp = warmUp;
    this.observations = observations;
    phaser =
        new Phaser(workers + 1) {
          @Override
          protected boolean onAdvance(int step, int registeredParties) {
            opened(step);
            return registeredParties == 0;
          }
        };
  }

  private void opened(int step) {
    int measuring = warmUp instanceof WarmUp.Requests ? 1 : 0;
    if (step == 1 && measuring == 1) {
      whenWarm.run();
    }
    long nowNs = clock.nowNs();
    if (step == 0) {
      warmUpFromNs = nowNs;
      begun = true;
    }
    if (step == measuring) {
      long fromNs =
          warmUp instanceof WarmUp.Lasting time ? nowNs + time.duration().toNanos() : nowNs;
      observations.forEach(observation -> observation.measureFrom(fromNs));
      measuredFromNs = fromNs;
    } else if (step == measuring + 1) {
      measuredUntilNs = nowNs;
      observations.forEach(observation -> observation.measureUntil(nowNs));
      measured = true;
    }
  }

  /** Has something done between a warm-up of requests and the measured part. */
  void whenWarm(Runnable then) {
    whenWarm = then;
  }

  /** A worker has ended its step and waits for the others. */
  void await() {
    phaser.arriveAndAwaitAdvance();
  }

  /** A worker has failed. */
  void leave() {
    phaser.arriveAndDeregister();
  }

  /** Lets the workers go, once all are prepared. */
  void begin() {
    phaser.arriveAndDeregister();
  }

  long warmUpFromNs() {
    return warmUpFromNs;
  }

  /** The end of time while a warm-up of requests goes on. */
  long measuredFromNs() {
    return measuredFromNs;
  }

  long measuredUntilNs() {
    return measuredUntilNs;
  }

  /**
   * Whether a moment, at the latest now, lies between the warm-up and the end of the last worker.
   */
  boolean isMeasured(long timeNs) {
    return begun && timeNs >= measuredFromNs && (!measured || timeNs - measuredUntilNs < 0);
  }

  /** The part that the run is in at this time. */
  Phase phase(long nowNs) {
    if (measured) {
      return Phase.CLEAN_UP;
    }
    return begun && nowNs >= measuredFromNs ? Phase.MEASURED : Phase.WARM_UP;
  }

  /** How long it has been in that part; 0 while it has not begun. */
  long phaseNs(Phase phase, long nowNs) {
    return switch (phase) {
      case WARM_UP -> begun ? nowNs - warmUpFromNs : 0;
      case MEASURED -> nowNs - measuredFromNs;
      case CLEAN_UP -> nowNs - measuredUntilNs;
    };
  }
}
