// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.dumpcheck.DumpCheck;
import io.rtnlab.lab.dumpcheck.DumpPlan;
import io.rtnlab.lab.dumpcheck.ListenerCheck;
import io.rtnlab.lab.dumpcheck.RetryCurve;
import io.rtnlab.results.Json;
import io.rtnlab.results.dumpcheck.DumpRow;
import io.rtnlab.results.dumpcheck.DumpSections;
import io.rtnlab.results.dumpcheck.ListenerRow;
import io.rtnlab.results.dumpcheck.ListenerSections;
import io.rtnlab.results.dumpcheck.RetryRow;
import io.rtnlab.results.dumpcheck.RetrySections;
import io.rtnlab.results.page.TextPage;
import io.rtnlab.results.report.Section;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
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
    description = {
      "Reads each kind of dump in small buffers while writers change what is dumped, and judges it",
      "afterwards by a log of what was true when. Each kind is checked first by one thread alone."
    },
    footer = {
      "",
      "Exit status: 0 done; 1 failed, or a control found a fault; 2 wrong command line; 130 Ctrl-C."
          + " Runs without root in a user namespace."
    },
    mixinStandardHelpOptions = true)
public final class DumpCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format = new FormatOption();

  @Mixin private HtmlFile html = new HtmlFile();

  @Option(names = "--json", description = "The rates as one JSON array.")
  private boolean json;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = RunOptions.TimeConverter.class,
      defaultValue = "3s",
      description = "How long each kind is dumped beside writers. (default: ${DEFAULT-VALUE})")
  private Duration duration = Duration.ofSeconds(3);

  @Option(
      names = "--writers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads that write meanwhile. (default: ${DEFAULT-VALUE})")
  private int writers;

  @Option(
      names = "--buffer",
      paramLabel = "BYTES",
      defaultValue = "4096",
      description = "The reader's buffer. (default: ${DEFAULT-VALUE})")
  private int buffer;

  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      defaultValue = "",
      description = "Only kinds in whose name this regular expression is found.")
  private String only = "";

  @Option(
      names = "--retry",
      description =
          "How often a dump must be tried until it is not flagged, at several rates of change.")
  private boolean retry;

  @Option(
      names = "--listener",
      description = {
        "Whether a model that is fed by multicast equals a dump after its socket has overrun, for",
        "three ways to go on then."
      })
  private boolean listener;

  @Override
  public Integer call() throws IOException {
    format.refuseWith(json);
    if (retry && listener) {
      throw new IllegalArgumentException("give --retry or --listener, not both");
    }
    return listener ? listen() : retry ? curve() : check();
  }

  private int listen() throws IOException {
    ListenerCheck check = new ListenerCheck(new DumpPlan(duration, writers, buffer, pattern()));
    List<ListenerRow> rows;
    try (LiveLine _ = new LiveLine(spec.commandLine().getErr(), check::progress)) {
      rows = check.run();
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "--only \"" + only + "\" matches no kind of dump that has a multicast group");
    }
    List<Section> sections = ListenerSections.of(rows);
    spec.commandLine().getOut().print(json ? Json.write(rows) : format.render(sections));
    spec.commandLine().getOut().flush();
    html.write(() -> TextPage.of("rtnlab dumpcheck --listener", sections));
    return rows.stream().anyMatch(row -> row.dumpWrong() > 0) ? ExitCode.FAILED : ExitCode.DONE;
  }

  private int curve() throws IOException {
    RetryCurve curve = new RetryCurve(new DumpPlan(duration, writers, buffer, pattern()));
    List<RetryRow> rows;
    try (LiveLine _ = new LiveLine(spec.commandLine().getErr(), curve::progress)) {
      rows = curve.run();
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "--only \"" + only + "\" matches no kind of dump that can be made here");
    }
    spec.commandLine()
        .getOut()
        .print(json ? Json.write(rows) : format.render(RetrySections.of(rows)));
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private int check() throws IOException {
    DumpCheck check = new DumpCheck(new DumpPlan(duration, writers, buffer, pattern()));
    List<DumpRow> rows;
    try (LiveLine _ = new LiveLine(spec.commandLine().getErr(), check::progress)) {
      rows = check.run();
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("--only \"" + only + "\" matches no kind of dump");
    }
    List<Section> sections = DumpSections.of(rows);
    spec.commandLine().getOut().print(json ? Json.write(rows) : format.render(sections));
    spec.commandLine().getOut().flush();
    html.write(() -> TextPage.of("rtnlab dumpcheck", sections));
    return rows.stream().anyMatch(DumpRow::controlFailed) ? ExitCode.FAILED : ExitCode.DONE;
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
