// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WhoCommandTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "who",
        "who --json",
        "who --over 10s",
        "who --json --over 1.5m",
        "who --over 0",
      })
  void usualLinesMeanWhatPicocliReads(String line) {
    WhoCommand usual = WhoCommand.usual(line.split(" ", -1));
    WhoCommand read = new WhoCommand();
    String[] words = line.split(" ", -1);
    new CommandLine(read).parseArgs(Arrays.copyOfRange(words, 1, words.length));
    assertNotNull(usual, line);
    assertEquals(read.over(), usual.over(), line);
    assertEquals(read.isJson(), usual.isJson(), line);
  }

  /** Rare ones, and wrong ones, whose sentences are picocli's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "who --help",
        "who --over",
        "who --over soon",
        "who --over=1s",
        "who --json --json",
        "who --over 1s --json",
        "who --format csv",
        "who --html page.html",
        "who else",
      })
  void allOtherLinesAreLeftToPicocli(String line) {
    assertNull(WhoCommand.usual(line.split(" ", -1)), line);
  }
}
