// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.engine.Group;
import io.rtnlab.engine.Limit;
import io.rtnlab.engine.Mix;
import io.rtnlab.engine.RunPlan;
import io.rtnlab.engine.WarmUp;
import io.rtnlab.lab.job.GroupText;
import io.rtnlab.lab.job.NamedJobs;
import io.rtnlab.lab.run.LabRun;
import io.rtnlab.lab.run.ModulePolicy;
import io.rtnlab.lab.run.ProbeSettings;
import io.rtnlab.lab.run.RunSettings;
import io.rtnlab.lab.run.Unwritten;
import io.rtnlab.results.Json;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.Settings;
import io.rtnlab.results.page.RunPage;
import io.rtnlab.results.report.format.Format;
import io.rtnlab.results.report.format.SectionFormat;
import io.rtnlab.results.report.run.Choice;
import io.rtnlab.results.report.run.RunReport;
import io.rtnlab.results.report.run.RunText;
import io.rtnlab.workloads.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtnlab run}: the main job. */
@Command(
    name = "run",
    description =
        "Fires a mix of operations at this kernel and says where each request's time went.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunOptions options;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "A job that comes with rtnlab (--list names them), or the path of a job file.")
  private @Nullable String job;

  @Option(
      names = "--again",
      paramLabel = "RUN",
      description = "Repeats the run of this folder, with what is changed by other options.")
  private @Nullable Path again;

  @Option(names = "--list", description = "Lists the operations that a mix may name, and ends.")
  private boolean list;

  @Option(
      names = "--json",
      description = "Results as one JSON object on standard output; text goes to standard error.")
  private boolean json;

  @Option(
      names = "--section",
      paramLabel = "NAME[,…]",
      split = ",",
      description =
          "Prints these sections besides: time, blame, holders, waits, off-cpu, probe,"
              + " checks; or all of them.")
  private List<String> sections = List.of();

  @Mixin private BlameOption blame = new BlameOption();

  @Mixin private HtmlFile html = new HtmlFile();

  private List<String> arguments = List.of();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (list) {
      Catalogue.workloads().forEach(w -> out.printf("%-18s %s%n", w.name(), w.description()));
      out.printf("%njobs: %s%n", String.join(", ", NamedJobs.NAMES));
      out.flush();
      return ExitCode.DONE;
    }
    RunCommand effective = effective();
    return effective.fire(out, err);
  }

  /** This command, with what a job or an earlier run says under the options given here. */
  private RunCommand effective() throws IOException {
    if (job != null && again != null) {
      throw new IllegalArgumentException("a job and --again are two runs: give one of them");
    }
    List<String> given = JobArguments.given(spec.commandLine().getParseResult());
    List<String> arguments = new ArrayList<>();
    if (job != null) {
      arguments.addAll(JobArguments.of(job));
    } else if (again != null) {
      arguments.addAll(
          JobArguments.repeated(RunFolder.existing(again).read().settings().arguments()));
    }
    arguments = JobArguments.changed(arguments, given);
    RunCommand command = JobArguments.parse(arguments);
    command.arguments = arguments;
    return command;
  }

  private int fire(PrintWriter out, PrintWriter err) throws Exception {
    RunSettings settings = settings();
    Choice choice = Choice.of(sections);
    html.requireCanBeMade();
    Path named = options.out;
    RunFolder folder =
        named == null ? RunFolder.createNamed(RunFolders.now()) : RunFolder.create(named);
    RunDocument document;
    Unwritten unwritten;
    boolean kept;
    try (LabRun run = LabRun.prepare(settings, folder);
        InterruptGuard guard = new InterruptGuard(run::stop);
        LiveLine live = new LiveLine(err, run::progress)) {
      if (options.flame) {
        run.sample();
      }
      document = run.execute();
      unwritten = run.unwritten();
      kept = unwritten.attempt(() -> folder.write(document));
      live.clear();
      RunDocument asked = document.by(blame.by());
      (json ? err : out).print(text(asked, folder, choice));
      if (kept && options.flame) {
        unwritten.attempt(() -> (json ? err : out).print("\n" + FlameCommand.write(folder)));
      }
      if (json) {
        out.print(Json.write(asked));
      }
      out.flush();
      err.flush();
      guard.printed();
    }
    if (kept) {
      unwritten.attempt(() -> html.write(() -> RunPage.of(folder)));
    }
    unwritten.requireNone();
    return document.interrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private static String text(RunDocument run, RunFolder folder, Choice choice) {
    SectionFormat text = ReportFormat.of(Format.TEXT);
    String answer = RunText.answer(run, folder.path().toString(), text);
    return choice.ids().isEmpty()
        ? answer
        : answer + "\n" + text.render(choice.from(RunReport.details(run)));
  }

  /** What arguments come to; refuses what makes no sense. */
  static RunSettings settingsOf(List<String> arguments) {
    RunCommand command = JobArguments.parse(arguments);
    command.arguments = arguments;
    return command.settings();
  }

  /** What the options come to; refuses what makes no sense. */
  RunSettings settings() {
    List<Group> groups = groups();
    Mix mix = Mix.parse(options.mix, Catalogue.names());
    int threads = options.threads;
    if (!groups.isEmpty()) {
      if (options.rate != null) {
        throw new IllegalArgumentException("--rate is each group's own where there are groups");
      }
      RunPlan plan = new RunPlan(groups, WarmUp.NONE, new Limit.Requests(1), 1);
      mix = plan.mix();
      threads = plan.workers();
    }
    return new RunSettings(
        new Settings(
            arguments,
            RunSettings.weights(mix),
            threads,
            RunSettings.pace(options.rate, options.poisson),
            RunSettings.extent(
                options.duration,
                options.requests,
                RunSettings.warmUp(options.warmUp, options.warmUpRequests)),
            options.sharedNamespace,
            options.seed,
            new Settings.Choices(
                options.links,
                options.batch,
                options.ack,
                options.family,
                options.nextHop,
                options.window,
                options.entries),
            options.bridge),
        new ProbeSettings(
            options.probe,
            options.probeBuffer,
            options.audit,
            options.looks,
            options.keepSegments,
            options.functions),
        modules(),
        groups);
  }

  /** The last of a name counts: the command line comes after the job. */
  private List<Group> groups() {
    Map<String, Group> groups = new LinkedHashMap<>();
    for (String text : options.groups) {
      Group group = GroupText.read(text);
      groups.put(group.name(), group);
    }
    return List.copyOf(groups.values());
  }

  private ModulePolicy modules() {
    if (options.loadModules && options.noModules) {
      throw new IllegalArgumentException(
          "--load-modules and --no-modules contradict each other: give one of them");
    }
    return options.loadModules
        ? ModulePolicy.ALL
        : options.noModules ? ModulePolicy.NONE : ModulePolicy.VETH;
  }
}
