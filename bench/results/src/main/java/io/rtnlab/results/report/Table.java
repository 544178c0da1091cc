// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A typed table.
 *
 * @param columns key columns first
 * @param rows each with one cell for each column, of the column's kind; what matters most comes
 *     first
 * @param shown how many rows a terminal shows; files get all
 */
public record Table(List<Column> columns, List<List<Cell>> rows, int shown) {
  /**
   * Copies.
   *
   * @throws IllegalArgumentException where a cell does not fit its column, a row is short, two
   *     columns have one name, or a key stands behind a figure
   */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    Set<String> names = new HashSet<>();
    boolean figures = false;
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("two columns are called " + column.name());
      }
      if (column.isKey() && figures) {
        throw new IllegalArgumentException("the key " + column.name() + " stands behind figures");
      }
      figures |= !column.isKey();
    }
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells under " + columns.size() + " columns");
      }
      for (int i = 0; i < columns.size(); i++) {
        if (!columns.get(i).kind().holds(row.get(i))) {
          throw new IllegalArgumentException(
              row.get(i) + " does not fit the column " + columns.get(i));
        }
      }
    }
  }

  /** Starts a table without rows. */
  public static Builder of(Column... columns) {
    return new Builder(List.of(columns));
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The first rows only, in every format. */
  public Table first(int most) {
    return new Table(columns, rows.subList(0, Math.min(most, rows.size())), shown);
  }

  /** The table without columns, keys apart, that hold nothing but zero or {@link Cell#NONE}. */
  public Table withoutEmptyColumns() {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      if (columns.get(i).isKey() || rows.stream().anyMatch(row -> saysSomething(row.get(column)))) {
        kept.add(i);
      }
    }
    return new Table(
        kept.stream().map(columns::get).toList(),
        rows.stream().map(row -> kept.stream().map(row::get).toList()).toList(),
        shown);
  }

  private static boolean saysSomething(Cell cell) {
    return switch (cell) {
      case Cell.None _ -> false;
      case Cell.Count(long count) -> count != 0;
      case Cell.Time(long ns) -> ns != 0;
      case Cell.Share share -> share.share() != 0;
      case Cell.Text(String text) -> !text.isEmpty();
      default -> true;
    };
  }

  /** Collects rows. */
  public static final class Builder {
    private final List<Column> columns;
    private final List<List<Cell>> rows = new ArrayList<>();
    private int shown = Integer.MAX_VALUE;

    private Builder(List<Column> columns) {
      this.columns = columns;
    }

    public Builder row(Cell... cells) {
      rows.add(List.of(cells));
      return this;
    }

    /** How many rows a terminal shows; all unless said. */
    public Builder shown(int most) {
      shown = most;
      return this;
    }

    public Table build() {
      return new Table(columns, rows, shown);
    }
  }
}
