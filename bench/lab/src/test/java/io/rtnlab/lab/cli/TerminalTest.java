// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.results.report.format.TextStyle;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colour on a terminal only, ASCII where the locale has no UTF-8, and no foreign sequence. */
class TerminalTest {
  private static String printed(String... texts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Terminal terminal = new Terminal(bytes)) {
      for (String text : texts) {
        terminal.write(text.toCharArray(), 0, text.length());
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void onlyTheSequencesOfReportsPass() throws IOException {
    assertEquals(
        "\033[1mtitle\033[0m\n\\x1b[2Jip\\x1b[5m\n",
        printed("\033[1mtitle\033[0m\n\033[2Jip\033[5m\n"));
  }

  /** A {@link java.io.PrintWriter} hides it, and the program would end with 0. */
  @Test
  void whatCannotBeWrittenIsRemembered() throws IOException {
    try (Terminal terminal = new Terminal(new FileOutputStream("/dev/full"))) {
      PrintWriter writer = new PrintWriter(terminal);
      writer.println("x".repeat(100_000));
      writer.flush();
      IOException failure = terminal.failure();
      assertTrue(
          failure != null && String.valueOf(failure.getMessage()).contains("No space left"),
          () -> String.valueOf(failure));
    }
  }

  @Test
  void aSequenceIsWholeWhereverTheBufferEnds() throws IOException {
    String text = "\033[31mbeware\033[0m\n";
    for (int cut = 0; cut <= text.length(); cut++) {
      assertEquals(text, printed(text.substring(0, cut), text.substring(cut)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, xterm, , true",
    "false, xterm, , false",
    "true, dumb, , false",
    "true, xterm, 1, false",
    "true, xterm, '', true"
  })
  void colourFollowsNoColor(
      boolean terminal, String term, @Nullable String noColour, boolean colour) {
    Map<String, String> environment =
        noColour == null ? Map.of("TERM", term) : Map.of("TERM", term, "NO_COLOR", noColour);
    assertEquals(colour, ReportFormat.style(environment, "UTF-8", terminal).hasColour());
  }

  @Test
  void aLocaleWithoutUtf8GetsAscii() {
    assertTrue(ReportFormat.style(Map.of(), "ANSI_X3.4-1968", false).isAscii());
    assertTrue(ReportFormat.style(Map.of(), "ISO-8859-1", false).isAscii());
    TextStyle utf8 = ReportFormat.style(Map.of(), "utf-8", false);
    assertFalse(utf8.isAscii());
  }
}
