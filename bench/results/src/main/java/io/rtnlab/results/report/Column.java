// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report;

/**
 * A column of a table.
 *
 * @param name heading, unique within its table
 * @param kind type of all its cells
 * @param isKey whether its cells say what the row is about; such columns come first
 * @param isForFiles whether a terminal has no room for it; files get all columns
 */
public record Column(String name, Kind kind, boolean isKey, boolean isForFiles) {
  /** Types of cells. */
  public enum Kind {
    TEXT(Cell.Text.class),
    COUNT(Cell.Count.class),
    TIME(Cell.Time.class),
    RATE(Cell.Rate.class),
    SHARE(Cell.Share.class),
    INTERVAL(Cell.Interval.class),
    BOUNDS(Cell.Bounds.class),
    RANGE(Cell.Range.class),
    PART(Cell.Part.class),
    AMOUNT(Cell.Amount.class),
    CHANGE(Cell.Change.class),
    STEP(Cell.Step.class);

    private final Class<? extends Cell> type;

    Kind(Class<? extends Cell> type) {
      this.type = type;
    }

    boolean holds(Cell cell) {
      return cell instanceof Cell.None || type.isInstance(cell);
    }
  }

  public static Column key(String name) {
    return new Column(name, Kind.TEXT, true, false);
  }

  public static Column text(String name) {
    return new Column(name, Kind.TEXT, false, false);
  }

  public static Column count(String name) {
    return new Column(name, Kind.COUNT, false, false);
  }

  public static Column time(String name) {
    return new Column(name, Kind.TIME, false, false);
  }

  public static Column rate(String name) {
    return new Column(name, Kind.RATE, false, false);
  }

  public static Column share(String name) {
    return new Column(name, Kind.SHARE, false, false);
  }

  public static Column interval(String name) {
    return new Column(name, Kind.INTERVAL, false, false);
  }

  public static Column bounds(String name) {
    return new Column(name, Kind.BOUNDS, false, false);
  }

  public static Column range(String name) {
    return new Column(name, Kind.RANGE, false, false);
  }

  public static Column part(String name) {
    return new Column(name, Kind.PART, false, false);
  }

  public static Column amount(String name) {
    return new Column(name, Kind.AMOUNT, false, false);
  }

  public static Column change(String name) {
    return new Column(name, Kind.CHANGE, false, false);
  }

  public static Column step(String name) {
    return new Column(name, Kind.STEP, false, false);
  }

  /** The same, left out where there is no room for it. */
  public Column forFiles() {
    return new Column(name, kind, isKey, true);
  }
}
