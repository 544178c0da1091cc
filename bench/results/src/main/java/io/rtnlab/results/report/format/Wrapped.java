// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

import java.util.regex.Pattern;

/** Text broken at blanks into lines of a given width. */
public final class Wrapped {
  private static final String CONTINUED = "      ";

  /** Blanks, but not those between a number and its unit: these stay together. */
  private static final Pattern BREAKS =
      Pattern.compile("(?<![0-9]) +| +(?!(?:%|ns|µs|us|ms|s|[KMG]i?B|B)(?![\\p{L}\\p{N}]))");

  private Wrapped() {}

  /**
   * Breaks a paragraph.
   *
   * @param paragraph whose leading blanks are kept
   * @param width of a line, in characters; a longer word stands alone on a line of its own
   * @param indent of all lines but the first
   */
  public static String lines(String paragraph, int width, String indent) {
    int margin = paragraph.length() - paragraph.stripLeading().length();
    StringBuilder text = new StringBuilder(" ".repeat(margin));
    int column = 0;
    for (String word : BREAKS.split(paragraph.strip(), -1)) {
      int length = word.codePointCount(0, word.length());
      if (column == 0) {
        text.append(word);
        column = margin + length;
      } else if (column + 1 + length <= width) {
        text.append(' ').append(word);
        column += 1 + length;
      } else {
        text.append('\n').append(indent).append(word);
        column = indent.length() + length;
      }
    }
    return text.append('\n').toString();
  }

  /** All lines of a text; what is too wide, such as a table with long names, continues below. */
  public static String folded(String text, int width) {
    StringBuilder folded = new StringBuilder();
    for (String line : text.lines().toList()) {
      String rest = line;
      while (rest.codePointCount(0, rest.length()) > width) {
        int end = rest.offsetByCodePoints(0, width);
        int blank = rest.lastIndexOf(' ', end);
        int cut = blank <= width / 2 ? end : blank;
        folded.append(rest.substring(0, cut).stripTrailing()).append('\n');
        rest = CONTINUED + rest.substring(cut).strip();
      }
      folded.append(rest).append('\n');
    }
    return folded.toString();
  }
}
