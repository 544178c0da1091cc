// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import io.rtnlab.results.RunDocument;

/** What the times of a run count. */
public enum Clock {
  /** Nanoseconds of a real processor. */
  REAL("real time", 3),
  /** Nanoseconds of a software emulation. */
  EMULATED("real time under software emulation", 3),
  /** Executed instructions of a guest, on one emulated CPU. */
  INSTRUCTIONS("instruction clock, one CPU", 1);

  private final String words;
  private final double limitPercent;

  Clock(String words, double limitPercent) {
    this.words = words;
    this.limitPercent = limitPercent;
  }

  /** That of a run. */
  public static Clock of(RunDocument run) {
    String accelerator = run.fingerprint().machine().accelerator();
    if (accelerator.equals("tcg,icount")) {
      return INSTRUCTIONS;
    }
    return accelerator.startsWith("tcg") ? EMULATED : REAL;
  }

  /** As reports print it. */
  public String words() {
    return words;
  }

  /** The change that matters in practice, where none is named. */
  public double limitPercent() {
    return limitPercent;
  }

  /** Whether times repeat, and waiting between CPUs cannot happen. */
  public boolean countsInstructions() {
    return this == INSTRUCTIONS;
  }
}
