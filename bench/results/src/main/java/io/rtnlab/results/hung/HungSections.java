// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.hung;

import io.rtnlab.probes.hung.HangTask;
import io.rtnlab.probes.hung.HangWaiter;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import io.rtnlab.results.who.WaiterGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A hung host: the answer, and all tasks for files. */
public final class HungSections {
  /** Groups of waiters that are named; the rest is counted. */
  private static final int GROUPS = 6;

  private static final int MODULES = 4;

  private final HungDocument hung;
  private final List<Note> notes = new ArrayList<>();

  private HungSections(HungDocument hung) {
    this.hung = hung;
  }

  /** The answer, then the chain and the waiters, each in full. */
  public static List<Section> of(HungDocument hung) {
    List<Section> sections = new ArrayList<>(answer(hung));
    if (!hung.chain().isEmpty()) {
      sections.add(chain(hung.chain()));
    }
    if (!hung.waiters().isEmpty()) {
      sections.add(waiters(hung.waiters()));
    }
    return sections;
  }

  /** The answer alone. */
  public static List<Section> answer(HungDocument hung) {
    HungSections sections = new HungSections(hung);
    sections.write();
    return List.of(Section.notes("answer", sections.headline(), sections.notes));
  }

  private void write() {
    if (!hung.chain().isEmpty()) {
      chain();
    }
    List<WaiterGroup> groups =
        WaiterGroup.of(hung.waiters(), waiter -> family(waiter.comm()), HangWaiter::wants);
    groups.stream().limit(GROUPS).forEach(group -> add("wait", group.text()));
    String others = WaiterGroup.others(groups, GROUPS);
    if (!others.isEmpty()) {
      add("wait", others);
    }
    if (hung.others() > 0 && !HungDocument.NONE.equals(hung.state())) {
      add("others", hung.others() + " hung for something else");
    }
    String evidence = hung.evidence();
    if (evidence != null) {
      add("sure", evidence);
    }
    hung.doubts().forEach(doubt -> add("doubt", doubt));
    hung.missing().forEach(missing -> add("missing", missing));
  }

  private String headline() {
    return switch (hung.state()) {
      case HungDocument.NONE ->
          "nothing here: no task waits for the RTNL"
              + (hung.others() == 0
                  ? ", none is hung"
                  : "; " + hung.others() + " hung for something else");
      case HungDocument.HUNG -> "RTNL hung by " + name(hung.chain().getLast()) + "; " + queue();
      default ->
          hung.waiters().isEmpty()
              ? "cannot tell: a task may wait for the RTNL, and what is given does not show it"
              : "cannot tell: " + queue() + " for the RTNL, and no task is known to hold it";
    };
  }

  private String queue() {
    long longest = hung.waiters().stream().mapToLong(HangWaiter::atLeastNs).max().orElse(0);
    int count = hung.waiters().size();
    return count
        + (count == 1 ? " waits" : " wait")
        + (longest > 0 ? " >= " + Units.time(longest) : "");
  }

  private void chain() {
    List<HangTask> chain = hung.chain();
    HangTask root = chain.getLast();
    add(
        "root",
        name(root)
            + " "
            + root.state()
            + (chain.size() == 1 ? ", the holder itself" : "; has " + root.has()));
    if (root.doing() != null) {
      add("does", root.doing() + (root.does() == null ? "" : " (" + root.does() + ")"));
    }
    add("module", modules(root));
    if (chain.size() > 1) {
      add("holder", step(chain.getFirst()));
      chain.subList(1, chain.size() - 1).forEach(task -> add("then", step(task)));
    }
  }

  private static String modules(HangTask task) {
    return task.stack().isEmpty()
        ? "not known: no stack"
        : task.modules().isEmpty()
            ? "none: its frames are the kernel's own"
            : task.modules().stream().limit(MODULES).collect(Collectors.joining(", "));
  }

  private static String step(HangTask task) {
    return name(task)
        + (task.doing() == null ? " " + task.state() : " in " + task.doing())
        + (task.wants() == null ? "" : ", wants " + task.wants());
  }

  private static String name(HangTask task) {
    return (task.comm().isEmpty() ? "pid " : task.comm()) + "[" + task.pid() + "]";
  }

  /** Workers of the kernel are one family: what they want distinguishes them. */
  private static String family(String comm) {
    return comm.startsWith("kworker/") ? "kworker" : comm;
  }

  private void add(String label, String text) {
    notes.add(Note.labelled(label, text));
  }

  private static Section chain(List<HangTask> chain) {
    Table.Builder table =
        Table.of(
            Column.key("task"),
            Column.text("state"),
            Column.text("in"),
            Column.text("has"),
            Column.text("wants"),
            Column.time("at least"),
            Column.text("modules"));
    chain.forEach(
        task ->
            table.row(
                Cell.text(name(task)),
                Cell.text(task.state()),
                Cell.text(task.doing()),
                Cell.text(task.has()),
                Cell.text(task.wants()),
                Cell.time(task.atLeastNs()),
                Cell.text(String.join(", ", task.modules()))));
    return Section.of(
        "chain", "the holder, and whom it waits for", table.build().withoutEmptyColumns());
  }

  private static Section waiters(List<HangWaiter> waiters) {
    Table.Builder table =
        Table.of(
            Column.key("waiter"),
            Column.text("in"),
            Column.time("at least"),
            Column.text("for the RTNL"));
    waiters.forEach(
        waiter ->
            table.row(
                Cell.text(waiter.comm() + "[" + waiter.pid() + "]"),
                Cell.text(waiter.wants()),
                Cell.time(waiter.atLeastNs()),
                Cell.text(waiter.sure() ? "surely" : "perhaps")));
    return Section.of("waiters", "who waits", table.build().withoutEmptyColumns());
  }
}
