// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as typed: {@code 100us}, {@code 500ms}, {@code 10s}, {@code 2m}. */
final class TimeArgument {
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(us|ms|s|m|)");

  private TimeArgument() {}

  /**
   * Reads it; a bare number is seconds.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Duration parse(String text) {
    Matcher time = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!time.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time: write 100us, 500ms, 10s or 2m");
    }
    double value = Double.parseDouble(time.group(1));
    double ms =
        switch (time.group(2)) {
          case "us" -> value / 1000;
          case "ms" -> value;
          case "m" -> value * 60_000;
          default -> value * 1000;
        };
    if (ms > LONGEST.toMillis()) {
      throw new IllegalArgumentException(
          "'" + text + "' is too long: at most " + LONGEST.toDays() + " days");
    }
    return Duration.ofNanos(Math.round(ms * 1e6));
  }
}
