// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void aJobIsACommandThatCanBeTyped() {
    assertEquals("rtnlab run --threads 2", Settings.command(List.of("--threads", "2")));
    assertEquals("rtnlab run --threads 2", Settings.command(List.of("run", "--threads", "2")));
  }
}
