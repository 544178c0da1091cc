// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.report.format.Format;
import io.rtnlab.results.report.format.SectionFormat;
import io.rtnlab.results.report.format.TextStyle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** How reports are printed here: what the terminal, its locale and NO_COLOR allow. */
final class ReportFormat {
  private static final int COLUMNS = 80;

  private ReportFormat() {}

  /** The format, in this program's surroundings. */
  @SuppressWarnings("SystemConsoleNull") // null without a terminal where jdk.console is java.base
  static SectionFormat of(Format format) {
    return format.on(
        style(
            System.getenv(),
            System.getProperty("native.encoding", ""),
            System.console() != null && System.console().isTerminal()));
  }

  /**
   * Colour on a terminal only, and not where NO_COLOR is set to anything (https://no-color.org) or
   * the terminal is dumb; nothing but ASCII where the locale's characters are not UTF-8.
   */
  static TextStyle style(Map<String, String> environment, String encoding, boolean isTerminal) {
    boolean colour =
        isTerminal
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new TextStyle(COLUMNS, !isUtf8(encoding), colour);
  }

  private static boolean isUtf8(String encoding) {
    try {
      return Charset.forName(encoding.toUpperCase(Locale.ROOT)).equals(StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }
}
