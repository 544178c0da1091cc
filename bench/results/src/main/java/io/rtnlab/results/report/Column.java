// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report;

/**
 * A column of a table.
 *
 * @param name heading, unique within its table
 * @param kind type of all its cells
 * @param isKey whether its cells say what the row is about; such columns come first
 */
public record Column(String name, Kind kind, boolean isKey) {
  /** Types of cells. */
  public enum Kind {
    TEXT(Cell.Text.class),
    COUNT(Cell.Count.class),
    TIME(Cell.Time.class),
    RATE(Cell.Rate.class),
    SHARE(Cell.Share.class),
    INTERVAL(Cell.Interval.class),
    BOUNDS(Cell.Bounds.class);

    private final Class<? extends Cell> type;

    Kind(Class<? extends Cell> type) {
      this.type = type;
    }

    boolean holds(Cell cell) {
      return cell instanceof Cell.None || type.isInstance(cell);
    }
  }

  public static Column key(String name) {
    return new Column(name, Kind.TEXT, true);
  }

  public static Column text(String name) {
    return new Column(name, Kind.TEXT, false);
  }

  public static Column count(String name) {
    return new Column(name, Kind.COUNT, false);
  }

  public static Column time(String name) {
    return new Column(name, Kind.TIME, false);
  }

  public static Column rate(String name) {
    return new Column(name, Kind.RATE, false);
  }

  public static Column share(String name) {
    return new Column(name, Kind.SHARE, false);
  }

  public static Column interval(String name) {
    return new Column(name, Kind.INTERVAL, false);
  }

  public static Column bounds(String name) {
    return new Column(name, Kind.BOUNDS, false);
  }
}
