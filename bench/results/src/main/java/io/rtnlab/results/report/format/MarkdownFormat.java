// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.List;
import java.util.stream.Collectors;

/** Sections as GitHub's Markdown: titles as headings, tables with pipes, notes as paragraphs. */
public final class MarkdownFormat implements SectionFormat {
  @Override
  public String render(List<Section> sections) {
    StringBuilder markdown = new StringBuilder();
    for (Section section : sections) {
      if (!section.title().isEmpty()) {
        paragraph(markdown, "## " + text(Escaped.of(section.title())));
      }
      section.table().ifPresent(table -> paragraph(markdown, table(table)));
      for (Note note : section.notes()) {
        String label = note.label().isEmpty() ? "" : note.label() + ": ";
        String shown = text(Escaped.of(label + note.text()));
        paragraph(markdown, note.isWarning() ? "**" + shown + "**" : shown);
      }
    }
    return markdown.toString();
  }

  private static void paragraph(StringBuilder markdown, String lines) {
    markdown.append(markdown.isEmpty() ? "" : "\n").append(lines.strip()).append('\n');
  }

  private static String table(Table table) {
    List<Column> columns = table.columns();
    StringBuilder lines = new StringBuilder();
    lines.append(line(columns.stream().map(column -> text(column.name())).toList()));
    lines.append(
        line(
            columns.stream()
                .map(column -> column.kind() == Column.Kind.TEXT ? "---" : "--:")
                .toList()));
    table
        .rows()
        .forEach(row -> lines.append(line(row.stream().map(c -> text(CellText.of(c))).toList())));
    return lines.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Names must not become markup. */
  private static String text(String text) {
    return text.replaceAll("[\\\\`*_\\[\\]<>|#~&]", "\\\\$0");
  }
}
