// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.watch;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.Shortened;
import io.rtnlab.results.report.format.Wrapped;
import io.rtnlab.results.report.text.Units;
import io.rtnlab.results.who.WhoTask;
import java.util.List;

/** {@code rtnlab watch} as text, 80 columns. */
public final class WatchText {
  private static final int COLUMNS = 80;
  private static final int CULPRITS = 5;
  private static final int CLOCK_FROM = 11;
  private static final int CLOCK_TO = 19;

  private WatchText() {}

  static String line(WatchSecond second) {
    String clock =
        second.time().length() < CLOCK_TO
            ? second.time()
            : second.time().substring(CLOCK_FROM, CLOCK_TO);
    String held =
        "held".equals(second.state())
            ? "held >= " + Units.time(second.heldAtLeastNs()) + holder(second.chain())
            : "idle; held in "
                + second.heldLooks()
                + " of "
                + second.looks()
                + " looks"
                + (second.longestNs() > 0 ? ", longest >= " + Units.time(second.longestNs()) : "");
    return clipped(clock + " " + held + "; " + queue(second)) + "\n";
  }

  /** The holder, and because of whom it holds on. */
  private static String holder(List<WhoTask> chain) {
    if (chain.isEmpty()) {
      return "";
    }
    String holder = " by " + task(chain.getFirst());
    return chain.size() == 1 ? holder : holder + " because of " + task(chain.getLast());
  }

  private static String task(WhoTask task) {
    String doing = task.doing() == null ? task.state() : task.doing();
    return Escaped.of(task.comm()) + "[" + task.pid() + "] " + Escaped.of(doing);
  }

  private static String queue(WatchSecond second) {
    return second.waiters() == 0
        ? "no thread waits"
        : second.waiters() + " wait, oldest >= " + Units.time(second.oldestWaitNs());
  }

  /** The summary, several lines. */
  public static String of(WatchSummary summary) {
    StringBuilder text = new StringBuilder(wrapped(summary.verdict()));
    summary.culprits().stream().limit(CULPRITS).forEach(culprit -> line(text, summary, culprit));
    WatchEvents events = summary.events();
    if (events.convoys() > 0) {
      text.append(
          wrapped(
              events.convoys()
                  + (events.convoys() == 1 ? " convoy: a queue" : " convoys: queues")
                  + " that did not drain after the hold that made it had ended"));
    }
    events.retries().stream()
        .limit(CULPRITS)
        .forEach(
            retries ->
                text.append(
                        clipped(
                            Escaped.of(retries.comm())
                                + "["
                                + retries.process()
                                + "] tried the RTNL again "
                                + retries.count()
                                + " times (sysfs, sysctl)"))
                    .append('\n'));
    return text.append(wrapped(summary.blind())).toString();
  }

  private static void line(StringBuilder text, WatchSummary summary, WatchSummary.Culprit culprit) {
    text.append(
            clipped(
                "because of "
                    + Escaped.of(culprit.name())
                    + " ("
                    + summary.by()
                    + "): waits of "
                    + Units.time(culprit.lowNs())
                    + " to "
                    + Units.time(culprit.highNs())
                    + ", sampled"))
        .append('\n');
  }

  private static String wrapped(String sentence) {
    return Wrapped.lines(sentence, COLUMNS, "");
  }

  private static String clipped(String line) {
    return Shortened.of(line, COLUMNS);
  }
}
