// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.Shortened;
import io.rtnlab.results.flame.Stacks;
import io.rtnlab.results.report.text.Units;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A flame graph as a page of its own: the root below, the width of a frame its share of the total.
 * A differential one has the widths of the first run; a frame that takes a larger share than in the
 * other run is marked +, one that takes a smaller share −.
 */
public final class FlameGraph {
  private static final int WIDTH = 960;
  private static final int ROW = 18;
  private static final double NARROWEST = 0.8;
  private static final double CHARACTER = 6.6;
  private static final int DEEPEST = 64;
  private static final double CHANGED = 0.005;

  /** Of a name where it stands in full. */
  private static final int LONGEST = 300;

  /** Where the script says what the chosen frame is. */
  static final String CHOSEN = "<p class=\"chosen-frame\" aria-live=\"polite\"></p>";

  private static final class Node {
    final Map<String, Node> children = new TreeMap<>();
    long ns;
    long otherNs;
  }

  private final Node root = new Node();
  private final boolean isDifferential;
  private final StringBuilder svg = new StringBuilder();
  private int deepest;

  private FlameGraph(Stacks stacks, @Nullable Stacks against) {
    isDifferential = against != null;
    stacks.weights().forEach((stack, ns) -> add(stack, ns, 0));
    if (against != null) {
      against.weights().forEach((stack, ns) -> add(stack, 0, ns));
    }
  }

  private void add(String stack, long ns, long otherNs) {
    Node node = root;
    node.ns += ns;
    node.otherNs += otherNs;
    int depth = 0;
    for (String frame : stack.split(";", DEEPEST)) {
      node = node.children.computeIfAbsent(frame, _ -> new Node());
      node.ns += ns;
      node.otherNs += otherNs;
      deepest = Math.max(deepest, ++depth);
    }
  }

  /**
   * The page.
   *
   * @param title what the widths are
   * @param notes sentences below
   * @param against the run to compare with; null where there is none
   */
  public static String page(
      String title, List<String> notes, Stacks stacks, @Nullable Stacks against)
      throws IOException {
    FlameGraph graph = new FlameGraph(stacks, against);
    StringBuilder body = new StringBuilder("<h1>" + Html.text(title) + "</h1>\n<figure>");
    body.append(graph.drawing(title)).append(CHOSEN).append("</figure>\n");
    List<String> all = new ArrayList<>(notes);
    if (graph.isDifferential) {
      all.add("+ a larger share than in the other run, − a smaller one.");
    }
    all.forEach(note -> body.append("<p>").append(Html.text(note)).append("</p>\n"));
    return Frame.of(title, body.toString());
  }

  /**
   * The drawing alone, to stand in a page.
   *
   * @param title what the widths are, for readers who hear it
   */
  static String drawing(String title, Stacks stacks) {
    return new FlameGraph(stacks, null).drawing(title);
  }

  private String drawing(String title) {
    int height = (deepest + 1) * ROW + 2;
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"flames\" viewBox=\"0 0 %d %d\" role=\"application\" tabindex=\"0\""
                + " aria-label=\"%s; arrow keys choose a frame, Enter zooms in, Escape out\">\n",
            WIDTH,
            height,
            Html.text(title)));
    draw("all", root, 0, 0, height);
    return svg.append("</svg>").toString();
  }

  private void draw(String frame, Node node, double x, int depth, int height) {
    double width = root.ns == 0 ? 0 : (double) node.ns / root.ns * WIDTH;
    if (width < NARROWEST) {
      return;
    }
    double y = height - (depth + 1) * ROW;
    double change =
        isDifferential ? share(node.ns, root.ns) - share(node.otherNs, root.otherNs) : 0;
    String sign = change > CHANGED ? "+ " : change < -CHANGED ? "− " : "";
    String title =
        Shortened.of(frame, LONGEST)
            + ": "
            + Units.time(node.ns)
            + ", "
            + Units.share(node.ns, root.ns)
            + (isDifferential
                ? ", in the other run " + Units.share(node.otherNs, root.otherNs)
                : "");
    svg.append(
        String.format(
            Locale.ROOT,
            "<g class=\"frame\" data-name=\"%s\"><title>%s</title><rect x=\"%.2f\" y=\"%.1f\""
                + " width=\"%.2f\" height=\"%d\" class=\"flame %s\"/>",
            Html.label(sign + frame),
            Html.text(title),
            x,
            y,
            width,
            ROW - 1,
            style(frame, sign)));
    int room = (int) ((width - 6) / CHARACTER);
    if (room >= 3) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.2f\" y=\"%.1f\">%s</text>",
              x + 3,
              y + ROW - 5,
              Html.text(Shortened.of(sign + frame, room))));
    }
    svg.append("</g>\n");
    double left = x;
    for (Map.Entry<String, Node> child : node.children.entrySet()) {
      draw(child.getKey(), child.getValue(), left, depth + 1, height);
      left += root.ns == 0 ? 0 : (double) child.getValue().ns / root.ns * WIDTH;
    }
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private String style(String frame, String sign) {
    if (isDifferential) {
      return sign.startsWith("+") ? "more" : sign.startsWith("−") ? "less" : "same";
    }
    return frame.startsWith("[") ? "state" : frame.startsWith("waits (") ? "evidence" : "same";
  }
}
