// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import java.util.List;

/** Sections for a terminal: no line is wider than the terminal, and nothing is cut off. */
public final class TextFormat implements SectionFormat {
  private static final String BOLD = "\033[1m";
  private static final String RED = "\033[31m";
  private static final String PLAIN = "\033[0m";

  /** The escape sequences that this format prints, and the only ones: ECMA-48, SGR. */
  public static final List<String> SEQUENCES = List.of(BOLD, RED, PLAIN);

  private static final String GAP = "  ";

  /** Short labels stand as far to the left in one report as in the next. */
  private static final int LEAST_LABEL = 6;

  private final TextStyle style;

  public TextFormat(TextStyle style) {
    this.style = style;
  }

  @Override
  public String render(List<Section> sections) {
    StringBuilder text = new StringBuilder();
    for (Section section : sections) {
      boolean continues = section.title().isEmpty() && section.table().isEmpty();
      if (!text.isEmpty() && !continues) {
        text.append('\n');
      }
      if (!section.title().isEmpty()) {
        text.append(styled(BOLD, lines(section.title())));
      }
      section.table().ifPresent(table -> text.append(TextGrid.of(table, style)));
      int label =
          GAP.length()
              + section.notes().stream()
                  .mapToInt(note -> note.label().length())
                  .reduce(LEAST_LABEL, Math::max);
      for (Note note : section.notes()) {
        String lines = note.label().isEmpty() ? lines(note.text()) : labelled(note, label);
        text.append(note.isWarning() ? styled(RED, lines) : lines);
      }
    }
    return text.toString();
  }

  private String lines(String sentence) {
    return Wrapped.folded(Wrapped.lines(shown(sentence), style.columns(), "  "), style.columns());
  }

  /** The label in a column of its own, such as "trust no events lost". */
  private String labelled(Note note, int label) {
    int width = style.columns() - label;
    StringBuilder text = new StringBuilder();
    Wrapped.folded(Wrapped.lines(shown(note.text()), width, ""), width)
        .lines()
        .forEach(
            line ->
                text.append(padded(text.isEmpty() ? note.label() : "", label))
                    .append(line)
                    .append('\n'));
    return text.toString();
  }

  private static String padded(String label, int width) {
    return label + " ".repeat(width - label.length());
  }

  private String shown(String sentence) {
    String escaped = Escaped.of(sentence);
    return style.isAscii() ? Ascii.of(escaped) : escaped;
  }

  /** Each line by itself, so that a pager shows any of them alike. */
  private String styled(String sequence, String lines) {
    if (!style.hasColour()) {
      return lines;
    }
    StringBuilder text = new StringBuilder();
    lines.lines().forEach(line -> text.append(sequence).append(line).append(PLAIN).append('\n'));
    return text.toString();
  }
}
