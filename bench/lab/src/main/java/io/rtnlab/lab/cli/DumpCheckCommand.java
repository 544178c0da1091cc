// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.dumpcheck.DumpCheck;
import io.rtnlab.lab.dumpcheck.DumpPlan;
import io.rtnlab.lab.dumpcheck.ListenerCheck;
import io.rtnlab.lab.dumpcheck.RetryCurve;
import io.rtnlab.results.dumpcheck.DumpRow;
import io.rtnlab.results.dumpcheck.DumpSections;
import io.rtnlab.results.dumpcheck.ListenerRow;
import io.rtnlab.results.dumpcheck.ListenerSections;
import io.rtnlab.results.dumpcheck.RetryRow;
import io.rtnlab.results.dumpcheck.RetrySections;
import io.rtnlab.results.report.Section;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rtnlab dumpcheck}: whether this kernel's dumps are true while others write. */
@Command(
    name = "dumpcheck",
    description =
        "Reads each kind of dump in small buffers while writers change what is dumped, and judges"
            + " it afterwards by a log of what was true when. Each kind is checked first by one"
            + " thread alone.",
    footer = {
      "",
      "Exit status: 0 done; 1 failed, or a control found a fault; 2 wrong command line; 130 Ctrl-C."
          + " Runs without root in a user namespace."
    },
    mixinStandardHelpOptions = true)
public final class DumpCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = RunOptions.TimeConverter.class,
      defaultValue = "3s",
      description =
          "How long each kind is dumped beside writers, such as 500ms, 3s or 2m. (default:"
              + " ${DEFAULT-VALUE})")
  private Duration duration = Duration.ofSeconds(3);

  @Option(
      names = "--writers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads that write meanwhile, 1 to 16. (default: ${DEFAULT-VALUE})")
  private int writers;

  @Option(
      names = "--buffer",
      paramLabel = "BYTES",
      defaultValue = "4096",
      description = "The reader's buffer, 4096 to 1048576. (default: ${DEFAULT-VALUE})")
  private int buffer;

  @Option(
      names = "--objects",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "How many of each kind are made, 48 to 20000: more make longer dumps, into which more"
              + " changes fall. (default: 0, each kind's own number, from 60 links to 600 routes)")
  private int objects;

  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      defaultValue = "",
      description =
          "Only kinds in whose name this regular expression is found. The names are the first"
              + " column of the answer, such as \"routes AF_INET\" or \"links NAME_ONLY\".")
  private String only = "";

  @Option(
      names = "--retry",
      description =
          "Instead: how often a dump must be tried until it is not flagged, at several rates of"
              + " change. Not with --listener.")
  private boolean retry;

  @Option(
      names = "--listener",
      description =
          "Instead: whether a model that is fed by multicast equals a dump after its socket has"
              + " overrun, for three ways to go on then. Not with --retry.")
  private boolean listener;

  @Override
  public Integer call() throws IOException {
    answer.check();
    if (retry && listener) {
      throw new IllegalArgumentException("give --retry or --listener, not both");
    }
    return listener ? listen() : retry ? curve() : check();
  }

  private int listen() throws IOException {
    ListenerCheck check = new ListenerCheck(plan());
    List<ListenerRow> rows =
        rows(check::progress, check::run, "kind of dump that has a multicast group");
    print("rtnlab dumpcheck --listener", rows, ListenerSections.of(rows));
    return rows.stream().anyMatch(row -> row.dumpWrong() > 0) ? ExitCode.FAILED : ExitCode.DONE;
  }

  private int curve() throws IOException {
    RetryCurve curve = new RetryCurve(plan());
    List<RetryRow> rows = rows(curve::progress, curve::run, "kind of dump that can be made here");
    print("rtnlab dumpcheck --retry", rows, RetrySections.of(rows));
    return ExitCode.DONE;
  }

  private int check() throws IOException {
    DumpCheck check = new DumpCheck(plan());
    List<DumpRow> rows = rows(check::progress, check::run, "kind of dump");
    print("rtnlab dumpcheck", rows, DumpSections.of(rows));
    return rows.stream().anyMatch(DumpRow::controlFailed) ? ExitCode.FAILED : ExitCode.DONE;
  }

  private DumpPlan plan() {
    return new DumpPlan(duration, writers, buffer, objects, pattern());
  }

  /** A check that dumps, writes and judges. */
  private interface Dumps<T> {
    List<T> rows() throws IOException;
  }

  /** Runs a check with its progress on the terminal; --only must leave something to check. */
  private <T> List<T> rows(Supplier<String> progress, Dumps<T> dumps, String kind)
      throws IOException {
    List<T> rows;
    try (LiveLine _ = new LiveLine(spec.commandLine().getErr(), progress)) {
      rows = dumps.rows();
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("--only \"" + only + "\" matches no " + kind);
    }
    return rows;
  }

  private void print(String command, Object rows, List<Section> sections) throws IOException {
    answer.print(spec.commandLine().getOut(), command, rows, sections);
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(only);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "--only \"" + only + "\" is no regular expression: " + wrong.getDescription());
    }
  }
}
