// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.text.Units;
import java.util.Locale;

/** Cells as a person reads them. The one place where a table's foreign names are escaped. */
public final class CellText {
  private CellText() {}

  /** Three digits and a unit; "–" for {@link Cell#NONE}. */
  public static String of(Cell cell) {
    return switch (cell) {
      case Cell.None _ -> "–";
      case Cell.Text(String text) -> Escaped.of(text);
      case Cell.Count(long count) -> Units.count(count);
      case Cell.Time(long ns) -> Units.time(ns);
      case Cell.Rate(double perSecond) -> Units.rate(perSecond);
      case Cell.Share share ->
          Units.share(new LedgerDocument.Share(share.share(), share.plusMinus()));
      case Cell.Interval(double share, double low, double high) ->
          String.format(Locale.ROOT, "%.2f %% [%.2f, %.2f]", 100 * share, 100 * low, 100 * high);
      case Cell.Bounds(long lowNs, long highNs) -> Units.bounds(lowNs, highNs);
      case Cell.Range(long low, long high) ->
          low == high ? Units.count(high) : Units.count(low) + ".." + Units.count(high);
      case Cell.Part(long count, long whole) ->
          count == 0 ? "0" : Units.count(count) + " (" + Units.share(count, whole) + ")";
      case Cell.Amount(double value, Cell.Unit unit) -> Units.amount(value, unit);
      case Cell.Change change -> Units.change(change);
      case Cell.Step step -> Escaped.of(step(step));
    };
  }

  /** What has changed stands as a figure; else a sign: "=" for equal, "?" for cannot tell. */
  private static String step(Cell.Step step) {
    String amount = Units.amount(step.amount().value(), step.amount().unit());
    Cell.Change change = step.change();
    return switch (step.verdict()) {
      case "equal" -> amount + " =";
      case "cannot tell" -> amount + " ?";
      default ->
          change == null
              ? amount
              : amount
                  + " "
                  + Units.change(new Cell.Change(change.value(), null, null, change.unit()));
    };
  }
}
