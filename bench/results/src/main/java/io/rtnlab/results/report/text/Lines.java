package io.rtnlab.results.report.text;

import java.util.Locale;

/** Text that is written line by line. */
final class Lines {
  private final StringBuilder text = new StringBuilder();

  /** Adds a line, and ends it. */
  @SuppressWarnings("AnnotateFormatMethod") // that annotation would be a library of its own
  void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
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
