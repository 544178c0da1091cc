// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/** Asks all workers of a run to end their measured part soon. */
final class StopSignal {
  private volatile boolean requested;

  void request() {
    requested = true;
  }

  boolean requested() {
    return requested;
  }
}
