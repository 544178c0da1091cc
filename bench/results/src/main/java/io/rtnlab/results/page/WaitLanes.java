// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of the longest waits with its surroundings: a lane for each thread, the waiter's first. Thin
 * bars are waits, textured by the evidence of who held; thick bars are holds for which others
 * waited. An arrow leads from where the waiter's holder changes down to that holder's lane.
 */
final class WaitLanes {
  private static final int LEFT = 180;
  private static final int RIGHT = 16;
  private static final int TOP = 22;
  private static final int LANE = 30;
  private static final int MOST_LANES = 10;
  private static final int MOST_ARROWS = 12;

  /** Pixels below which a bar would be nothing but its outline. */
  private static final double THIN = 3;

  /** Pixels that a bar needs to hold its letter. */
  private static final double LETTERED = 10;

  private WaitLanes() {}

  static String of(RunEvents.Window window) {
    List<RunEvents.WaitSegment> segments = joined(window.segments());
    List<Integer> threads = threads(window, segments);
    Map<Integer, Integer> lanes = new HashMap<>();
    threads.forEach(thread -> lanes.put(thread, lanes.size()));
    int height = TOP + threads.size() * LANE + 26;
    long beginNs = window.wait.beginNs();
    Svg svg =
        new Svg(
            height,
            "a long wait and who held meanwhile, a lane for each thread; plus and minus zoom, arrow"
                + " keys move, zero shows all",
            "class=\"lanes\" role=\"application\" tabindex=\"0\" data-left=\"%d\" data-right=\"%d\" data-from=\"%d\" data-until=\"%d\""
                .formatted(
                    LEFT, Svg.WIDTH - RIGHT, window.fromNs - beginNs, window.untilNs - beginNs));
    double unit = (double) (Svg.WIDTH - LEFT - RIGHT) / (window.untilNs - window.fromNs);
    for (int lane = 0; lane < threads.size(); lane++) {
      double y = TOP + lane * LANE;
      String name = window.names.getOrDefault(threads.get(lane), "thread");
      svg.line(LEFT, y + 15, Svg.WIDTH - RIGHT, y + 15, "grid");
      svg.textWithin(LEFT - 8, y + 19, LEFT - 10, "end", name + " (" + threads.get(lane) + ")");
    }
    for (RunEvents.WaitSegment segment : holds(segments)) {
      bar(svg, window, unit, lanes.get(segment.holder()), segment, true);
    }
    for (RunEvents.WaitSegment segment : segments) {
      bar(svg, window, unit, lanes.get(segment.thread()), segment, false);
    }
    arrows(svg, window, unit, lanes, segments);
    for (int i = 0; i <= 4; i++) {
      double x = LEFT + i / 4.0 * (Svg.WIDTH - LEFT - RIGHT);
      long ns = (window.untilNs - window.fromNs) * i / 4 - (window.wait.beginNs() - window.fromNs);
      svg.raw(
          "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>\n",
          x, height - 6, i == 4 ? "end" : "middle", Html.text(Units.time(ns)));
    }
    return svg.toString();
  }

  private static void bar(
      Svg svg,
      RunEvents.Window window,
      double unit,
      @Nullable Integer lane,
      RunEvents.WaitSegment segment,
      boolean hold) {
    if (lane == null) {
      return;
    }
    long from = Math.max(segment.fromNs(), window.fromNs);
    long until = Math.min(segment.untilNs(), window.untilNs);
    Texture texture = Texture.of(segment.evidence());
    double x = LEFT + (from - window.fromNs) * unit;
    double y = TOP + lane * LANE;
    double wide = (until - from) * unit;
    if (hold) {
      String title = "holds for " + Units.time(until - from);
      svg.rect(x, y + 4, wide, 22, "class=\"t hold\"", title);
      return;
    }
    svg.rect(
        x,
        y + 10,
        wide,
        10,
        "class=\"t part " + (wide < THIN ? "thin " : "") + texture.style() + "\"",
        "waits "
            + Units.time(segment.untilNs() - segment.fromNs())
            + " for "
            + segment.holderName()
            + ", "
            + segment.evidence().name().toLowerCase(Locale.ROOT));
    if (wide > LETTERED) {
      svg.raw(
          "<text class=\"t letter\" data-x=\"%1$.1f\" x=\"%1$.1f\" y=\"%2$.1f\">%3$c</text>\n",
          x + 2, y + 18.5, texture.letter);
    }
  }

