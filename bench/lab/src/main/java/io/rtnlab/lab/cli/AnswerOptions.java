// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.Json;
import io.rtnlab.results.page.TextPage;
import io.rtnlab.results.report.Section;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command gives its answer: {@code --json}, {@code --format}, and {@code --html} besides. */
final class AnswerOptions {
  @Mixin private FormatOption format = new FormatOption();
  @Mixin private HtmlFile html = new HtmlFile();

  @Option(names = "--json", description = "The answer as one JSON document.")
  private boolean json;

  /**
   * Refuses what cannot be answered, before the work for it.
   *
   * @throws IllegalArgumentException where {@code --json} and {@code --format} are given
   * @throws IOException where the page's file exists already or cannot be made
   */
  void check() throws IOException {
    format.refuseWith(json);
    html.requireCanBeMade();
  }

  boolean isJson() {
    return json;
  }

  /** Whether the answer is for a terminal, not for a program or a file. */
  boolean isText() {
    return !json && format.isText();
  }

  /**
   * Prints the answer, and writes its tables as a page where one is wanted.
   *
   * @param command for the page's title, such as {@code rtnlab map}
   * @param document what JSON shows
   * @param sections what all other forms show
   */
  void print(PrintWriter out, String command, Object document, List<Section> sections)
      throws IOException {
    print(out, document, sections, () -> TextPage.of(command, sections));
  }

  /** The same with a page of its own. */
  void print(PrintWriter out, Object document, List<Section> sections, HtmlFile.Content page)
      throws IOException {
    out.print(json ? Escaped.json(Json.write(document)) : format.render(sections));
    out.flush();
    html.write(page);
  }
}
