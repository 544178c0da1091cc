// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.format.CellText;
import java.util.List;
import java.util.function.Function;

/** Sections as HTML: each table in a box of its own that scrolls where it is too wide. */
final class Tables {
  private Tables() {}

  static String of(List<Section> sections) {
    return of(sections, _ -> "");
  }

  /**
   * The same with links.
   *
   * @param linked the part of the page that a row's first cell leads to, such as {@code wait-3};
   *     empty for none
   */
  static String of(List<Section> sections, Function<List<Cell>, String> linked) {
    StringBuilder html = new StringBuilder();
    for (Section section : sections) {
      if (!section.title().isEmpty()) {
        html.append("<h3>").append(Html.text(section.title())).append("</h3>\n");
      }
      section
          .table()
          .filter(table -> !table.isEmpty())
          .ifPresent(table -> append(html, table, linked));
      html.append(notes(section.notes()));
    }
    return html.toString();
  }

  static String notes(List<Note> notes) {
    StringBuilder html = new StringBuilder();
    for (Note note : notes) {
      html.append(note.isWarning() ? "<p class=\"warning\">" : "<p>")
          .append(note.label().isEmpty() ? "" : "<b>" + Html.text(note.label()) + ":</b> ")
          .append(Html.text(note.text()))
          .append("</p>\n");
    }
    return html.toString();
  }

  private static void append(StringBuilder html, Table whole, Function<List<Cell>, String> linked) {
    Table table = whole.withoutEmptyColumns();
    html.append("<div class=\"tables\" tabindex=\"0\"><table><thead><tr>");
    for (Column column : table.columns()) {
      html.append("<th scope=\"col\"").append(style(column)).append('>');
      html.append(Html.text(column.name())).append("</th>");
    }
    html.append("</tr></thead><tbody>\n");
    for (int at = 0; at < table.rows().size(); at++) {
      List<Cell> row = table.rows().get(at);
      String link = linked.apply(whole.rows().get(at));
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        html.append("<td").append(style(table.columns().get(i))).append('>');
        String text = Html.text(CellText.of(row.get(i)));
        html.append(i == 0 && !link.isEmpty() ? "<a href=\"#" + link + "\">" + text + "</a>" : text)
            .append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
  }

  private static String style(Column column) {
    return column.kind() == Column.Kind.TEXT ? "" : " class=\"figure\"";
  }
}
