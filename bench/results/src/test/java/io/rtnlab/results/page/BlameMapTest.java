// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.LedgerDocument.BlameRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlameMapTest {
  private static String drawn(String evidence) {
    return BlameMap.of(
        List.of(new BlameRow("dump", "insert", null, 1_000, 0L, 0L, 1, evidence, null, null)));
  }

  @Test
  void aCellHasTheTextureAndTheLetterOfItsEvidence() {
    String map = drawn("snapshot");
    assertTrue(map.contains("class=\"part e-snapshot\""), map);
    assertTrue(map.contains(">N 1.00 µs 100 %<"), map);
  }

  /** A document comes from anywhere. */
  @Test
  void evidenceThatIsNoneIsNoMarkup() {
    String map = drawn("proved)\"/><script>alert(1)</script>");
    assertFalse(map.contains("<script>"), map);
    assertTrue(map.contains("class=\"part e-unknown\""), map);
  }
}
