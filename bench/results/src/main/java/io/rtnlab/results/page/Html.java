// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.Shortened;

/** Text within HTML and SVG. */
public final class Html {
  private static final int LONGEST = 160;

  private Html() {}

  /** Foreign or not: no markup, no control character, and it may stand in an attribute. */
  public static String text(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    Escaped.of(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  /** The same of a label, which must not push all else aside: long ones are shortened. */
  public static String label(String text) {
    return text(Shortened.of(text, LONGEST));
  }
}
