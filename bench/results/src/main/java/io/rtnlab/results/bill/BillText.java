// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.bill;

import io.rtnlab.results.Escaped;
import io.rtnlab.results.report.format.Wrapped;
import io.rtnlab.results.report.text.Units;
import java.util.Locale;

/** {@code rtnlab bill} as text: the answer first, 80 columns. */
public final class BillText {
  private static final int COLUMNS = 80;
  private static final int TYPES = 12;
  private static final int INDENT = 8;

  private final StringBuilder text = new StringBuilder();

  private BillText() {}

  /** The text, each line ended by a line break. */
  public static String of(BillDocument bill) {
    BillText text = new BillText();
    text.answer(bill);
    text.requests(bill);
    bill.cheaper().forEach(text::cheaper);
    bill.doubts().forEach(doubt -> text.wrapped("sure    ", doubt));
    return text.text.toString();
  }

  private void answer(BillDocument bill) {
    BudgetCheck budget = bill.budget();
    if (budget != null) {
      wrapped("budget  ", budget.verdict());
    }
    wrapped(
        "bill    ",
        Escaped.of(bill.program())
            + String.format(
                Locale.ROOT,
                " in %.1f s: RTNL taken %s, held %s; ",
                bill.seconds(),
                times(bill.locks()),
                time(bill.holdNs()))
            + "others waited for it "
            + time(bill.waitCausedNs()));
  }

  private void requests(BillDocument bill) {
    if (bill.requests().isEmpty()) {
      wrapped("asks    ", "no request to the kernel's network configuration was seen");
      return;
    }
    line(
        String.format(
            Locale.ROOT, "%-28s%7s %13s %15s %12s", "request", "count", "locks", "held", "waited"));
    bill.requests().stream()
        .limit(TYPES)
        .forEach(
            request ->
                line(
                    String.format(
                        Locale.ROOT,
                        "%-28s%7d %13s %15s %12s",
                        Escaped.of(request.type()),
                        request.count(),
                        times(request.locks()),
                        time(request.holdNs()),
                        request.waitNs() == 0 ? "-" : Units.time(request.waitNs()))));
    long more = bill.requests().size() - (long) TYPES;
    if (more > 0) {
      line("... and " + more + " more types: --json has them");
    }
  }

  private void cheaper(CheaperWay way) {
    wrapped(
        "cheaper ",
        way.rule()
            + ": "
            + Escaped.of(way.advice())
            + " ("
            + way.requests()
            + " x "
            + Escaped.of(way.type())
            + ")");
    wrapped(
        "        ",
        String.format(Locale.ROOT, "saves about %.0f %% of their time, <= ", 100 * way.share())
            + Units.time(way.savesNs())
            + " of holding: "
            + way.estimate());
    CheaperWay.Tried tried = way.tried();
    if (tried != null) {
      wrapped(
          "        ",
          String.format(Locale.ROOT, "tried here: %.0f %% saved, ", 100 * tried.share())
              + tried.operation()
              + " "
              + Units.time(tried.cpuNs())
              + " of CPU, "
              + tried.cheaper()
              + " "
              + Units.time(tried.cheaperCpuNs()));
    }
    wrapped("        ", "source: " + way.source());
  }

  private static String times(Bounds count) {
    return count.exact() ? count.low() + "x" : count.low() + " to " + count.high() + "x";
  }

  private static String time(Bounds ns) {
    if (ns.exact()) {
      return ns.low() == 0 ? "0" : Units.time(ns.low());
    }
    return ns.low() == 0
        ? "<= " + Units.time(ns.high())
        : Units.time(ns.low()) + " to " + Units.time(ns.high());
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  private void wrapped(String head, String sentence) {
    text.append(Wrapped.lines(head + sentence, COLUMNS, " ".repeat(INDENT)));
  }
}
