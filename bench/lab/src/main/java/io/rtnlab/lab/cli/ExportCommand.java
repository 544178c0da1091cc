// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.NewFiles;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.flame.WaitsAndHolds;
import io.rtnlab.results.report.format.CsvFormat;
import io.rtnlab.results.report.run.RunReport;
import io.rtnlab.results.trace.PerfettoExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtnlab export}: a run in the forms of other people's tools. */
@Command(
    name = "export",
    description = "Writes a run in the forms of other tools, from its folder alone.",
    footer = {
      "",
      "A file that exists already is not overwritten. Open the Perfetto trace at"
          + " https://ui.perfetto.dev, which reads it within the browser, or by trace_processor."
    },
    mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The folder of the run.")
  private Path folder;

  @Option(
      names = "--perfetto",
      paramLabel = "FILE",
      description =
          "A trace for Perfetto: a track per thread, slices for requests, waits and holds, arrows"
              + " from waiter to holder, and the queue's length.")
  private @Nullable Path perfetto;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "All tables of the report, with plain numbers and units in their headers.")
  private @Nullable Path csv;

  @Option(
      names = "--collapsed",
      paramLabel = "FILE",
      description =
          "Waits as collapsed stacks, for flame graphs by other tools: waiter first, holder last,"
              + " nanoseconds waited.")
  private @Nullable Path collapsed;

  @Override
  public Integer call() throws IOException {
    RunFolder run = RunFolder.existing(folder);
    PrintWriter err = spec.commandLine().getErr();
    if (perfetto == null && csv == null && collapsed == null) {
      throw new IllegalArgumentException(
          "nothing to export: give --perfetto FILE, --csv FILE or --collapsed FILE");
    }
    if (perfetto != null) {
      NewFiles.write(
          perfetto, out -> err.println(perfetto + ": " + PerfettoExport.write(run.events(), out)));
    }
    if (csv != null) {
      RunDocument document = run.read();
      document.doubt().ifPresent(err::println);
      String tables = new CsvFormat().render(RunReport.details(document));
      NewFiles.write(csv, tables);
    }
    if (collapsed != null) {
      run.read().doubt().ifPresent(err::println);
      String stacks = WaitsAndHolds.of(run).waits().collapsed();
      NewFiles.write(collapsed, stacks);
    }
    return ExitCode.DONE;
  }
}
