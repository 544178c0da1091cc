// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.watch;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.report.text.Units;
import io.rtnlab.results.who.WhoSections;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The story of a long hold as text, and as a page that needs nothing else. */
public final class AlarmText {
  private AlarmText() {}

  private record Part(String title, String lines) {}

  /** The text, each line ended by a line break. */
  public static String of(AlarmDocument alarm) {
    return parts(alarm).stream()
        .map(part -> (part.title.isEmpty() ? "" : "\n" + part.title + "\n") + part.lines)
        .collect(Collectors.joining());
  }

  /** The page. */
  public static String page(AlarmDocument alarm) {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"color-scheme\" content=\"light dark\">")
        .append("<title>RTNL held, ")
        .append(html(alarm.time()))
        .append("</title><style>body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto}")
        .append("pre{overflow-x:auto;padding:.5em;border:1px solid #8888}</style></head><body>\n")
        .append("<h1>RTNL held, ")
        .append(html(alarm.time()))
        .append("</h1>\n");
    for (Part part : parts(alarm)) {
      page.append(part.title.isEmpty() ? "" : "<h2>" + html(part.title) + "</h2>\n")
          .append("<pre>")
          .append(html(part.lines))
          .append("</pre>\n");
    }
    return page.append("</body></html>\n").toString();
  }

  private static List<Part> parts(AlarmDocument alarm) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("", WhoSections.text(alarm.who()) + length(alarm)));
    for (AlarmDocument.TaskStack stack : alarm.stacks()) {
      parts.add(
          new Part(
              "where " + Escaped.of(stack.comm()) + "[" + stack.pid() + "] was",
              stack.frames().isEmpty()
                  ? "running\n"
                  : stack.frames().stream()
                      .map(frame -> "  " + Escaped.of(frame) + "\n")
                      .collect(Collectors.joining())));
    }
    parts.add(
        new Part(
            "all who waited",
            alarm.waited().isEmpty()
                ? "no thread was seen asleep for it\n"
                : alarm.waited().stream()
                    .map(
                        waiter ->
                            Escaped.of(waiter.comm() + "[" + waiter.pid() + "] " + waiter.wants())
                                + " >= "
                                + Units.time(waiter.atLeastNs())
                                + " "
                                + Escaped.of(waiter.cgroup())
                                + "\n")
                    .collect(Collectors.joining())));
    parts.add(
        new Part(
            "the seconds before",
            alarm.before().isEmpty()
                ? "the watch had just begun\n"
                : alarm.before().stream().map(WatchSecond::text).collect(Collectors.joining())));
    return parts;
  }

  private static String length(AlarmDocument alarm) {
    return "length  "
        + (alarm.ended() ? "over; held >= " : "lasts still; held >= ")
        + Units.time(alarm.heldAtLeastNs())
        + "\n";
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
