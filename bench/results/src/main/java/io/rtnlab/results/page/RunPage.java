// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.page;

import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.run.Answer;
import io.rtnlab.results.report.run.RunReport;
import io.rtnlab.results.report.text.Units;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as one page, from its folder alone. */
public final class RunPage {
  private static final Answer.Rows ROWS = new Answer.Rows(8, 4, 4);

  private final StringBuilder body = new StringBuilder();

  private RunPage() {}

  /**
   * The page.
   *
   * @throws IOException where the folder's documents are damaged, or its events make no sense
   */
  public static String of(RunFolder folder) throws IOException {
    return of(folder.read(), LatencySeriesFile.read(folder.latencyLog()), folder);
  }

  private static String of(RunDocument run, LatencySeriesFile latencies, RunFolder folder)
      throws IOException {
    RunEvents events = RunEvents.read(run, folder.events());
    RunPage page = new RunPage();
    page.head(run, folder.path().toString());
    page.latency(latencies);
    page.time(latencies, events);
    page.blame(run);
    page.ledger(run);
    page.longWaits(events);
    page.section("tables", "All figures", Tables.of(RunReport.details(run)));
    page.fingerprint(run);
    return Frame.of("rtnlab: " + run.settings().mix().keySet(), page.body.toString());
  }

  private void head(RunDocument run, String keptIn) {
    Section answer = Answer.of(run, ROWS, keptIn).getFirst();
    body.append("<h1>").append(Html.text(answer.title())).append("</h1>\n");
    body.append(Tables.notes(answer.notes())).append("<p>");
    body.append(
        Html.text(
            "Linux "
                + run.fingerprint().kernel().release()
                + ", "
                + run.settings().threads()
                + " threads, measured for "
                + Units.time(run.durationNs())
                + ", "
                + run.startedAt()));
    body.append("</p>\n<p class=\"command\"><code>rtnlab ");
    body.append(Html.text(String.join(" ", run.settings().arguments()))).append("</code></p>\n");
    if (run.fingerprint().timesMeanNothing()) {
      body.append("<p class=\"warning\">Under software emulation: counts are right, times are not");
      body.append(" those of a real machine.</p>\n");
    }
  }

  private void latency(LatencySeriesFile latencies) {
    String plot = LatencyPlot.of(latencies.byLabel);
    section(
        "latency",
        "Latency by percentile",
        plot.isEmpty()
            ? ""
            : figure(
                plot,
                "Service time of each operation. A line ends where fewer than ten requests lie"
                    + " beyond it."));
  }

  private void time(LatencySeriesFile latencies, @Nullable RunEvents events) {
    StringBuilder content = new StringBuilder();
    String throughput = TimePlot.throughput(latencies.intervals);
    if (!throughput.isEmpty()) {
      content.append(figure(throughput, "Requests per second."));
    }
    if (events != null && !events.waitingFor.isEmpty()) {
      content.append(
          figure(
              TimePlot.waiting(events),
              "How many threads waited on average, by who held meanwhile."));
    }
    section("time", "Over time", content.toString());
  }

  private void blame(RunDocument run) {
    String map = BlameMap.of(run.blame());
    section(
        "blame",
        "Who waited for whom",
        map.isEmpty()
            ? ""
            : figure(
                    map,
                    "Filled height: share of all waiting, on a scale of square roots. Texture: the"
                        + " evidence that makes most of a cell.")
                + LedgerBars.legend(false));
  }

  private void ledger(RunDocument run) {
    StringBuilder content = new StringBuilder();
    if (!run.ledger().isEmpty()) {
      content.append(
          figure(LedgerBars.operations(run.ledger()), "Shares of each operation's wall time."));
      content.append(LedgerBars.legend(true));
    }
    String holders = LedgerBars.holders(run);
    if (!holders.isEmpty()) {
      content.append(
          figure(
              holders,
              "Waiting that each holder caused. Bar: as named; bracket: the truth lies within, the"
                  + " clocks' error apart."));
    }
    section("ledger", "Where the time went", content.toString());
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
              figure(
                  WaitLanes.of(window),
                  "Thick: holds. Thin: waits, with the evidence as texture; what is too narrow"
                      + " to draw is put together. Times from the wait's begin."))
          .append("</details>\n");
    }
    section("waits", "The longest waits", content.toString());
  }

  private void fingerprint(RunDocument run) {
    StringBuilder rows = new StringBuilder("<table><tbody>\n");
    row(rows, "kernel", run.fingerprint().kernel().release());
    row(rows, "version", run.fingerprint().kernel().version());
    row(rows, "build id", run.fingerprint().kernel().buildId());
    row(rows, "configuration (SHA-256)", run.fingerprint().kernel().configSha256());
    row(rows, "command line", run.fingerprint().kernel().commandLine());
    row(
        rows,
        "machine",
        run.fingerprint().machine().cpus() + " × " + run.fingerprint().machine().cpuModel());
    row(rows, "hypervisor", run.fingerprint().machine().hypervisor());
    row(rows, "accelerator", run.fingerprint().machine().accelerator());
    for (Map.Entry<String, String> flaw : run.fingerprint().mitigations().entrySet()) {
      row(rows, flaw.getKey(), flaw.getValue());
    }
    row(rows, "JDK", run.fingerprint().jdk());
    row(rows, "probe", run.probe().name() + ": " + run.probe().why());
    section("fingerprint", "Fingerprint", rows.append("</tbody></table>\n").toString());
  }

  private static void row(StringBuilder rows, String name, String value) {
    rows.append("<tr><th scope=\"row\">").append(Html.text(name)).append("</th><td>");
    rows.append(Html.text(value)).append("</td></tr>\n");
  }

  private void section(String id, String title, String content) {
    if (!content.isEmpty()) {
      body.append("<section id=\"").append(id).append("\">\n<h2>").append(title).append("</h2>\n");
      body.append(content).append("</section>\n");
    }
  }

  private static String figure(String drawing, String caption) {
    return "<figure>" + drawing + "<figcaption>" + Html.text(caption) + "</figcaption></figure>\n";
  }
}
