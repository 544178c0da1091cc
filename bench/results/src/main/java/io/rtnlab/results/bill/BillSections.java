// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.bill;

import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code rtnlab bill}: the answer, the requests by type, and cheaper ways to ask. */
public final class BillSections {
  /** Types of requests that a terminal shows; files get all. */
  private static final int TYPES = 12;

  private BillSections() {}

  public static List<Section> of(BillDocument bill) {
    List<Section> sections = new ArrayList<>();
    sections.add(answer(bill));
    sections.add(requests(bill.requests()));
    if (!bill.cheaper().isEmpty()) {
      sections.add(cheaper(bill.cheaper()));
    }
    return sections;
  }

  private static Section answer(BillDocument bill) {
    List<Note> notes = new ArrayList<>();
    BudgetCheck budget = bill.budget();
    if (budget != null) {
      notes.add(new Note("budget", budget.verdict(), budget.exceeded()));
    }
    bill.doubts().forEach(doubt -> notes.add(Note.labelled("sure", doubt)));
    String title =
        bill.program()
            + String.format(
                Locale.ROOT,
                " in %.1f s: RTNL taken %s, held %s; others waited for it %s",
                bill.seconds(),
                times(bill.locks()),
                time(bill.holdNs()),
                time(bill.waitCausedNs()));
    return Section.notes("answer", title, notes);
  }

  private static Section requests(List<BilledRequest> requests) {
    if (requests.isEmpty()) {
      return Section.notes(
          "requests",
          "",
          List.of(Note.of("No request to the kernel's network configuration was seen.")));
    }
    Table.Builder table =
        Table.of(
                Column.key("request"),
                Column.count("count"),
                Column.range("locks"),
                Column.bounds("held"),
                Column.time("waited"),
                Column.time("in system calls").forFiles())
            .shown(TYPES);
    requests.forEach(
        request ->
            table.row(
                Cell.text(request.type()),
                new Cell.Count(request.count()),
                new Cell.Range(request.locks().low(), request.locks().high()),
                new Cell.Bounds(request.holdNs().low(), request.holdNs().high()),
                new Cell.Time(request.waitNs()),
                new Cell.Time(request.systemCallNs())));
    return Section.of("requests", "what it asked for", table.build());
  }

  private static Section cheaper(List<CheaperWay> ways) {
    Table.Builder table =
        Table.of(
            Column.key("rule"),
            Column.key("instead of"),
            Column.count("requests"),
            Column.share("saves"),
            Column.time("at most"),
            Column.share("here"));
    List<Note> notes = new ArrayList<>();
    for (CheaperWay way : ways) {
      CheaperWay.Tried tried = way.tried();
      table.row(
          Cell.text(way.rule()),
          Cell.text(way.type()),
          new Cell.Count(way.requests()),
          new Cell.Share(way.share(), null),
          new Cell.Time(way.savesNs()),
          tried == null || !tried.isDecided() ? Cell.NONE : new Cell.Share(tried.share(), null));
      notes.add(Note.labelled(way.rule(), sentences(way)));
    }
    return new Section(
        "cheaper",
        "cheaper ways to ask: share of time and most of holding that they save; tried here",
        Optional.of(table.build().withoutEmptyColumns()),
        notes);
  }

  private static String sentences(CheaperWay way) {
    CheaperWay.Tried tried = way.tried();
    return way.advice()
        + ". Estimate: "
        + way.estimate()
        + "."
        + (tried == null
            ? ""
            : " Tried here: "
                + tried.operation()
                + " "
                + Units.time(tried.cpuNs())
                + " of CPU, "
                + tried.cheaper()
                + " "
                + Units.time(tried.cheaperCpuNs())
                + difference(tried)
                + ".")
        + " Source: "
        + way.source();
  }

  private static String difference(CheaperWay.Tried tried) {
    String interval =
        Math.round(100 * tried.shareLow()) + ".." + Math.round(100 * tried.shareHigh()) + " % less";
    return tried.isDecided() ? ", " + interval : ": no difference seen (" + interval + ")";
  }

  private static String times(Bounds count) {
    return count.exact()
        ? Units.count(count.low()) + "x"
        : Units.count(count.low()) + ".." + Units.count(count.high()) + "x";
  }

  private static String time(Bounds ns) {
    return ns.high() == 0 ? "0" : Units.bounds(ns.low(), ns.high());
  }
}
