// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.hung;

import io.rtnlab.probes.hung.HangTask;
import io.rtnlab.probes.hung.HangWaiter;
import io.rtnlab.results.Escaped;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A hung host as text: 80 columns, the answer first. */
public final class HungText {
  private static final int COLUMNS = 80;
  private static final int LABEL = 8;

  /** Groups of waiters that are named; the rest is counted. */
  private static final int GROUPS = 6;

  private static final int MODULES = 4;

  private final HungDocument hung;
  private final List<String> lines = new ArrayList<>();

  private HungText(HungDocument hung) {
    this.hung = hung;
  }

  /** The text, each line ended by a line break. */
  public static String of(HungDocument hung) {
    return new HungText(hung).write();
  }

  private String write() {
    lines.add(clipped(answer()));
    if (!hung.chain().isEmpty()) {
      chain();
    }
    waiters();
    if (hung.others() > 0 && !HungDocument.NONE.equals(hung.state())) {
      add("others", hung.others() + " hung for something else");
    }
    String evidence = hung.evidence();
    if (evidence != null) {
      add("sure", evidence);
    }
    hung.doubts().forEach(doubt -> add("doubt", doubt));
    hung.missing().forEach(missing -> add("missing", missing));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private String answer() {
    return switch (hung.state()) {
      case HungDocument.NONE ->
          "nothing here: no task waits for the RTNL"
              + (hung.others() == 0
                  ? ", none is hung"
                  : "; " + hung.others() + " hung for something else");
      case HungDocument.HUNG -> "RTNL hung by " + name(hung.chain().getLast()) + "; " + queue();
      default -> "cannot tell: " + queue() + " for the RTNL, and no task is known to hold it";
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
    HangTask holder = hung.chain().getFirst();
    HangTask root = hung.chain().getLast();
    add(
        "root",
        name(root)
            + " "
            + Escaped.of(root.state())
            + (hung.chain().size() == 1
                ? ", the holder itself"
                : "; has " + Escaped.of(root.has())));
    if (root.doing() != null) {
      add("does", Escaped.of(root.doing() + (root.does() == null ? "" : " (" + root.does() + ")")));
    }
    add(
        "module",
        root.stack().isEmpty()
            ? "not known: no stack"
            : root.modules().isEmpty()
                ? "none: its frames are the kernel's own"
                : root.modules().stream()
                    .limit(MODULES)
                    .map(Escaped::of)
                    .collect(Collectors.joining(", ")));
    if (hung.chain().size() > 1) {
      add("holder", step(holder));
      hung.chain().subList(1, hung.chain().size() - 1).forEach(task -> add("then", step(task)));
    }
  }

  private static String step(HangTask task) {
    String wants = task.wants();
    return name(task)
        + (task.doing() == null
            ? " " + Escaped.of(task.state())
            : " in " + Escaped.of(task.doing()))
        + (wants == null ? "" : ", wants " + Escaped.of(wants));
  }

  private static String name(HangTask task) {
    return name(task.comm(), task.pid());
  }

  private static String name(@Nullable String comm, int pid) {
    return (comm == null || comm.isEmpty() ? "pid " : Escaped.of(comm)) + "[" + pid + "]";
  }

  private void waiters() {
    record Group(String comm, String wants) {}
    Map<Group, Long> groups =
        hung.waiters().stream()
            .collect(
                Collectors.groupingBy(
                    waiter -> new Group(family(waiter.comm()), waiter.wants()),
                    LinkedHashMap::new,
                    Collectors.counting()));
    List<Map.Entry<Group, Long>> largest =
        groups.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList();
    for (Map.Entry<Group, Long> group : largest.stream().limit(GROUPS).toList()) {
      add(
          "wait",
          Escaped.of(group.getKey().comm())
              + (group.getValue() == 1 ? "" : " x" + group.getValue())
              + (group.getKey().wants().isEmpty() ? "" : " " + Escaped.of(group.getKey().wants())));
    }
    long rest = largest.stream().skip(GROUPS).mapToLong(Map.Entry::getValue).sum();
    if (rest > 0) {
      add("wait", rest + (rest == 1 ? " other" : " others"));
    }
  }

  /** Workers of the kernel are one family: what they want distinguishes them. */
  private static String family(String comm) {
    return comm.startsWith("kworker/") ? "kworker" : comm;
  }

  /** Breaks at spaces; what follows a break is indented as far as the first line's text. */
  private void add(String label, String text) {
    StringBuilder line = new StringBuilder(label + " ".repeat(LABEL - label.length()));
    for (String word : text.split(" ", -1)) {
      if (line.length() > LABEL && line.length() + word.length() + 1 > COLUMNS) {
        lines.add(clipped(line.toString()));
        line = new StringBuilder(" ".repeat(LABEL));
      }
      line.append(line.length() > LABEL ? " " : "").append(word);
    }
    lines.add(clipped(line.toString()));
  }

  private static String clipped(String line) {
    return line.codePointCount(0, line.length()) <= COLUMNS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, COLUMNS - 1)) + "…";
  }
}
