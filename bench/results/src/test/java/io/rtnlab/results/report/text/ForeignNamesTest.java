// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.Documents;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that other accounts choose are data: they steer no terminal and forge no row. */
class ForeignNamesTest {
  private static final String FORGED = "ip\033[2J\nbird";

  @Test
  void aNameInATableIsOneCell() {
    TextTable table = new TextTable(1, "held by", "waits");
    table.row(FORGED, "1");
    assertEquals(2, table.toString().lines().count(), table.toString());
    assertTrue(table.toString().contains("ip\\x1b[2J\\x0abird"), table.toString());
  }

  @Test
  void aNameInALineIsEscaped() {
    Lines lines = new Lines();
    lines.line("%s waits", FORGED);
    assertEquals("ip\\x1b[2J\\x0abird waits\n", lines.toString());
  }

  @Test
  void whoContendedIsNamedOnceWithItsProcesses() {
    String contenders = Contenders.of(Documents.sample().blame());
    assertTrue(contenders.matches("ip( ×\\d+)?"), contenders);
  }

  @Test
  void whereNobodyElseContendedNobodyIsNamed() {
    assertEquals("", Contenders.of(List.of()));
  }
}
