// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.watch;

import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import io.rtnlab.results.who.WhoSections;
import java.util.ArrayList;
import java.util.List;

/** The story of one long hold: who it was, where each task was, who waited, what came before. */
public final class AlarmSections {
  private AlarmSections() {}

  public static List<Section> of(AlarmDocument alarm) {
    List<Section> sections = new ArrayList<>();
    List<Section> who = WhoSections.of(alarm.who());
    Section answer = who.getFirst();
    List<Note> notes = new ArrayList<>(answer.notes());
    notes.add(
        Note.labelled(
            "length",
            (alarm.ended() ? "over; held >= " : "lasts still; held >= ")
                + Units.time(alarm.heldAtLeastNs())));
    notes.add(Note.labelled("when", alarm.time()));
    sections.add(new Section(answer.id(), answer.title(), answer.table(), notes));
    sections.addAll(who.subList(1, who.size()));
    alarm.stacks().forEach(stack -> sections.add(stack(stack)));
    sections.add(
        alarm.waited().isEmpty()
            ? none("waited", "all who waited", "No thread was seen asleep for it.")
            : WhoSections.waiters("waited", "all who waited", alarm.waited()));
    sections.add(
        alarm.before().isEmpty()
            ? none("before", "the seconds before", "The watch had just begun.")
            : before(alarm.before()));
    return sections;
  }

  private static Section none(String id, String title, String sentence) {
    return Section.notes(id, title, List.of(Note.of(sentence)));
  }

  private static Section stack(AlarmDocument.TaskStack stack) {
    String title = "where " + stack.comm() + "[" + stack.pid() + "] was";
    if (stack.frames().isEmpty()) {
      return none("stack", title, "It was running.");
    }
    Table.Builder table = Table.of(Column.key("function, innermost first"));
    stack.frames().forEach(frame -> table.row(Cell.text(frame)));
    return Section.of("stack", title, table.build());
  }

  private static Section before(List<WatchSecond> seconds) {
    Table.Builder table =
        Table.of(
            Column.key("time"),
            Column.text("state"),
            Column.part("held in looks"),
            Column.time("longest"),
            Column.count("waiters"),
            Column.time("oldest wait"));
    seconds.forEach(
        second ->
            table.row(
                Cell.text(second.time()),
                Cell.text(second.state()),
                new Cell.Part(second.heldLooks(), second.looks()),
                new Cell.Time(second.longestNs()),
                new Cell.Count(second.waiters()),
                new Cell.Time(second.oldestWaitNs())));
    return Section.of("before", "the seconds before", table.build());
  }
}
