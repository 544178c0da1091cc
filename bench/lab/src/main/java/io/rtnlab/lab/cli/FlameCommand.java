// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.RunFolder;
import io.rtnlab.results.flame.DifferenceSections;
import io.rtnlab.results.flame.FlameSection;
import io.rtnlab.results.flame.RunGraphs;
import io.rtnlab.results.page.FlameFiles;
import io.rtnlab.results.report.format.Format;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtnlab flame}: flame graphs of a run's CPU time, waits and holds. */
@Command(
    name = "flame",
    description =
        "Draws who waited behind whom, who made others wait, and holders off their CPU, as flame"
            + " graphs from the stacks in a run's events; of a run with --flame also its CPU time"
            + " and what running holders were at. Weights are nanoseconds.",
    mixinStandardHelpOptions = true)
public final class FlameCommand implements Callable<Integer> {
  private static final String FOLDER = "flame";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The folder of the run.")
  private Path folder;

  @Option(
      names = "--against",
      paramLabel = "RUN",
      description =
          "Draws what takes a larger or smaller share than in this run, too (NAME.diff.html and"
              + " NAME.diff.collapsed), and lists what differs most.")
  private @Nullable Path against;

  @Option(
      names = "--java-frames",
      description =
          "Puts the Java frames of each operation into the graphs of waits and holds, too: those by"
              + " which it most often entered the kernel. Needs a run with --flame.")
  private boolean javaFrames;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where the graphs go, a new or empty folder (default: flame in the run's).")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    RunGraphs graphs = RunGraphs.of(RunFolder.existing(folder));
    if (javaFrames && graphs.cpu() == null) {
      throw new IllegalArgumentException(
          folder + " has no CPU samples to take Java frames from: run it with rtnlab run --flame");
    }
    RunGraphs others = against == null ? null : RunGraphs.of(RunFolder.existing(against));
    Path to = out == null ? folder.resolve(FOLDER) : out;
    FlameFiles.write(graphs, others, javaFrames, to);
    PrintWriter print = spec.commandLine().getOut();
    RunFolder.existing(folder).read().doubt().ifPresent(print::println);
    if (others != null) {
      print.print(ReportFormat.of(Format.TEXT).render(DifferenceSections.of(graphs, others)));
    }
    print.print(text(graphs, to));
    print.flush();
    return ExitCode.DONE;
  }

  /** Writes the graphs of a run that has just ended into its folder; what to print of them. */
  static String write(RunFolder run) throws IOException {
    RunGraphs graphs = RunGraphs.of(run);
    Path to = run.path().resolve(FOLDER);
    FlameFiles.write(graphs, null, false, to);
    return text(graphs, to);
  }

  private static String text(RunGraphs graphs, Path to) {
    String sections = ReportFormat.of(Format.TEXT).render(List.of(FlameSection.of(graphs)));
    return sections + "kept in " + to + System.lineSeparator();
  }
}
