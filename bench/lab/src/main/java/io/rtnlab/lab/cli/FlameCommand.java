// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.NewFiles;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.flame.FlameGraph;
import io.rtnlab.results.flame.Stacks;
import io.rtnlab.results.flame.WaitsAndHolds;
import io.rtnlab.results.report.text.Units;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtnlab flame}: flame graphs of a run's waits and holds. */
@Command(
    name = "flame",
    description =
        "Draws who waited behind whom, and who made others wait, as flame graphs from the stacks in"
            + " a run's events; weights are nanoseconds waited.",
    mixinStandardHelpOptions = true)
public final class FlameCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The folder of the run.")
  private Path folder;

  @Option(
      names = "--against",
      paramLabel = "RUN",
      description = "Marks what takes a larger or smaller share than in this run.")
  private @Nullable Path against;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where the graphs go, a new or empty folder (default: flame in the run's).")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    WaitsAndHolds graphs = WaitsAndHolds.of(RunFolder.existing(folder));
    WaitsAndHolds others = against == null ? null : WaitsAndHolds.of(RunFolder.existing(against));
    Path to = out == null ? folder.resolve("flame") : out;
    NewFiles.folder(to);
    String note =
        "Without a kernel stack of the holder: "
            + Units.share(graphs.withoutStackNs(), graphs.holds().totalNs())
            + " of the hold graph; requests of rtnlab are named by their operation.";
    write(
        to,
        "wait",
        "Waiting for the RTNL by waiter, and by holder on top: " + total(graphs.waits()),
        note,
        graphs.waits(),
        others == null ? null : others.waits());
    write(
        to,
        "hold",
        "Waiting that holders of the RTNL caused: " + total(graphs.holds()),
        note,
        graphs.holds(),
        others == null ? null : others.holds());
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        "wait graph %s, the ledger %s of waiting%n",
        total(graphs.waits()), Units.time(graphs.ledgerWaitNs()));
    print.printf(
        "hold graph %s, the ledger %s of waiting that names a holder%n",
        total(graphs.holds()), Units.time(graphs.ledgerNamedNs()));
    print.println(note);
    print.println("kept in " + to);
    print.flush();
    return ExitCode.DONE;
  }

  private static String total(Stacks stacks) {
    return Units.time(stacks.totalNs());
  }

  private static void write(
      Path folder, String name, String title, String note, Stacks stacks, @Nullable Stacks others)
      throws IOException {
    file(folder.resolve(name + ".collapsed"), stacks.collapsed());
    file(folder.resolve(name + ".html"), FlameGraph.page(title, List.of(note), stacks, others));
  }

  private static void file(Path file, String text) throws IOException {
    try (OutputStream stream = NewFiles.file(file)) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
