// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.experiment.Experiment;
import io.rtnlab.lab.experiment.Experiments;
import io.rtnlab.lab.run.LabRun;
import io.rtnlab.lab.run.RunSettings;
import io.rtnlab.results.Json;
import io.rtnlab.results.NamedOutput;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.experiment.ExperimentDocument;
import io.rtnlab.results.experiment.ExperimentSections;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.format.Wrapped;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtnlab experiment}: a question, what is expected, and what comes out. */
@Command(
    name = "experiment",
    description =
        "Conducts an experiment on this kernel: states what is expected, fires the runs that it"
            + " takes, and says whether it came out so. Without a name it lists the experiments.",
    footer = {
      "",
      "Exit status: 0 as expected; 3 otherwise; 125 cannot tell; 1 failed; 2 wrong command line;"
          + " 130 Ctrl-C, with the runs so far kept."
    },
    mixinStandardHelpOptions = true)
public final class ExperimentCommand implements Callable<Integer> {
  private static final int COLUMNS = 80;

  @Spec private CommandSpec spec;
  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which; none lists them.")
  private @Nullable String name;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Keeps each run there. (default: rtnlab-runs/NAME-TIME)")
  private @Nullable Path out;

  @Override
  public Integer call() throws Exception {
    answer.check();
    if (name == null) {
      list();
      return ExitCode.DONE;
    }
    Experiment experiment = Experiments.named(name);
    PrintWriter err = spec.commandLine().getErr();
    err.print(Wrapped.lines("question: " + experiment.question(), COLUMNS, "  "));
    err.print(Wrapped.lines("expected: " + Experiments.expectation(experiment), COLUMNS, "  "));
    err.flush();
    Path folder = out != null ? out : RunFolders.now(name);
    ExperimentDocument document;
    try {
      document =
          Experiments.conduct(
              experiment, (label, arguments) -> run(folder.resolve(label), label, arguments));
    } catch (InterruptedIOException ended) {
      err.println("rtnlab experiment: ended early; its runs so far are in " + folder);
      return ExitCode.INTERRUPTED;
    }
    NamedOutput.write(folder.resolve("experiment.json"), Json.write(document));
    List<Section> sections = ExperimentSections.of(document);
    answer.print(
        spec.commandLine().getOut(), "rtnlab experiment " + experiment.name(), document, sections);
    err.println("rtnlab experiment: kept in " + folder);
    return switch (document.verdict()) {
      case ExperimentDocument.AS_EXPECTED -> ExitCode.DONE;
      case ExperimentDocument.OTHERWISE -> ExitCode.EXCEEDED;
      default -> ExitCode.CANNOT_TELL;
    };
  }

  private void list() {
    PrintWriter to = spec.commandLine().getOut();
    Experiments.ALL.forEach(
        each -> to.print(Wrapped.lines(each.name() + ": " + each.question(), COLUMNS, "  ")));
    to.flush();
  }

  private RunDocument run(Path path, String label, List<String> arguments) throws Exception {
    RunSettings settings = RunCommand.settingsOf(arguments);
    RunFolder folder = RunFolder.create(path);
    try (LabRun run = LabRun.prepare(settings, folder);
        InterruptGuard guard = new InterruptGuard(run::stop);
        LiveLine _ =
            new LiveLine(spec.commandLine().getErr(), () -> label + ": " + run.progress())) {
      RunDocument document = run.execute();
      folder.write(document);
      run.unwritten().requireNone();
      if (document.interrupted()) {
        guard.printed();
        throw new InterruptedIOException("ended by a signal");
      }
      return document;
    }
  }
}
