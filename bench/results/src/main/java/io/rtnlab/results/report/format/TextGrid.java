// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table in columns of characters: words to the left, figures to the right. What does not fit side
 * by side continues below, under the same keys; long words break at blanks.
 */
final class TextGrid {
  private static final String PART_ENDS = "-_/.";
  private static final String GAP = "  ";
  private static final int NARROWEST_TEXT = 12;
  private static final int READABLE_TEXT = 12;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();
  private final int[] widths;
  private final int lineWidth;
  private final int hidden;

  private TextGrid(Table table, TextStyle style) {
    columns = table.columns().stream().filter(column -> !column.isForFiles()).toList();
    lineWidth = style.columns();
    hidden = Math.max(0, table.rows().size() - table.shown());
    if (table.shown() > 0) {
      rows.add(columns.stream().map(column -> shown(column.name(), style)).toList());
    }
    int[] kept =
        IntStream.range(0, table.columns().size())
            .filter(i -> !table.columns().get(i).isForFiles())
            .toArray();
    table.rows().stream()
        .limit(table.shown())
        .forEach(
            row ->
                rows.add(
                    Arrays.stream(kept)
                        .mapToObj(i -> shown(CellText.of(row.get(i)), style))
                        .toList()));
    widths =
        IntStream.range(0, columns.size())
            .map(i -> rows.stream().mapToInt(row -> length(row.get(i))).max().orElse(0))
            .toArray();
  }

  /** All lines, each ended. */
  static String of(Table table, TextStyle style) {
    return new TextGrid(table, style).text();
  }

  private static String shown(String text, TextStyle style) {
    return style.isAscii() ? Ascii.of(text) : text;
  }

  private String text() {
    List<Integer> keys =
        IntStream.range(0, columns.size()).filter(i -> columns.get(i).isKey()).boxed().toList();
    List<Integer> others =
        IntStream.range(0, columns.size()).filter(i -> !columns.get(i).isKey()).boxed().toList();
    narrowTexts();
    StringBuilder text = new StringBuilder();
    List<Integer> block = new ArrayList<>(keys);
    for (int column : others) {
      if (block.size() > keys.size() && width(block) + GAP.length() + widths[column] > lineWidth) {
        append(text, block);
        block = new ArrayList<>(keys);
      }
      block.add(column);
    }
    append(text, block);
    if (hidden > 0 && !rows.isEmpty()) {
      text.append(hidden)
          .append(hidden == 1 ? " more row" : " more rows")
          .append(": --format csv has all\n");
    }
    return text.toString();
  }

  /**
   * Narrows the widest words until all fits on a line; a table with too many figures for that
   * continues below anyway, and its words get half a line.
   */
  private void narrowTexts() {
    List<Integer> all = IntStream.range(0, columns.size()).boxed().toList();
    int narrowest = all.stream().filter(this::isText).mapToInt(this::narrowest).sum();
    int room = lineWidth;
    if (figuresWidth() + narrowest > lineWidth) {
      room = figuresWidth() + lineWidth / 2;
    }
    while (width(all) > room) {
      int widest = -1;
      for (int i : all) {
        if (isText(i) && widths[i] > NARROWEST_TEXT && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }

  private boolean isText(int column) {
    return columns.get(column).kind() == Column.Kind.TEXT;
  }

  private int narrowest(int column) {
    return Math.min(widths[column], READABLE_TEXT) + GAP.length();
  }

  private int figuresWidth() {
    return IntStream.range(0, columns.size())
        .filter(i -> !isText(i))
        .map(i -> widths[i] + GAP.length())
        .sum();
  }

  private int width(List<Integer> block) {
    return block.stream().mapToInt(i -> widths[i]).sum() + GAP.length() * (block.size() - 1);
  }

  private void append(StringBuilder text, List<Integer> block) {
    for (List<String> row : rows) {
      List<List<String>> cells = block.stream().map(i -> broken(row.get(i), widths[i])).toList();
      int lines = cells.stream().mapToInt(List::size).max().orElse(0);
      for (int line = 0; line < lines; line++) {
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < block.size(); i++) {
          String cell = line < cells.get(i).size() ? cells.get(i).get(line) : "";
          String pad = " ".repeat(widths[block.get(i)] - length(cell));
          boolean left = isText(block.get(i));
          written.append(i == 0 ? "" : GAP).append(left ? cell + pad : pad + cell);
        }
        text.append(written.toString().stripTrailing()).append('\n');
      }
    }
  }

  private static List<String> broken(String cell, int width) {
    if (length(cell) <= width) {
      return List.of(cell);
    }
    List<String> lines = new ArrayList<>();
    for (String line : Wrapped.lines(cell, width, " ").lines().toList()) {
      String rest = line;
      while (length(rest) > width) {
        int end = partEnd(rest, rest.offsetByCodePoints(0, width));
        lines.add(rest.substring(0, end));
        rest = " " + rest.substring(end);
      }
      lines.add(rest);
    }
    return lines;
  }

  /** Where a word that is too long ends its line: behind the last of its parts that fits. */
  private static int partEnd(String word, int most) {
    for (int end = most; end > most / 3; end--) {
      if (PART_ENDS.indexOf(word.charAt(end - 1)) >= 0) {
        return end;
      }
    }
    return most;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
