// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.text;

import io.rtnlab.results.Escaped;
import java.util.Arrays;
import java.util.Locale;

/** Text that is written line by line. */
final class Lines {
  private final StringBuilder text = new StringBuilder();

  /** Adds a line, and ends it. What is put into the format is escaped. */
  @SuppressWarnings("AnnotateFormatMethod") // that annotation would be a library of its own
  void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, escaped(values))).append('\n');
  }

  private static Object[] escaped(Object[] values) {
    return Arrays.stream(values)
        .map(value -> value instanceof String text ? Escaped.of(text) : value)
        .toArray();
  }

  /** Adds what is in lines already. */
  void append(Object lines) {
    text.append(lines);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
