// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.report.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An answer that needs no drawing, as one page: the answer on top, its tables below. */
public final class TextPage {
  private TextPage() {}

  /**
   * Of sections whose first title is the answer.
   *
   * @param command that gave them, such as {@code rtnlab who}
   */
  public static String of(String command, List<Section> sections) throws IOException {
    String answer = sections.getFirst().title();
    List<Section> rest = new ArrayList<>(sections);
    Section first = rest.removeFirst();
    rest.addFirst(new Section(first.id(), "", first.table(), first.notes()));
    return of(command, answer, rest);
  }

  /** Of sections, with an answer above them. */
  public static String of(String command, String answer, List<Section> sections)
      throws IOException {
    return new Page(answer)
        .command(command)
        .section("tables", "In full", Tables.of(sections))
        .html(command + ": " + answer);
  }
}
