// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.Documents;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContendersTest {
  @Test
  void whoContendedIsNamedOnceWithItsProcesses() {
    String contenders = Contenders.of(Documents.sample().blame());
    assertTrue(contenders.matches("ip( ×\\d+)?"), contenders);
  }

  @Test
  void whereNoOtherContendedNoneIsNamed() {
    assertEquals("", Contenders.of(List.of()));
  }
}
