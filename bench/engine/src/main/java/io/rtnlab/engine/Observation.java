// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/**
 * Something that an operation sets off and that ends by itself, later, such as the kernel tearing
 * down a namespace. It is no request: no thread of ours waits for it inside one. Recorded by one
 * thread, which may be another than the worker's but must have ended when the operation is closed.
 */
public final class Observation {
  private final String name;
  private final Recorder recorder = new Recorder();
  private volatile long fromNs = Long.MAX_VALUE;
  private volatile long untilNs = Long.MAX_VALUE;

  public Observation(String name) {
    this.name = name;
  }

  /** The label in every table, such as {@code netns-teardown}. */
  public String name() {
    return name;
  }

  /**
   * It is over. Counts if it was set off in the measured part of the run, however late it ended.
   *
   * @param beganNs when it was set off, on the engine's clock
   * @param endedNs when it was over
   * @param result 0, or {@code -errno} where the end was never seen ({@code -ETIMEDOUT})
   */
  public void record(long beganNs, long endedNs, int result) {
    if (beganNs - fromNs >= 0 && beganNs - untilNs < 0 && fromNs != Long.MAX_VALUE) {
      recorder.add(1, Request.UNCOUNTED, endedNs - beganNs, 0, result);
    }
  }

  void measureFrom(long timeNs) {
    untilNs = timeNs + (Long.MAX_VALUE >> 1);
    fromNs = timeNs;
  }

  void measureUntil(long timeNs) {
    untilNs = timeNs;
  }

  Recorder recorder() {
    return recorder;
  }
}
