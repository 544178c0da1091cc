// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TimePlotTest {
  /** A log's last interval is cut by the run's end: a few milliseconds are no rate. */
  @Test
  void theRestAtTheEndDrawsNoRate() {
    String plot =
        TimePlot.throughput(
            List.of(
                new LatencySeriesFile.Interval(0, 1000, 500),
                new LatencySeriesFile.Interval(1000, 2000, 500),
                new LatencySeriesFile.Interval(2000, 2010, 0)));
    String points =
        Pattern.compile("points=\"([^\"]*)\"")
            .matcher(plot)
            .results()
            .map(found -> found.group(1))
            .findFirst()
            .orElseThrow();
    assertEquals(4, points.split(" ", -1).length, points);
  }
}
