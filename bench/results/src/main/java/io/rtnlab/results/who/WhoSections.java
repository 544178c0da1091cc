// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.who;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.Shortened;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.format.SectionFormat;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code rtnlab who}: the answer in at most ten lines, and all tasks for files. */
public final class WhoSections {
  private static final int LINES = 10;

  /** What tells more than one look. */
  private static final Note NEXT = Note.labelled("next", "rtnlab watch --alarm 500ms");

  /** Room beside the labels, less one for an ellipsis that ASCII spells with two characters. */
  private static final int COLUMNS = 71;

  /** Groups of waiters that are named; the rest is counted. */
  private static final int GROUPS = 2;

  /** Links of a long chain between its ends that leave room for the other lines. */
  private static final int BETWEEN = 2;

  private final WhoDocument who;
  private final List<Note> notes = new ArrayList<>();

  private WhoSections(WhoDocument who) {
    this.who = who;
  }

  /** The answer, then the chain and the waiters, each in full. */
  public static List<Section> of(WhoDocument who) {
    List<Section> sections = new ArrayList<>(answer(who));
    if (!who.chain().isEmpty()) {
      sections.add(chain(who.chain()));
    }
    if (!who.waiters().isEmpty()) {
      sections.add(waiters("waiters", "who waits", who.waiters()));
    }
    return sections;
  }

  /** The same, and its figures in a row that is there whatever the state. */
  public static List<Section> withState(WhoDocument who) {
    List<Section> sections = of(who);
    sections.add(1, state(who));
    return sections;
  }

  /** The answer alone, 80 columns wide, at most nine lines. */
  public static List<String> lines(WhoDocument who) {
    return lines(who, new TextFormat(TextStyle.PLAIN)).toList();
  }

  /** The answer alone, at most ten lines, the last of which says what to do next. */
  public static String text(WhoDocument who, SectionFormat format) {
    String next =
        WhoDocument.UNKNOWN.equals(who.state())
            ? ""
            : format.render(List.of(Section.notes("answer", "", List.of(NEXT))));
    return lines(who, format).map(line -> line + "\n").collect(Collectors.joining("", "", next));
  }

  private static Stream<String> lines(WhoDocument who, SectionFormat format) {
    return format.render(answer(who)).lines().limit(LINES - 1);
  }

  private static List<Section> answer(WhoDocument who) {
    WhoSections sections = new WhoSections(who);
    sections.write();
    return List.of(Section.notes("answer", sections.headline(), sections.notes));
  }

  private void write() {
    if (!who.chain().isEmpty()) {
      chain();
      pods();
    }
    List<WaiterGroup> groups = WaiterGroup.of(who.waiters(), WhoWaiter::comm, WhoWaiter::wants);
    if (!groups.isEmpty()) {
      List<String> named =
          new ArrayList<>(groups.stream().limit(GROUPS).map(WaiterGroup::text).toList());
      named.add(WaiterGroup.others(groups, GROUPS));
      named.removeIf(String::isEmpty);
      add("wait", String.join("; ", named));
    }
    if (!WhoDocument.UNKNOWN.equals(who.state())) {
      who.doubts().forEach(doubt -> add("sure", doubt));
    }
  }

  private String headline() {
    return switch (who.state()) {
      case WhoDocument.IDLE ->
          who.waiters().isEmpty()
              ? "RTNL idle: no holder, no waiter"
              : "RTNL free at this moment; " + queue();
      case WhoDocument.HELD -> "RTNL held" + since() + "; " + queue();
      default -> "RTNL unknown: " + String.join(" ", who.doubts());
    };
  }

  private String since() {
    Long proven = who.heldAtLeastNs();
    boolean runs = !who.chain().isEmpty() && who.chain().getFirst().state().equals("running");
    if (proven != null && proven > 0 && (proven >= who.ownerSameForNs() || !runs)) {
      return " >= " + Units.time(proven);
    }
    return who.ownerSameForNs() > 0
        ? ", by the same task in all looks of " + Units.time(who.ownerSameForNs())
        : " briefly";
  }

