// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.text;

import io.rtnlab.results.Escaped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table in plain text: the first column to the left, figures to the right. Cells are escaped: no
 * name forges a row.
 */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final int leftColumns;

  /**
   * Starts a table.
   *
   * @param leftColumns how many leading columns hold words and stand to the left
   */
  public TextTable(int leftColumns, String... header) {
    this.leftColumns = leftColumns;
    rows.add(header);
  }

  /** Adds a row of as many cells as the header has. */
  public void row(String... cells) {
    if (cells.length != rows.getFirst().length) {
      throw new IllegalArgumentException(
          "a row of " + cells.length + " cells under a header of " + rows.getFirst().length);
    }
    rows.add(Arrays.stream(cells).map(Escaped::of).toArray(String[]::new));
  }

  /** Whether it has rows besides its header. */
  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /** All lines, each ended. */
  @Override
  public String toString() {
    int[] widths = new int[rows.getFirst().length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].codePointCount(0, row[i].length()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String pad = " ".repeat(widths[i] - row[i].codePointCount(0, row[i].length()));
        line.append(i == 0 ? "" : GAP).append(i < leftColumns ? row[i] + pad : pad + row[i]);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
