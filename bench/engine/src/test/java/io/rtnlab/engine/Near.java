// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Comparison of whole numbers that may differ a little: histograms keep three digits. */
final class Near {
  private Near() {}

  static void assertNear(long expected, long actual, long tolerance) {
    assertTrue(
        Math.abs(expected - actual) <= tolerance,
        () -> "expected %d ± %d but was %d".formatted(expected, tolerance, actual));
  }
}
