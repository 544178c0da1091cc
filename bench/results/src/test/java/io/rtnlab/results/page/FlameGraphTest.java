// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.flame.Stacks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class FlameGraphTest {
  private static Stacks stacks(long grew, long shrank) {
    Stacks stacks = new Stacks();
    stacks.add(List.of("<script>", "grew"), grew);
    stacks.add(List.of("<script>", "shrank"), shrank);
    return stacks;
  }

  @Test
  void theDrawingEscapesNamesAndMarksChanges() throws IOException {
    String page = FlameGraph.page("title", List.of(), stacks(70, 30), stacks(10, 90));
    assertEquals(1, Pattern.compile("<script").matcher(page).results().count());
    assertTrue(page.contains("+ grew"));
    assertTrue(page.contains("− shrank"));
  }

  @Test
  void theConvertersPageHasTheFramesAndFetchesNothing() throws IOException {
    String page =
        new String(ConvertedGraph.page("a <b> title", stacks(70, 30)), StandardCharsets.UTF_8);
    assertTrue(page.contains("shrank"));
    assertTrue(page.contains("a &lt;b&gt; title"));
    assertFalse(page.contains("<b>"));
    assertFalse(Pattern.compile("src=|@import|<link").matcher(page).find());
  }
}
