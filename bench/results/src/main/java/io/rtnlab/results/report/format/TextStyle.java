// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

/**
 * What a terminal can show.
 *
 * @param columns width of a line, in characters
 * @param isAscii whether nothing but ASCII may be printed
 * @param hasColour whether titles and warnings are set off by escape sequences (ECMA-48 SGR)
 */
public record TextStyle(int columns, boolean isAscii, boolean hasColour) {
  /** 80 columns of UTF-8 without colour: for files, pipes and tests. */
  public static final TextStyle PLAIN = new TextStyle(80, false, false);
}
