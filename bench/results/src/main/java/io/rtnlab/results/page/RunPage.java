// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.LedgerDocument.LongWait;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.Settings;
import io.rtnlab.results.flame.FlameSection;
import io.rtnlab.results.flame.RunGraphs;
import io.rtnlab.results.flame.Stacks;
import io.rtnlab.results.report.Cell;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.run.Answer;
import io.rtnlab.results.report.run.RunReport;
import io.rtnlab.results.report.text.Units;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as one page, from its folder alone. */
public final class RunPage {
  private static final Answer.Rows ROWS = new Answer.Rows(8, 4, 4);

  private final Page page;

  private RunPage(Page page) {
    this.page = page;
  }

  /**
   * The page.
   *
   * @throws IOException where the folder's documents are damaged, or its events make no sense
   */
  public static String of(RunFolder folder) throws IOException {
    RunDocument run = folder.read();
    LatencySeriesFile latencies = LatencySeriesFile.read(folder);
    RunEvents events = RunEvents.read(run, folder.events());
    Section answer = Answer.of(run, ROWS, folder.path().toString()).getFirst();
    RunPage made = new RunPage(new Page(answer.title()));
    made.head(run, answer);
    if (latencies.damaged) {
      made.page.warning(
          "latency.hlog is damaged or was edited: what is drawn from it may be false.");
    }
    made.latency(latencies);
    made.time(latencies, events);
    made.blame(run);
    made.ledger(run);
    made.longWaits(events);
    made.flames(folder, events);
    made.page.section("tables", "All figures", tables(run, events));
    made.page.facts("fingerprint", "Fingerprint", FingerprintFacts.of(run));
    return made.page.html("rtnlab: " + run.settings().mix().keySet());
  }

  private void head(RunDocument run, Section answer) {
    page.notes(answer.notes());
    page.sentence(
        "Linux "
            + run.fingerprint().kernel().release()
            + ", "
            + run.settings().threads()
            + " threads, measured for "
            + Units.time(run.durationNs())
            + ", "
            + run.startedAt());
    page.command(Settings.command(run.settings().arguments()));
    if (run.fingerprint().timesMeanNothing()) {
      page.warning(
          "Under software emulation: counts are right, times are not those of a real machine.");
    }
  }

  private void latency(LatencySeriesFile latencies) {
    page.section(
        "latency",
        "Latency by percentile",
        Page.figure(
            LatencyPlot.of(latencies.byLabel),
            "Service time of each operation. A line ends where fewer than ten requests lie beyond"
                + " it."));
  }

  private void time(LatencySeriesFile latencies, @Nullable RunEvents events) {
    String throughput =
        Page.figure(TimePlot.throughput(latencies.intervals), "Requests per second.");
    String waiting =
        events == null || events.waitingFor.isEmpty()
            ? ""
            : Page.figure(
                TimePlot.waiting(events),
                "How many threads waited on average, by who held meanwhile.");
    page.section("time", "Over time", throughput + waiting);
  }

  private void blame(RunDocument run) {
    String map = BlameMap.of(run.blame());
    page.section(
        "blame",
        "Who waited for whom",
        map.isEmpty() ? "" : Page.figure(map, BlameMap.CAPTION) + Texture.legend(false));
  }

  private void ledger(RunDocument run) {
    String operations =
        run.ledger().isEmpty()
            ? ""
            : Page.figure(
                    LedgerBars.operations(run.ledger()), "Shares of each operation's wall time.")
                + Texture.legend(true);
    page.section(
        "ledger",
        "Where the time went",
        operations
            + Page.figure(
                LedgerBars.holders(run),
                "Waiting that each holder caused. Bar: as named; bracket: the truth lies within,"
                    + " the clocks' error apart."));
  }

  private void longWaits(@Nullable RunEvents events) {
    if (events == null) {
      return;
    }
    StringBuilder content = new StringBuilder();
    int number = 0;
    for (RunEvents.Window window : events.windows) {
      number++;
      String title =
          window.wait.waiter()
              + " waited "
              + Units.time(window.wait.lengthNs())
              + ", from "
              + Units.time(window.wait.beginNs() - events.fromNs)
              + " on";
      content
          .append("<details id=\"wait-")
          .append(number)
          .append(number == 1 ? "\" open>" : "\">")
          .append("<summary>")
          .append(Html.label(title))
          .append("</summary>\n")
          .append(
              Page.figure(
                  WaitLanes.of(window),
                  "Thick: holds. Thin: waits, with the evidence as texture; what is too narrow to"
                      + " draw is put together. Times from the wait's begin. Zoom: drag, or + and −"
                      + " and the arrow keys; 0 shows all."))
          .append("</details>\n");
    }
    page.section("waits", "The longest waits", content.toString());
  }

  private void flames(RunFolder folder, @Nullable RunEvents events) throws IOException {
    if (events == null) {
      return;
    }
    RunGraphs graphs = RunGraphs.of(folder);
    StringBuilder content = new StringBuilder();
    for (Map.Entry<String, Stacks> graph : graphs.byName().entrySet()) {
      if (!graph.getValue().weights().isEmpty()) {
        String title = FlameFiles.title(graph.getKey());
        content
            .append("<details id=\"flame-")
            .append(graph.getKey())
            .append(graph.getKey().equals(RunGraphs.HOLD) ? "\" open>" : "\">")
            .append("<summary>")
            .append(Html.text(title + ": " + Units.time(graph.getValue().totalNs())))
            .append("</summary>\n")
            .append(
                Page.figure(
                    FlameGraph.drawing(title, graph.getValue()) + FlameGraph.CHOSEN,
                    "A frame stands on the one that called it; its width is its share. Click or"
                        + " Enter zooms in, Escape out."))
            .append("</details>\n");
      }
    }
    content.append(Tables.of(List.of(FlameSection.of(graphs))));
    page.section("flame", "Flame graphs", content.toString());
  }

  /** All tables; rows of long waits lead to their drawing. */
  private static String tables(RunDocument run, @Nullable RunEvents events) {
    List<LongWait> drawn =
        events == null ? List.of() : events.windows.stream().map(window -> window.wait).toList();
    return Tables.of(RunReport.details(run), row -> waitOf(row, drawn));
  }

  private static String waitOf(List<Cell> row, List<LongWait> drawn) {
    for (int i = 0; i < drawn.size(); i++) {
      LongWait wait = drawn.get(i);
      if (row.contains(Cell.text(wait.waiter()))
          && row.contains(Cell.text(Integer.toString(wait.thread())))
          && row.contains(Cell.time(wait.lengthNs()))) {
        return "wait-" + (i + 1);
      }
    }
    return "";
  }
}
