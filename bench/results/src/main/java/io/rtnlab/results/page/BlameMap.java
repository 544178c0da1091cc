// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.report.text.Units;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who waited for whom, as a map: a row for each waiter, a column for each holder. The filled part
 * of a cell is its share of all waiting, on a scale of square roots; its texture is the evidence
 * that makes most of it.
 */
final class BlameMap {
  static final String CAPTION =
      "Filled height: share of all waiting, on a scale of square roots. Texture and letter: the"
          + " evidence that makes most of a cell.";

  private static final int MOST = 7;
  private static final int LEFT = 160;
  private static final int RIGHT = 72;
  private static final int TOP = 96;
  private static final int ROW = 50;
  private static final String REST = "all others";

  private record Key(String waiter, String holder) {}

  private BlameMap() {}

  static String of(List<BlameRow> rows) {
    long all = rows.stream().mapToLong(BlameRow::ns).sum();
    if (all <= 0) {
      return "";
    }
    List<String> waiters = largest(rows, true);
    List<String> holders = largest(rows, false);
    Map<Key, Map<String, Long>> cells = new HashMap<>();
    for (BlameRow row : rows) {
      Key key =
          new Key(
              waiters.contains(row.waiter()) ? row.waiter() : REST,
              holders.contains(row.holder()) ? row.holder() : REST);
      cells.computeIfAbsent(key, _ -> new HashMap<>()).merge(row.evidence(), row.ns(), Long::sum);
    }
    int width = Math.min(112, (Svg.WIDTH - LEFT - RIGHT) / holders.size());
    Svg svg = new Svg(TOP + waiters.size() * ROW + 4, "who waited for whom");
    svg.text(LEFT - 8, TOP - 8, "end", "waited ↓   held →");
    for (int column = 0; column < holders.size(); column++) {
      svg.raw(
          "<g transform=\"translate(%d %d) rotate(-24)\">", LEFT + column * width + 16, TOP - 8);
      svg.textWithin(0, 0, 172, "start", holders.get(column)).raw("</g>\n");
    }
    for (int line = 0; line < waiters.size(); line++) {
      double y = TOP + line * ROW;
      svg.textWithin(LEFT - 8, y + 26, LEFT - 10, "end", waiters.get(line));
      for (int column = 0; column < holders.size(); column++) {
        Key key = new Key(waiters.get(line), holders.get(column));
        cell(svg, LEFT + column * width, y, width - 3, key, cells.getOrDefault(key, Map.of()), all);
      }
    }
    return svg.toString();
  }

  private static void cell(
      Svg svg, double x, double y, double width, Key key, Map<String, Long> cell, long all) {
    svg.raw(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" class=\"empty\"/>\n",
        x, y, width, ROW - 3);
    long ns = cell.values().stream().mapToLong(Long::longValue).sum();
    if (ns == 0) {
      return;
    }
    String most = Collections.max(cell.entrySet(), Map.Entry.comparingByValue()).getKey();
    Texture texture = Texture.ofEvidence(most);
    double tall = Math.sqrt((double) ns / all) * (ROW - 3);
    svg.rect(
        x,
        y + ROW - 3 - tall,
        width,
        tall,
        "class=\"part " + texture.style() + "\"",
        key.waiter()
            + " waited "
            + Units.time(ns)
            + " while "
            + key.holder()
            + " held, mostly "
            + most);
    String figures = texture.letter + " " + Units.time(ns) + " " + Units.share(ns, all);
    svg.raw(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"15\" class=\"plate\"/>\n",
        x + 2, y + 2, width - 4);
    svg.textWithin(x + width / 2, y + 13, width, "middle", figures);
  }

  private static List<String> largest(List<BlameRow> rows, boolean waiters) {
    Map<String, Long> sums = new HashMap<>();
    rows.forEach(row -> sums.merge(waiters ? row.waiter() : row.holder(), row.ns(), Long::sum));
    List<String> names =
        sums.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST)
            .map(Map.Entry::getKey)
            .toList();
    if (sums.size() <= MOST) {
      return names;
    }
    return Stream.concat(names.subList(0, MOST - 1).stream(), Stream.of(REST)).toList();
  }
}
