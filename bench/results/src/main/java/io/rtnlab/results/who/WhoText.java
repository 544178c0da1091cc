// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.who;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code rtnlab who} as text: at most ten lines of 80 columns, the answer first. */
public final class WhoText {
  private static final int COLUMNS = 80;
  private static final int LINES = 10;

  /** Groups of waiters that are named; the rest is counted. */
  private static final int GROUPS = 2;

  private final WhoDocument who;
  private final List<String> lines = new ArrayList<>();

  private WhoText(WhoDocument who) {
    this.who = who;
  }

  /** The text, each line ended by a line break. */
  public static String of(WhoDocument who) {
    return new WhoText(who).write();
  }

  private String write() {
    lines.add(answer());
    if (!who.chain().isEmpty()) {
      chain();
      pods();
    }
    if (!who.waiters().isEmpty()) {
      lines.add("wait    " + waiters());
    }
    if (!WhoDocument.UNKNOWN.equals(who.state())) {
      for (String doubt : who.doubts()) {
        if (lines.size() < LINES) {
          lines.add("sure    " + doubt);
        }
      }
    }
    return lines.stream()
        .map(WhoText::clipped)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private String answer() {
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
    long oldest = who.waiters().stream().mapToLong(WhoWaiter::atLeastNs).max().orElse(0);
    return who.waiters().size()
        + (who.waiters().size() == 1 ? " waits" : " wait")
        + (oldest > 0 ? ", oldest >= " + Units.time(oldest) : "");
  }

  private void chain() {
    WhoTask holder = who.chain().getFirst();
    WhoTask root = who.chain().getLast();
    if (who.chain().size() == 1) {
      lines.add("root    " + name(root) + ", the holder itself");
    } else {
      lines.add("root    " + name(root) + " " + root.state() + "; has " + root.has());
    }
    // A long chain leaves room for the other lines.
    List<WhoTask> between =
        who.chain().subList(Math.min(1, who.chain().size()), Math.max(1, who.chain().size() - 1));
    lines.add("holder  " + step(holder));
    between.stream().limit(2).forEach(task -> lines.add("then    " + step(task)));
  }

  private static String step(WhoTask task) {
    String wants = task.wants();
    return name(task)
        + (wants == null ? " " + task.state() : "")
        + (task.doing() == null || task.state().endsWith(" " + task.doing())
            ? ""
            : " in " + task.doing())
        + (wants == null ? "" : ", wants " + Escaped.of(wants));
  }

  private static String name(WhoTask task) {
    return Escaped.of(task.comm()) + "[" + task.pid() + "]";
  }

  private void pods() {
    String holder = container(who.chain().getFirst());
    String root = container(who.chain().getLast());
    if (holder.isEmpty() && root.isEmpty()) {
      return;
    }
    lines.add(
        "pods    holder "
            + (holder.isEmpty() ? "none" : holder)
            + (who.chain().size() == 1 ? "" : "; root " + (root.isEmpty() ? "none" : root)));
  }

  /** The pod's name, else the innermost cgroup's. */
  private static String container(WhoTask task) {
    String pod = task.pod();
    return Escaped.of(
        pod == null ? task.cgroup().substring(task.cgroup().lastIndexOf('/') + 1) : pod);
  }

  private String waiters() {
    record Group(String comm, String wants) {}
    Map<Group, Long> groups =
        who.waiters().stream()
            .collect(
                Collectors.groupingBy(
                    waiter -> new Group(waiter.comm(), waiter.wants()),
                    LinkedHashMap::new,
                    Collectors.counting()));
    List<Map.Entry<Group, Long>> largest =
        groups.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList();
    String named =
        largest.stream()
            .limit(GROUPS)
            .map(
                group ->
                    Escaped.of(group.getKey().comm())
                        + (group.getValue() == 1 ? "" : " x" + group.getValue())
                        + suffix(group.getKey().wants()))
            .collect(Collectors.joining("; "));
    long others = largest.stream().skip(GROUPS).mapToLong(Map.Entry::getValue).sum();
    return named + (others == 0 ? "" : "; " + others + (others == 1 ? " other" : " others"));
  }

  private static String suffix(@Nullable String wants) {
    return wants == null || wants.isEmpty() ? "" : " " + Escaped.of(wants);
  }

  private static String clipped(String line) {
    return line.codePointCount(0, line.length()) <= COLUMNS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, COLUMNS - 1)) + "…";
  }
}
