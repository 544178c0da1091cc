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
   * @param seed the same seed gives the same order
   */
  public static List<Boot> of(List<String> kernels, int rounds, long seed) {
    Random random = new Random(seed);
    List<Boot> order = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<String> shuffled = new ArrayList<>(kernels);
      Collections.shuffle(shuffled, random);
      for (String kernel : shuffled) {
        order.add(new Boot(kernel, round));
      }
    }
    return order;
  }
}
