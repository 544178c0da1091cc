// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/** When one worker's requests should start. A pure function: no clock, no waiting. */
public interface Schedule {

  /**
   * When the n-th request should start.
   *
   * @param n the worker's n-th request, from 0
   * @return nanoseconds after the start of the phase, never less than for {@code n - 1}
   */
  long intendedNs(long n);
}
