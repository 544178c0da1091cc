// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import java.util.ArrayList;
import java.util.List;

/**
 * The median of ratios and how far it can be trusted: in 95 of 100 cases the true one lies below
 * the upper bound, and in as many above the lower. By order statistics, so whatever the ratios'
 * distribution is.
 */
final class Ratios {
  /** 95 % of a normal distribution lie below so many standard deviations. */
  private static final double SIGMAS = 1.645;

  private final List<Double> ratios = new ArrayList<>();

  void add(double ratio) {
    ratios.add(ratio);
  }

  double median() {
    return Spread.of(ratios.stream().mapToDouble(Double::doubleValue).toArray()).median();
  }

  double upperBound() {
    return ranked(Math.ceil(middle() + reach()));
  }

  double lowerBound() {
    return ranked(Math.floor(middle() - reach()));
  }

  private double middle() {
    return (ratios.size() - 1) / 2.0;
  }

  private double reach() {
    return SIGMAS * Math.sqrt(ratios.size()) / 2;
  }

  private double ranked(double rank) {
    int last = ratios.size() - 1;
    return ratios.stream().sorted().toList().get((int) Math.clamp(rank, 0, last));
  }
}
