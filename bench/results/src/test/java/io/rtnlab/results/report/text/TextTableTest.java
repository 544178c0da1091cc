// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void alignsWordsLeftAndFiguresRight() {
    TextTable table = new TextTable(1, "operation", "p99");
    table.row("link-dump", "4 µs");
    table.row("x", "123 µs");
    assertEquals(
        """
        operation     p99
        link-dump    4 µs
        x          123 µs
        """,
        table.toString());
  }

  @Test
  void refusesARowOfAnotherWidth() {
    assertThrows(IllegalArgumentException.class, () -> new TextTable(1, "a", "b").row("only one"));
  }
}
