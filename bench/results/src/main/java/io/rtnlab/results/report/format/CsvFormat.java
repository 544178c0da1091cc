// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The tables alone, as RFC 4180 has them, apart from its line ends: a header and rows for each
 * table, the section's id in the first column, an empty line between tables. Figures are plain
 * numbers, with their unit in the header or in a column of its own; what is not known is empty. A
 * text that a spreadsheet would run as a formula gets an apostrophe in front. An answer without any
 * table, such as "same verdicts", is a table of its sentences.
 */
public final class CsvFormat implements SectionFormat {
  /** Spreadsheets take these, wide forms too, for the begin of a formula. */
  private static final String FORMULA = "=+-@＝＋－＠\t\r";

  @Override
  public String render(List<Section> sections) {
    StringBuilder csv = new StringBuilder();
    for (Section section : sections) {
      section.table().ifPresent(table -> append(csv, section.id(), table));
    }
    return csv.isEmpty() && !sections.isEmpty() ? sentences(sections) : csv.toString();
  }

  private static String sentences(List<Section> sections) {
    StringBuilder csv = new StringBuilder();
    line(csv, List.of("section", "label", "text"));
    for (Section section : sections) {
      if (!section.title().isEmpty()) {
        line(csv, List.of(field(section.id()), "", field(section.title())));
      }
      for (Note note : section.notes()) {
        line(csv, List.of(field(section.id()), field(note.label()), field(note.text())));
      }
    }
    return csv.toString();
  }

  private static void append(StringBuilder csv, String id, Table table) {
    csv.append(csv.isEmpty() ? "" : "\n");
    List<String> header = new ArrayList<>(List.of("section"));
    table.columns().forEach(column -> header.addAll(names(column)));
    line(csv, header);
    for (List<Cell> row : table.rows()) {
      List<String> values = new ArrayList<>(List.of(field(id)));
      for (int i = 0; i < row.size(); i++) {
        values.addAll(values(row.get(i), table.columns().get(i)));
      }
      line(csv, values);
    }
  }

  private static void line(StringBuilder csv, List<String> fields) {
    csv.append(String.join(",", fields)).append('\n');
  }

  private static List<String> names(Column column) {
    String name =
        column
            .name()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "_")
            .replaceAll("^_|_$", "");
    return switch (column.kind()) {
      case TEXT, COUNT -> List.of(field(name));
      case TIME -> List.of(name + "_ns");
      case RATE -> List.of(name.replaceFirst("_s$", "") + "_per_second");
      case SHARE -> List.of(name, name + "_plus_minus");
      case INTERVAL -> List.of(name, name + "_low", name + "_high");
      case BOUNDS -> List.of(name + "_low_ns", name + "_high_ns");
      case RANGE -> List.of(name + "_low", name + "_high");
      case PART -> List.of(name, name + "_of");
      case AMOUNT -> List.of(name, name + "_unit");
      case CHANGE -> List.of(name, name + "_low", name + "_high", name + "_unit");
      case STEP ->
          List.of(
              name,
              name + "_unit",
              name + "_change_percent",
              name + "_change_low_percent",
              name + "_change_high_percent",
              name + "_verdict");
    };
  }

  private static List<String> values(Cell cell, Column column) {
    return switch (cell) {
      case Cell.None _ -> Collections.nCopies(names(column).size(), "");
      case Cell.Text(String text) -> List.of(field(text));
      case Cell.Count(long count) -> List.of(Long.toString(count));
      case Cell.Time(long ns) -> List.of(Long.toString(ns));
      case Cell.Rate(double perSecond) -> List.of(number(perSecond));
      case Cell.Share share -> List.of(number(share.share()), number(share.plusMinus()));
      case Cell.Interval(double share, double low, double high) ->
          List.of(number(share), number(low), number(high));
      case Cell.Bounds(long lowNs, long highNs) ->
          List.of(Long.toString(lowNs), Long.toString(highNs));
      case Cell.Range(long low, long high) -> List.of(Long.toString(low), Long.toString(high));
      case Cell.Part(long count, long whole) -> List.of(Long.toString(count), Long.toString(whole));
      case Cell.Amount(double value, Cell.Unit unit) -> List.of(number(value), words(unit));
      case Cell.Change change -> {
        List<String> values = new ArrayList<>(interval(change));
        values.add(words(change.unit()));
        yield values;
      }
      case Cell.Step(Cell.Amount amount, Cell.Change change, String verdict) -> {
        List<String> values = new ArrayList<>(values(amount, column));
        values.addAll(change == null ? List.of("", "", "") : interval(change));
        values.add(field(verdict));
        yield values;
      }
    };
  }

  private static List<String> interval(Cell.Change change) {
    return List.of(number(change.value()), number(change.low()), number(change.high()));
  }

  private static String words(Cell.Unit unit) {
    return unit == Cell.Unit.NONE ? "" : unit.name().toLowerCase(Locale.ROOT);
  }

  private static String number(@Nullable Double value) {
    return value == null
        ? ""
        : String.format(Locale.ROOT, "%.6f", value).replaceFirst("\\.?0+$", "");
  }

  private static String field(String text) {
    String escaped = Escaped.of(text);
    String harmless =
        !escaped.isBlank() && FORMULA.indexOf(escaped.strip().charAt(0)) >= 0
            ? "'" + escaped
            : escaped;
    return harmless.matches("[^\",\n\r;]*") && harmless.equals(escaped)
        ? harmless
        : '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
