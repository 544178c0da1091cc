// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.map;

import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A map: the counts of each verdict, then a row for each request. */
public final class MapSections {
  /** Their rounds are in the saved map. */
  private static final Set<String> SAYS_ENOUGH =
      Set.of(MapVerdict.LOCKED.word(), MapVerdict.FREE.word());

  private MapSections() {}

  /** The whole map. */
  public static List<Section> of(List<MapRow> map) {
    Table.Builder table =
        Table.of(
            Column.key("request"),
            Column.text("verdict"),
            Column.share("below"),
            Column.amount("locks"),
            Column.time("held"),
            Column.text("why"),
            Column.text("other mutexes"));
    for (MapRow row : map) {
      Double bound = row.bound();
      Double locks = row.locksPerRequest();
      table.row(
          Cell.text(row.request()),
          Cell.text(row.verdict()),
          bound == null ? Cell.NONE : new Cell.Share(bound, null),
          locks == null || locks == 0 ? Cell.NONE : Cell.amount(locks, Cell.Unit.NONE),
          Cell.time(row.holdMedianNs()),
          Cell.text(SAYS_ENOUGH.contains(row.verdict()) ? "" : row.reason()),
          Cell.text(String.join(", ", row.otherLocks())));
    }
    return List.of(Section.of("map", summary(map), table.build().withoutEmptyColumns()));
  }

  /** How many requests got each verdict, in one sentence. */
  private static String summary(List<MapRow> map) {
    return map.size()
        + " requests: "
        + MapVerdict.words().stream()
            .map(word -> count(map, word) + " " + word)
            .collect(Collectors.joining(", "));
  }

  /**
   * The differences between two maps.
   *
   * @param before what the first is called, such as its file, and {@code after} the second
   */
  public static List<Section> of(List<MapDifference> differences, String before, String after) {
    if (differences.isEmpty()) {
      return List.of(Section.notes("differences", "same verdicts", List.of()));
    }
    Table.Builder table =
        Table.of(Column.key("request"), Column.text("before"), Column.text("after"));
    differences.forEach(
        each ->
            table.row(
                Cell.text(each.request()), Cell.text(each.before()), Cell.text(each.after())));
    return List.of(
        Section.of(
            "differences",
            differences.size() + " verdicts differ",
            table.build(),
            Note.labelled("before", before),
            Note.labelled("after", after)));
  }

  /** Maps side by side, a column a kernel. */
  public static List<Section> of(MapLadder ladder) {
    String summary =
        ladder.steps().size()
            + " of "
            + ladder.requests()
            + " requests differ; take the RTNL where they did not before: "
            + ladder.worse();
    if (ladder.steps().isEmpty()) {
      return List.of(Section.notes("maps", "same verdicts", List.of()));
    }
    Column[] columns =
        Stream.concat(Stream.of(Column.key("request")), ladder.kernels().stream().map(Column::text))
            .toArray(Column[]::new);
    Table.Builder table = Table.of(columns);
    ladder
        .steps()
        .forEach(
            step ->
                table.row(
                    Stream.concat(Stream.of(step.request()), step.verdicts().stream())
                        .map(Cell::text)
                        .toArray(Cell[]::new)));
    return List.of(Section.of("maps", summary, table.build()));
  }

  private static long count(List<MapRow> map, String word) {
    return map.stream().filter(row -> row.verdict().equals(word)).count();
  }
}
