// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.report.text;

import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.Operation;
import io.rtnlab.results.RunDocument.Percentiles;
import io.rtnlab.results.matrix.BootResult;
import io.rtnlab.results.matrix.MatrixFolder;
import io.rtnlab.results.matrix.MatrixPlan;
import io.rtnlab.results.matrix.Outcome;
import io.rtnlab.results.matrix.Spread;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Column;
import io.rtnlab.results.report.Note;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A matrix as one table, kernels side by side, made from its folder alone. */
public final class MatrixReport {
  private static final String NOTHING = "–";

  private final MatrixFolder folder;
  private final MatrixPlan plan;
  private final List<BootResult> results;
  private final Map<String, List<RunDocument>> runs = new LinkedHashMap<>();

  private MatrixReport(MatrixFolder folder) throws IOException {
    this.folder = folder;
    plan = folder.plan();
    results = folder.results();
    for (String kernel : plan.kernels()) {
      runs.put(kernel, new ArrayList<>());
    }
    for (BootResult result : results) {
      RunDocument run = result.outcome() == Outcome.DONE ? folder.run(result) : null;
      if (run != null) {
        runs.getOrDefault(result.kernel(), new ArrayList<>()).add(run);
      }
    }
  }

  /** The table and what must be known to read it. */
  public static List<Section> of(MatrixFolder folder) throws IOException {
    return new MatrixReport(folder).sections();
  }

  private List<Section> sections() throws IOException {
    List<Column> columns = new ArrayList<>(List.of(Column.key("of"), Column.key("figure")));
    plan.kernels().forEach(kernel -> columns.add(Column.text(kernel)));
    Table.Builder table = Table.of(columns.toArray(Column[]::new));
    row(table, "kernel", "release", run -> run.fingerprint().kernel().release());
    row(table, "", "build id", run -> abbreviated(run.fingerprint().kernel().buildId()));
    row(
        table,
        "",
        "preemption",
        run -> Objects.requireNonNullElse(run.fingerprint().preemption(), NOTHING));
    row(table, "", "executed by", run -> run.fingerprint().machine().accelerator());
    row(table, "", "probe", run -> run.probe().name());
    bootRows(table);
    for (String operation : operations()) {
      figure(table, operation, "requests/s", operation, Operation::ratePerSecond, Units::rate);
      figure(
          table,
          "",
          "service p50",
          operation,
          o -> percentile(o, Percentiles::p50),
          MatrixReport::time);
      figure(
          table,
          "",
          "service p99",
          operation,
          o -> percentile(o, Percentiles::p99),
          MatrixReport::time);
      figure(table, "", "errors", operation, MatrixReport::errors, MatrixReport::count);
      waiting(table, operation);
    }
    return List.of(Section.of("matrix", "", table.build(), notes().toArray(Note[]::new)));
  }

  private void bootRows(Table.Builder table) throws IOException {
    List<String> done = new ArrayList<>(List.of("boots", "done"));
    List<String> seconds = new ArrayList<>(List.of("", "to first line"));
    List<String> memory = new ArrayList<>(List.of("", "host memory"));
    for (String kernel : plan.kernels()) {
      List<BootResult> ofKernel =
          results.stream().filter(result -> result.kernel().equals(kernel)).toList();
      long good = ofKernel.stream().filter(r -> r.outcome() == Outcome.DONE).count();
      int planned = plan.hasTwin() && kernel.equals(plan.kernels().getFirst()) ? 2 : 1;
      done.add(good + " of " + planned * plan.boots());
      double[] first =
          ofKernel.stream()
              .map(BootResult::secondsToFirstLine)
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .toArray();
      seconds.add(
          first.length == 0
              ? NOTHING
              : String.format(Locale.ROOT, "%.0f s", Spread.of(first).median()));
      memory.add(hostMemory(ofKernel));
    }
    row(table, done);
    row(table, seconds);
    if (memory.stream().skip(2).anyMatch(cell -> !cell.equals(NOTHING))) {
      row(table, memory);
    }
  }

  /** The most that any boot took of the host. */
  private String hostMemory(List<BootResult> boots) throws IOException {
    long most = 0;
    for (BootResult boot : boots) {
      Long kib = folder.hostMemoryKib(boot);
      most = Math.max(most, kib == null ? 0 : kib);
    }
    return most == 0 ? NOTHING : String.format(Locale.ROOT, "%,d MiB", most / 1024);
  }

  /** One value for each kernel, the same in all its boots; "differs" where it is not. */
  private void row(
      Table.Builder table, String group, String name, Function<RunDocument, String> value) {
    List<String> cells = new ArrayList<>(List.of(group, name));
    for (List<RunDocument> boots : runs.values()) {
      Set<String> values = new LinkedHashSet<>();
      boots.forEach(run -> values.add(value.apply(run)));
      cells.add(
          values.isEmpty() ? NOTHING : values.size() == 1 ? values.iterator().next() : "differs");
    }
    row(table, cells);
  }

