// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.run;

import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.Operation;
import io.rtnlab.results.RunDocument.Percentiles;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import io.rtnlab.results.report.text.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How long requests took, and where that time went. */
final class TimeSections {
  static final String ID = "time";

  private TimeSections() {}

  static List<Section> of(RunDocument run) {
    List<Section> sections = new ArrayList<>();
    List<Note> notes = new ArrayList<>();
    if (run.operations().stream().anyMatch(TimeSections::isSuppressed)) {
      notes.add(Note.of("– : fewer than ten requests lie beyond that percentile"));
    }
    if (run.settings().pace().pacing().equals("closed")) {
      notes.add(
          Note.of(
              "closed loop: a stalled worker sends nothing, so these times leave out the requests"
                  + " that a stall would have delayed (coordinated omission); --rate gives response"
                  + " times"));
    }
    sections.add(
        Section.of(
            ID,
            "service time",
            table(run.operations(), Operation::serviceNs),
            notes.toArray(Note[]::new)));
    List<Operation> open =
        run.operations().stream().filter(operation -> operation.responseNs() != null).toList();
    if (!open.isEmpty()) {
      sections.add(
          Section.of(
              ID,
              "response time, from when each request should have started",
              table(open, Operation::responseNs)));
    }
    if (!run.ledger().isEmpty()) {
      sections.add(ledger(run.ledger()));
    }
    return sections;
  }

  /** An operation's name, and what it is where it is no request of the mix. */
  static String label(Operation operation) {
    return operation.kind().equals("request")
        ? operation.name()
        : operation.name() + " (" + operation.kind() + ")";
  }

  static boolean isSuppressed(Operation operation) {
    Percentiles p = operation.serviceNs();
    return p != null && (p.p50() == null || p.p999() == null);
  }

  static String errors(Map<String, Long> errors) {
    return errors.isEmpty()
        ? "0"
        : errors.entrySet().stream()
            .map(error -> Units.count(error.getValue()) + " " + error.getKey())
            .collect(Collectors.joining(", "));
  }

  private static Table table(
      List<Operation> operations, Function<Operation, @Nullable Percentiles> times) {
    Table.Builder table =
        Table.of(
            Column.key("operation"),
            Column.count("count"),
            Column.text("errors"),
            Column.rate("requests"),
            Column.rate("messages"),
            Column.time("p50"),
            Column.time("p90"),
            Column.time("p99"),
            Column.time("p99.9"),
            Column.time("max"));
    for (Operation operation : operations) {
      Percentiles p = times.apply(operation);
      table.row(
          Cell.text(label(operation)),
          Cell.count(operation.count()),
          Cell.text(errors(operation.errors())),
          Cell.rate(operation.ratePerSecond()),
          Cell.rate(operation.messagesPerSecond()),
          Cell.time(p == null ? null : p.p50()),
          Cell.time(p == null ? null : p.p90()),
          Cell.time(p == null ? null : p.p99()),
          Cell.time(p == null ? null : p.p999()),
          Cell.time(p == null || operation.count() == 0 ? null : (Long) p.max()));
    }
    return table.build();
  }

  private static Section ledger(List<LedgerRow> rows) {
    Table.Builder table =
        Table.of(
            Column.key("operation"),
            Column.count("requests"),
            Column.time("wall"),
            Column.share("waiting"),
            Column.share("proved"),
            Column.share("sole"),
            Column.share("snapshot"),
            Column.share("inferred"),
            Column.share("handover"),
            Column.share("preempted"),
            Column.share("unknown"),
            Column.share("own hold"),
            Column.share("in kernel"),
            Column.share("other locks"),
            Column.share("remainder"),
            Column.time("p99 of it"));
    for (LedgerRow row : rows) {
      table.row(
          Cell.text(row.operation()),
          Cell.count(row.count()),
          Cell.time(row.wallNs()),
          row.waiting().waitShare() == null
              ? Cell.share(row.waitNs(), row.wallNs())
              : Cell.share(row.waiting().waitShare()),
          Cell.share(row.waiting().byEvidence().provedNs(), row.wallNs()),
          Cell.share(row.waiting().byEvidence().soleNs(), row.wallNs()),
          Cell.share(row.waiting().byEvidence().snapshotNs(), row.wallNs()),
          Cell.share(row.waiting().byEvidence().inferredNs(), row.wallNs()),
          Cell.share(row.waiting().byEvidence().handoverNs(), row.wallNs()),
          Cell.share(row.waiting().byEvidence().preemptedNs(), row.wallNs()),
          Cell.share(row.waiting().byEvidence().unknownNs(), row.wallNs()),
          Cell.share(row.ownHoldNs(), row.wallNs()),
          Cell.share((Long) row.rest().systemCallRestNs(), row.wallNs()),
          Cell.share(row.rest().otherLocksNs(), row.wallNs()),
          Cell.share((Long) row.rest().remainderNs(), row.wallNs()),
          Cell.time(row.rest().remainderP99Ns()));
    }
    return Section.of(
        ID,
        "where the time went, in shares of each operation's own",
        table.build(),
        Note.of(
            "wall = waiting + own hold + in kernel + remainder (user space); waiting = the seven"
                + " kinds"),
        Note.of("other locks = waiting for any lock but rtnl_mutex, a part of in kernel"),
        Note.of("± : 95 % confidence within this run; bounds are written low..high"));
  }
}
