// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

/** The parts of a run that fire requests. Only the measured part enters the percentiles. */
public enum Phase {
  WARM_UP(0, " (warm-up)"),
  MEASURED(1, ""),
  /** What was made is taken back, once every worker has ended its measured part. */
  CLEAN_UP(2, " (clean-up)");

  private final int index;
  private final String suffix;

  Phase(int index, String suffix) {
    this.index = index;
    this.suffix = suffix;
  }

  /** Its place among a run's spans. */
  int index() {
    return index;
  }

  String suffix() {
    return suffix;
  }
}
