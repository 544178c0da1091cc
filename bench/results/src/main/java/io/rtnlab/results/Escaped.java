// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Text with nothing in it that could steer a terminal or forge a row. Names of processes, files and
 * kernels are foreign: any account can put escape sequences into its own ({@code prctl(2)},
 * PR_SET_NAME). Control characters (C0, DEL, C1), line and paragraph separators, bidirectional and
 * other format characters and unpaired surrogates become the bytes of their UTF-8 as {@code \xNN}.
 */
public final class Escaped {
  private Escaped() {}

  /** A name or one line: line breaks are escaped as well. */
  public static String of(String text) {
    return escape(text, false);
  }

  /** Whole lines: line breaks stay. */
  public static String lines(String text) {
    return escape(text, true);
  }

  /** A text that is JSON already: what its rules leave as it is becomes {@code \\uNNNN}. */
  public static String json(String json) {
    StringBuilder escaped = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || isPlain(c)) {
                escaped.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
              }
            });
    return escaped.toString();
  }

  private static String escape(String text, boolean keepLineBreaks) {
    if (text.codePoints().allMatch(c -> isPlain(c) || (keepLineBreaks && c == '\n'))) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isPlain(c) || (keepLineBreaks && c == '\n')) {
                escaped.appendCodePoint(c);
              } else {
                appendBytes(escaped, c);
              }
            });
    return escaped.toString();
  }

  private static void appendBytes(StringBuilder escaped, int codePoint) {
    for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      escaped.append(String.format(Locale.ROOT, "\\x%02x", b & 0xff));
    }
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
