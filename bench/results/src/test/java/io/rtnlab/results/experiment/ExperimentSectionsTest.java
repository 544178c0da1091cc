// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.results.experiment.ExperimentDocument.Trial;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExperimentSectionsTest {
  @Test
  void theOutcomeComesFirstAndFiguresHaveTheirUnits() {
    Map<String, @Nullable Double> figures = new LinkedHashMap<>();
    figures.put("addP99Ns", 1_500_000.0);
    figures.put("waitingShare", 0.25);
    figures.put("insertsPerSecond", null);
    String text =
        text(
            new ExperimentDocument(
                "name",
                "does it?",
                "it does",
                "6.18.1",
                ExperimentDocument.AS_EXPECTED,
                "it did, for 25 % of the time",
                List.of(new Trial("one", 1, figures))));
    assertEquals(
        """
        AS EXPECTED: it did, for 25 % of the time
        expected: it does

        trial  add p99  waiting share  inserts/s
        one    1.50 ms           25 %          –
        Linux 6.18.1; medians over the runs of a row
        """,
        text);
  }

  private static String text(ExperimentDocument document) {
    return new TextFormat(TextStyle.PLAIN).render(ExperimentSections.of(document));
  }
}
