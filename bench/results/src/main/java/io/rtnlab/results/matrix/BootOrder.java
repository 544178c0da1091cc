// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The order in which kernels are booted. */
public final class BootOrder {
  private BootOrder() {}

  /**
   * Every kernel once in each round, each round in an order of its own: a machine that gets slower
   * while a matrix runs then slows all kernels alike, not the last of the list.
   *
   * @param twin whether each round boots the first kernel twice
   * @param seed the same seed gives the same order
   */
  public static List<Boot> of(List<String> kernels, boolean twin, int rounds, long seed) {
    Random random = new Random(seed);
    List<Boot> order = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<Boot> block = new ArrayList<>();
      for (String kernel : kernels) {
        block.add(new Boot(kernel, round));
      }
      if (twin) {
        block.add(new Boot(kernels.getFirst(), round, true));
      }
      Collections.shuffle(block, random);
      order.addAll(block);
    }
    return order;
  }
}