  /** From the waiter's lane, where its holder changes, to the lane of the holder. */
  private static void arrows(
      Svg svg,
      RunEvents.Window window,
      double unit,
      Map<Integer, Integer> lanes,
      List<RunEvents.WaitSegment> segments) {
    List<RunEvents.WaitSegment> longest =
        segments.stream()
            .filter(p -> p.thread() == window.wait.thread() && lanes.containsKey(p.holder()))
            .sorted(Comparator.comparingLong((RunEvents.WaitSegment p) -> p.fromNs() - p.untilNs()))
            .limit(MOST_ARROWS)
            .toList();
    for (RunEvents.WaitSegment segment : longest) {
      Integer to = lanes.get(segment.holder());
      if (to == null || to == 0) {
        continue;
      }
      long middle = segment.fromNs() + (segment.untilNs() - segment.fromNs()) / 2;
      double x = LEFT + (middle - window.fromNs) * unit;
      double y = TOP + to * LANE + 4;
      svg.line(x, TOP + 20, x, y - 5, "t arrow");
      svg.raw("<path data-x=\"%1$.1f\" d=\"M%1$.1f %2$.1fl-4 -7h8z\" class=\"t head\"/>\n", x, y);
    }
  }

  /** Segments of one thread and holder that follow each other without a gap are one. */
  private static List<RunEvents.WaitSegment> joined(List<RunEvents.WaitSegment> segments) {
    Map<Integer, RunEvents.WaitSegment> last = new HashMap<>();
    List<RunEvents.WaitSegment> joined = new ArrayList<>();
    for (RunEvents.WaitSegment segment : segments) {
      RunEvents.WaitSegment before = last.get(segment.thread());
      if (before != null
          && before.holder() == segment.holder()
          && before.evidence() == segment.evidence()
          && before.untilNs() == segment.fromNs()) {
        last.put(
            segment.thread(),
            new RunEvents.WaitSegment(
                segment.thread(),
                before.fromNs(),
                segment.untilNs(),
                segment.holder(),
                before.holderName(),
                segment.evidence()));
      } else {
        if (before != null) {
          joined.add(before);
        }
        last.put(segment.thread(), segment);
      }
    }
    joined.addAll(last.values());
    return joined;
  }

  /** Where each holder is named by any waiter, once. */
  private static List<RunEvents.WaitSegment> holds(List<RunEvents.WaitSegment> segments) {
    List<RunEvents.WaitSegment> named =
        segments.stream()
            .filter(segment -> segment.holder() != 0 && segment.evidence() != Evidence.HANDOVER)
            .sorted(Comparator.comparingLong(RunEvents.WaitSegment::fromNs))
            .toList();
    Map<Integer, RunEvents.WaitSegment> open = new LinkedHashMap<>();
    List<RunEvents.WaitSegment> holds = new ArrayList<>();
    for (RunEvents.WaitSegment segment : named) {
      RunEvents.WaitSegment before = open.get(segment.holder());
      if (before != null && segment.fromNs() <= before.untilNs()) {
        open.put(
            segment.holder(),
            new RunEvents.WaitSegment(
                segment.thread(),
                before.fromNs(),
                Math.max(before.untilNs(), segment.untilNs()),
                segment.holder(),
                before.holderName(),
                before.evidence()));
      } else {
        if (before != null) {
          holds.add(before);
        }
        open.put(segment.holder(), segment);
      }
    }
    holds.addAll(open.values());
    return holds;
  }

  /** The waiter, then those that held longest meanwhile, then others that waited. */
  private static List<Integer> threads(
      RunEvents.Window window, List<RunEvents.WaitSegment> segments) {
    Map<Integer, Long> weights = new HashMap<>();
    for (RunEvents.WaitSegment segment : segments) {
      long ns = segment.untilNs() - segment.fromNs();
      weights.merge(segment.thread(), ns / 1_000, Long::sum);
      if (segment.holder() != 0) {
        long weight = segment.thread() == window.wait.thread() ? 1_000 * ns : ns;
        weights.merge(segment.holder(), weight, Long::sum);
      }
    }
    weights.remove(window.wait.thread());
    List<Integer> threads = new ArrayList<>(List.of(window.wait.thread()));
    weights.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_LANES - 1)
        .forEach(entry -> threads.add(entry.getKey()));
    return threads;
  }
}
