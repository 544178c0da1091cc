// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.Json;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.matrix.MatrixFolder;
import io.rtnlab.results.page.MatrixPage;
import io.rtnlab.results.page.RunPage;
import io.rtnlab.results.report.run.Choice;
import io.rtnlab.results.report.run.RunReport;
import io.rtnlab.results.report.run.RunText;
import io.rtnlab.results.report.text.MatrixReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--section",
      paramLabel = "NAME[,…]",
      split = ",",
      description =
          "These sections instead of the answer: time, blame, holders, waits, off-cpu,"
              + " probe, checks; or all of them.")
  private List<String> sections = List.of();

  @Mixin private BlameOption blame = new BlameOption();

  @Mixin private HtmlFile html = new HtmlFile();

  @Override
  public Integer call() throws IOException {
    if (json && (format.isGiven() || !sections.isEmpty())) {
      throw new IllegalArgumentException(
          "--json prints the whole run: leave out --format and --section");
    }
    Choice choice = Choice.of(sections);
    if (MatrixFolder.isOne(folder)) {
      return matrix();
    }
    RunFolder existing = RunFolder.existing(folder);
    if (html.isWanted()) {
      html.write(() -> RunPage.of(existing));
      return ExitCode.DONE;
    }
    RunDocument run = existing.read().by(blame.by());
    spec.commandLine().getOut().print(json ? Json.write(run) : text(run, choice));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private String text(RunDocument run, Choice choice) {
    return choice.ids().isEmpty() && format.isText()
        ? RunText.answer(run, folder.toString(), format.inForce())
        : format.render(
            (choice.ids().isEmpty() ? Choice.all() : choice).from(RunReport.details(run)));
  }

  private int matrix() throws IOException {
    MatrixFolder matrix = MatrixFolder.existing(folder);
    if (html.isWanted() && !json && sections.isEmpty()) {
      html.write(() -> MatrixPage.of(matrix));
      return ExitCode.DONE;
    }
    if (json) {
      throw new IllegalArgumentException(
          folder + " is a matrix: --json prints one run, give the folder of a boot's run in it");
    }
    if (!sections.isEmpty()) {
      throw new IllegalArgumentException(
          folder + " is a matrix: --section is for one run, give the folder of a boot's run in it");
    }
    spec.commandLine().getOut().print(format.render(MatrixReport.of(matrix)));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }
}
