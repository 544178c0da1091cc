// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/**
 * What one label came to, over all workers.
 *
 * @param measured the part that counts; an observation has nothing else
 * @param latency of the measured part
 */
public record LabelResult(
    String label, Kind kind, Tally warmUp, Tally measured, Tally cleanUp, Latency latency) {

  /** Why it was fired. */
  public enum Kind {
    /** The mix asked for it. */
    REQUEST,
    /** An operation made it necessary. */
    FOLLOW_UP,
    /** It ended by itself, later. */
    OBSERVATION
  }
}