  /** The median over the boots, and how far they lie apart. */
  private void figure(
      Table.Builder table,
      String group,
      String name,
      String operation,
      Function<Operation, @Nullable Double> value,
      Function<Double, String> words) {
    cells(table, group, name, run -> of(run, operation, value), words);
  }

  private static @Nullable Double of(
      RunDocument run, String operation, Function<Operation, @Nullable Double> value) {
    for (Operation each : run.operations()) {
      if (each.name().equals(operation)) {
        return value.apply(each);
      }
    }
    return null;
  }

  /** The share of an operation's time that it waited for the mutex. */
  private void waiting(Table.Builder table, String operation) {
    cells(table, "", "waiting", run -> waitShare(run, operation), share -> Units.share(share, 1));
  }

  private void cells(
      Table.Builder table,
      String group,
      String name,
      Function<RunDocument, @Nullable Double> value,
      Function<Double, String> words) {
    List<String> cells = new ArrayList<>(List.of(group, name));
    for (List<RunDocument> boots : runs.values()) {
      double[] values =
          boots.stream()
              .map(value)
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .toArray();
      cells.add(values.length == 0 ? NOTHING : words(Spread.of(values), values.length, words));
    }
    row(table, cells);
  }

  private static String words(Spread spread, int boots, Function<Double, String> words) {
    String median = words.apply(spread.median());
    return boots == 1
        ? median
        : String.format(Locale.ROOT, "%s ±%.1f %%", median, spread.plusMinusPercent());
  }

  private Set<String> operations() {
    Set<String> names = new LinkedHashSet<>();
    for (List<RunDocument> boots : runs.values()) {
      boots.forEach(run -> run.operations().forEach(o -> names.add(o.name())));
    }
    return names;
  }

  private static boolean warmedUpForATime(RunDocument run) {
    return run.settings().pace().pacing().equals("closed")
        && run.settings().extent().warmUpMs() > 0;
  }

  private List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    folder.doubts().forEach(doubt -> notes.add(Note.warning(doubt)));
    runs.forEach(
        (kernel, boots) ->
            boots.stream()
                .flatMap(run -> run.doubt().stream())
                .distinct()
                .forEach(doubt -> notes.add(Note.warning(kernel + ": " + doubt))));
    if (plan.boots() > 1) {
      notes.add(Note.of("Medians over the boots; ± is half the distance between the extremes."));
    }
    if (plan.countsInstructions()) {
      notes.add(
          Note.of(
              "Instruction clock: a nanosecond is one executed guest instruction, on one emulated"
                  + " CPU. It cannot show caches, memory latency, parallelism or contention between"
                  + " CPUs, and a hold that sleeps lasts as long as its timer, not as many"
                  + " instructions."));
      if (runs.values().stream().flatMap(List::stream).anyMatch(MatrixReport::warmedUpForATime)) {
        notes.add(
            Note.warning(
                "The warm-up was a time: boots made more or less in it and measured from different"
                    + " states. --warm-up-requests N measures each from the same."));
      }
    } else if (runs.values().stream()
        .flatMap(List::stream)
        .anyMatch(run -> run.fingerprint().timesMeanNothing())) {
      notes.add(
          Note.warning(
              "Executed by tcg: software emulation. Counts are right, times mean nothing."));
    }
    for (BootResult result : results) {
      if (result.outcome() != Outcome.DONE) {
        notes.add(
            Note.warning(
                String.format(
                    Locale.ROOT,
                    "FAILED %s, boot %d: %s (%s); see %s/",
                    result.kernel(),
                    result.round(),
                    result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    result.detail(),
                    result.boot().folder())));
      }
    }
    int missing = plan.order().size() - results.size();
    if (missing > 0) {
      notes.add(Note.of("Not done yet: " + missing + " boots; --resume does them."));
    }
    return notes;
  }

  private static String time(Double ns) {
    return Units.time(Math.round(ns));
  }

  private static String count(Double count) {
    return Units.count(Math.round(count));
  }

  private static @Nullable Double percentile(
      Operation operation, Function<Percentiles, @Nullable Long> which) {
    Percentiles service = operation.serviceNs();
    Long ns = service == null ? null : which.apply(service);
    return ns == null ? null : ns.doubleValue();
  }

  private static Double errors(Operation operation) {
    return (double) operation.errors().values().stream().mapToLong(Long::longValue).sum();
  }

  private static @Nullable Double waitShare(RunDocument run, String operation) {
    for (LedgerRow row : run.ledger()) {
      Long wait = row.waitNs();
      if (row.operation().equals(operation) && wait != null && row.wallNs() > 0) {
        return (double) wait / row.wallNs();
      }
    }
    return null;
  }

  private static String abbreviated(String buildId) {
    return buildId.substring(0, Math.min(12, buildId.length()));
  }

  private static void row(Table.Builder table, List<String> cells) {
    table.row(cells.stream().map(Cell::text).toArray(Cell[]::new));
  }
}
