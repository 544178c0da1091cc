package io.rtnlab.lab.cli;

import io.rtnlab.results.Json;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.matrix.MatrixFolder;
import io.rtnlab.results.report.text.MatrixReport;
import io.rtnlab.results.report.text.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtnlab report}: an old run or matrix, printed like a new one. */
@Command(
    name = "report",
    description = "Prints the report of a run or of a matrix again, from its folder alone.",
    mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The folder of the run, or of the matrix.")
  private Path folder;

  @Option(names = "--json", description = "The run as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (MatrixFolder.isOne(folder)) {
      return matrix();
    }
    RunDocument run = RunFolder.existing(folder).read();
    spec.commandLine().getOut().print(json ? Json.write(run) : RunReport.of(run));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private int matrix() throws IOException {
    if (json) {
      throw new IllegalArgumentException(
          folder + " is a matrix: --json prints one run, give the folder of a boot's run in it");
    }
    spec.commandLine().getOut().print(MatrixReport.of(MatrixFolder.existing(folder)));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