  private String queue() {
    if (who.waiters().isEmpty()) {
      return "no thread asleep for it";
    }
    long oldest = oldestNs(who);
    return who.waiters().size()
        + (who.waiters().size() == 1 ? " waits" : " wait")
        + (oldest > 0 ? ", oldest >= " + Units.time(oldest) : "");
  }

  private static long oldestNs(WhoDocument who) {
    return who.waiters().stream().mapToLong(WhoWaiter::atLeastNs).max().orElse(0);
  }

  private void chain() {
    List<WhoTask> chain = who.chain();
    WhoTask root = chain.getLast();
    add(
        "root",
        chain.size() == 1
            ? name(root) + ", the holder itself"
            : name(root) + " " + root.state() + "; has " + root.has());
    add("holder", step(chain.getFirst()));
    chain.stream()
        .skip(1)
        .limit(Math.clamp(chain.size() - 2L, 0, BETWEEN))
        .forEach(task -> add("then", step(task)));
  }

  private static String step(WhoTask task) {
    String wants = task.wants();
    return name(task)
        + (wants == null ? " " + task.state() : "")
        + (task.doing() == null || task.state().endsWith(" " + task.doing())
            ? ""
            : " in " + task.doing())
        + (wants == null ? "" : ", wants " + wants);
  }

  private static String name(WhoTask task) {
    return task.comm() + "[" + task.pid() + "]";
  }

  private void pods() {
    String holder = container(who.chain().getFirst());
    String root = container(who.chain().getLast());
    add(
        "pods",
        "holder "
            + (holder.isEmpty() ? "none" : holder)
            + (who.chain().size() == 1 ? "" : "; root " + (root.isEmpty() ? "none" : root)));
  }

  /** The pod's name, else the innermost cgroup's. */
  private static String container(WhoTask task) {
    String pod = task.pod();
    return pod == null ? task.cgroup().substring(task.cgroup().lastIndexOf('/') + 1) : pod;
  }

  /** One line: foreign names can be long, and escaped ones longer. */
  private void add(String label, String text) {
    notes.add(Note.labelled(label, Shortened.of(Escaped.of(text), COLUMNS)));
  }

  private static Section state(WhoDocument who) {
    return Section.of(
        "state",
        "",
        Table.of(
                Column.key("state"),
                Column.time("held at least"),
                Column.count("waiters"),
                Column.time("oldest wait"))
            .row(
                Cell.text(who.state()),
                Cell.time(who.heldAtLeastNs()),
                new Cell.Count(who.waiters().size()),
                Cell.time(oldestNs(who)))
            .build());
  }

  private static Section chain(List<WhoTask> chain) {
    Table.Builder table =
        Table.of(
            Column.key("task"),
            Column.text("state"),
            Column.text("in"),
            Column.text("has"),
            Column.text("wants"),
            Column.time("at least"),
            Column.text("cgroup"),
            Column.text("pod"));
    chain.forEach(
        task ->
            table.row(
                Cell.text(name(task)),
                Cell.text(task.state()),
                Cell.text(task.doing()),
                Cell.text(task.has()),
                Cell.text(task.wants()),
                Cell.time(task.atLeastNs()),
                Cell.text(task.cgroup()),
                Cell.text(task.pod())));
    return Section.of(
        "chain", "the holder, and whom it waits for", table.build().withoutEmptyColumns());
  }

  /** Waiters in full, a row each, under an id and a title. */
  public static Section waiters(String id, String title, List<WhoWaiter> waiters) {
    Table.Builder table =
        Table.of(
            Column.key("waiter"),
            Column.text("in"),
            Column.time("at least"),
            Column.text("cgroup"));
    waiters.forEach(
        waiter ->
            table.row(
                Cell.text(waiter.comm() + "[" + waiter.pid() + "]"),
                Cell.text(waiter.wants()),
                Cell.time(waiter.atLeastNs()),
                Cell.text(waiter.cgroup())));
    return Section.of(id, title, table.build().withoutEmptyColumns());
  }
}
