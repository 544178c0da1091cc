// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names that other accounts choose are data: they steer no terminal and forge no row. */
class ForeignNamesTest {
  private static final String FORGED = "ip\033[2J\nbird";

  private static List<Section> forged() {
    return List.of(
        Section.of(
            "blame",
            FORGED,
            Table.of(Column.key("held by"), Column.count("waits"))
                .row(Cell.text(FORGED), Cell.count(1L))
                .build(),
            Note.of(FORGED)));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aNameIsOneCellInEveryFormat(Format format) {
    String text = format.on(TextStyle.PLAIN).render(forged());
    assertTrue(text.contains("ip\\x1b") || text.contains("ip\\\\x1b"), text);
    assertTrue(text.chars().noneMatch(c -> c == 0x1b), text);
    assertTrue(text.lines().noneMatch(line -> line.startsWith("bird")), text);
  }

  @Test
  void aNameInATableIsOneRow() {
    String text = new TextFormat(TextStyle.PLAIN).render(forged());
    assertEquals(4, text.lines().count(), text);
  }
}
