// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.lab.dumpcheck.DumpPlan;
import io.rtnlab.lab.dumpcheck.ListenerCheck;
import io.rtnlab.results.dumpcheck.ListenerRow;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A listener that overran equals a dump again, where it empties its socket before it dumps. */
class ListenerLiveTest {
  @Test
  void drainingBeforeTheDumpMakesTheModelWhole() throws Exception {
    Live.needsNamespaces();
    DumpPlan plan = new DumpPlan(Duration.ofMillis(500), 1, 4096, 0, Pattern.compile("rules"));
    List<ListenerRow> rows = new ListenerCheck(plan).run();
    assertEquals(3, rows.size());
    for (ListenerRow row : rows) {
      assertEquals("", row.reason());
      assertTrue(row.overruns() > 0, row::toString);
      assertEquals(0, row.dumpWrong(), row::toString);
    }
    ListenerRow ignoring = rows.getFirst();
    assertTrue(ignoring.wrong() > 0, ignoring::toString); // or the comparison cannot fail
    assertEquals(0, rows.getLast().wrong(), rows.getLast()::toString);
  }
}
