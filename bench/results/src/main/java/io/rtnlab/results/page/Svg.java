// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.Shortened;
import java.util.Locale;

/** A drawing as inline SVG. Coordinates are in pixels of a drawing 960 wide. */
final class Svg {
  static final int WIDTH = 960;
  private static final double CHARACTER = 6.7;

  private final StringBuilder svg = new StringBuilder();

  /**
   * Starts it.
   *
   * @param what it shows, for readers who hear it
   */
  Svg(int height, String what) {
    this(height, what, "role=\"img\"");
  }

  /**
   * Starts it.
   *
   * @param attributes of the drawing besides, escaped
   */
  Svg(int height, String what, String attributes) {
    raw(
        "<svg viewBox=\"0 0 %d %d\" %s aria-label=\"%s\">\n",
        WIDTH, height, attributes, Html.text(what));
  }

  /** Elements as they are; arguments are numbers, or escaped already. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be one more library
  Svg raw(String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments));
    return this;
  }

  /** A rectangle whose title shows as a tool tip and is read aloud. */
  Svg rect(double x, double y, double width, double height, String style, String title) {
    return raw(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.2f\" height=\"%.1f\" %s><title>%s</title></rect>\n",
        x, y, Math.max(0.3, width), height, style, Html.text(title));
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    return raw(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n",
        x1, y1, x2, y2, style);
  }

  /**
   * Words.
   *
   * @param anchor "start", "middle" or "end" of them is at x
   */
  Svg text(double x, double y, String anchor, String text) {
    return raw(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
        x, y, anchor, Html.label(text));
  }

  /** Words that must fit a width; nothing where there is room for fewer than three letters. */
  Svg textWithin(double x, double y, double width, String anchor, String text) {
    int room = (int) (width / CHARACTER);
    return room < Math.min(3, text.length()) ? this : text(x, y, anchor, Shortened.of(text, room));
  }

  @Override
  public String toString() {
    return svg + "</svg>\n";
  }
}
