// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.compare;

import java.util.Locale;

/** Counts for each request as words: whole numbers without a fraction. */
final class Counts {
  private Counts() {}

  static String words(double count) {
    return count == Math.rint(count)
        ? String.format(Locale.ROOT, "%,.0f", count)
        : String.format(Locale.ROOT, "%.3g", count);
  }
}
