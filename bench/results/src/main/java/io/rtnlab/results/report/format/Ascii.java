// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text for terminals and mailing lists that show nothing but ASCII. */
public final class Ascii {
  private Ascii() {}

  /** Signs of reports become words of ASCII; of other characters the bytes of UTF-8: \xNN. */
  public static String of(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text;
    }
    StringBuilder ascii = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> append(ascii, c));
    return ascii.toString();
  }

  private static void append(StringBuilder ascii, int codePoint) {
    switch (codePoint) {
      case '…' -> ascii.append("..");
      case '−', '–', '—', '·' -> ascii.append('-');
      case '→' -> ascii.append("->");
      case '≤' -> ascii.append("<=");
      case '≥' -> ascii.append(">=");
      case 'µ' -> ascii.append('u');
      case '±' -> ascii.append("+-");
      case '×' -> ascii.append('x');
      case '’' -> ascii.append('\'');
      default -> {
        if (codePoint < 0x80) {
          ascii.append((char) codePoint);
        } else {
          for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            ascii.append(String.format(Locale.ROOT, "\\x%02x", b & 0xff));
          }
        }
      }
    }
  }
}
