// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.report.Note;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A page in the making: the answer on top, sections with headings below. */
final class Page {
  private final StringBuilder body = new StringBuilder();

  /** Starts with the answer, unescaped. */
  Page(String answer) {
    body.append("<h1>").append(Html.text(answer)).append("</h1>\n");
  }

  Page notes(List<Note> notes) {
    body.append(Tables.notes(notes));
    return this;
  }

  /** A sentence, unescaped. */
  Page sentence(String sentence) {
    body.append("<p>").append(Html.text(sentence)).append("</p>\n");
    return this;
  }

  /** A sentence that the reader must not overlook, unescaped. */
  Page warning(String sentence) {
    body.append("<p class=\"warning\">").append(Html.text(sentence)).append("</p>\n");
    return this;
  }

  /** The command that made what the page shows, unescaped. */
  Page command(String command) {
    body.append("<p class=\"command\"><code>").append(Html.text(command)).append("</code></p>\n");
    return this;
  }

  /**
   * A section; none where its content is empty.
   *
   * @param content HTML
   */
  Page section(String id, String title, String content) {
    if (!content.isEmpty()) {
      body.append("<section id=\"").append(id).append("\">\n<h2>").append(title).append("</h2>\n");
      body.append(content).append("</section>\n");
    }
    return this;
  }

  /** A section with a row for each of these facts, unescaped. */
  Page facts(String id, String title, Map<String, String> facts) {
    StringBuilder rows = new StringBuilder("<div class=\"tables\"><table><tbody>\n");
    facts.forEach(
        (name, value) ->
            rows.append("<tr><th scope=\"row\">")
                .append(Html.text(name))
                .append("</th><td>")
                .append(Html.text(value))
                .append("</td></tr>\n"));
    return facts.isEmpty()
        ? this
        : section(id, title, rows.append("</tbody></table></div>\n").toString());
  }

  /**
   * A drawing with what to see in it; empty where there is no drawing.
   *
   * @param caption unescaped
   */
  static String figure(String drawing, String caption) {
    return drawing.isEmpty()
        ? ""
        : "<figure>" + drawing + "<figcaption>" + Html.text(caption) + "</figcaption></figure>\n";
  }

  /**
   * The whole page.
   *
   * @param title of the browser's window, unescaped
   */
  String html(String title) throws IOException {
    return Frame.of(title, body.toString());
  }
}
