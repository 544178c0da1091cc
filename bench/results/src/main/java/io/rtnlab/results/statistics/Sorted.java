// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.statistics;

/** Order statistics of values that are in ascending order already. */
final class Sorted {
  private Sorted() {}

  /** The middle value, or the mean of the middle two. */
  static double median(double[] ascending) {
    int middle = ascending.length / 2;
    return ascending.length % 2 == 1
        ? ascending[middle]
        : (ascending[middle - 1] + ascending[middle]) / 2;
  }
}
