// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

/** Text of at most so many characters. */
public final class Shortened {
  private Shortened() {}

  /** At most {@code most} characters, the last an ellipsis where some are missing. */
  public static String of(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }
}
