// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

/** How the boots of a comparison were ordered, which decides what can be concluded from them. */
public enum Design {
  /** Every kernel once in each block, in random order: differences within blocks. */
  BLOCKS("randomised complete blocks: exact signed-rank test, Walsh intervals"),
  /** Independent boots whose order does not separate the kernels: the rank-sum test. */
  INDEPENDENT("independent boots: exact rank-sum test, Hodges-Lehmann intervals"),
  /**
   * One kernel's boots came before the other's: whatever else changed meanwhile is in the figures.
   */
  UNRANDOMISED("not randomised: a description, no verdict");

  private final String words;

  Design(String words) {
    this.words = words;
  }

  /** As reports print it. */
  public String words() {
    return words;
  }
}
