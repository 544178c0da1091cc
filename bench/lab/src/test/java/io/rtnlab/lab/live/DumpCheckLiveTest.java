// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.lab.dumpcheck.DumpCheck;
import io.rtnlab.lab.dumpcheck.DumpPlan;
import io.rtnlab.results.dumpcheck.DumpRow;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One thread alone finds no fault; beside writers dumps are read and changes are logged. */
class DumpCheckLiveTest {
  /** More objects than a kind has by itself are still counted and told apart. */
  @ParameterizedTest
  @CsvSource({"rules, 0", "routes AF_INET$, 700", "qdiscs, 320"})
  void aControlFindsNoFault(String kind, int objects) throws Exception {
    Live.needsNamespaces();
    DumpPlan plan = new DumpPlan(Duration.ofMillis(300), 1, 4096, objects, Pattern.compile(kind));
    List<DumpRow> rows = new DumpCheck(plan).run();
    assertEquals(2, rows.size());
    for (DumpRow row : rows) {
      assertEquals("", row.reason());
      assertTrue(row.dumps() > 0, row::toString);
      assertTrue(row.changes() > 0, row::toString);
      assertFalse(row.controlFailed(), row::toString);
    }
  }
}
