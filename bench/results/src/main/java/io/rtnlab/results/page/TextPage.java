// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.report.Section;
import java.io.IOException;
import java.util.List;

/** An answer that needs no drawing, as one page: its first line on top, the rest below. */
public final class TextPage {
  private TextPage() {}

  /**
   * Of lines as a terminal shows them.
   *
   * @param command that gave them, such as {@code rtnlab who}
   */
  public static String of(String command, String text) throws IOException {
    String answer = text.lines().findFirst().orElse("nothing");
    String rest = text.lines().skip(1).reduce("", (all, line) -> all + line + "\n");
    Page page = new Page(answer).command(command);
    page.section(
        "answer",
        "In full",
        rest.isBlank() ? "" : "<pre tabindex=\"0\">" + Html.lines(rest) + "</pre>\n");
    return page.html(command + ": " + answer);
  }

  /** Of sections. */
  public static String of(String command, String answer, List<Section> sections)
      throws IOException {
    return new Page(answer)
        .command(command)
        .section("tables", "All figures", Tables.of(sections))
        .html(command + ": " + answer);
  }
}
