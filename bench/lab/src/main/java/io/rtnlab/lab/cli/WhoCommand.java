// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.who.WhoAnswer;
import io.rtnlab.results.Escaped;
import io.rtnlab.results.Json;
import io.rtnlab.results.page.TextPage;
import io.rtnlab.results.who.WhoDocument;
import io.rtnlab.results.who.WhoSections;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rtnlab who}: who holds the RTNL of this host at this moment. */
@Command(
    name = "who",
    description =
        "Says who holds the RTNL now, whom the holder waits for, and who waits: one look, no load,"
            + " nothing attached. It answers also while the RTNL is held.",
    footer = {
      "",
      "Exit status: 0 idle, or held for less than --over; 3 held for longer; 125 cannot tell, and"
          + " why; 2 wrong command line.",
      "",
      "Needs root (CAP_BPF and CAP_PERFMON, CAP_SYSLOG for /proc/kallsyms), BTF and libbpf. From"
          + " Linux 6.17 on a task says which mutex it sleeps for; older kernels show holder and"
          + " queue, but no chain behind the holder."
    },
    mixinStandardHelpOptions = true)
public final class WhoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private FormatOption format = new FormatOption();

  @Mixin private HtmlFile html = new HtmlFile();

  @Option(
      names = "--over",
      paramLabel = "TIME",
      converter = RunOptions.TimeConverter.class,
      defaultValue = "100ms",
      description = "How long a hold must last for exit status 3. (default: ${DEFAULT-VALUE})")
  private Duration over = Duration.ofMillis(100);

  @Option(names = "--json", description = "The answer as one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    format.refuseWith(json);
    WhoDocument who;
    try {
      who = WhoAnswer.now(over);
    } catch (IOException cannot) {
      return cannotReport(String.valueOf(cannot.getMessage()));
    }
    print(who);
    html.write(() -> TextPage.of("rtnlab who", WhoSections.of(who)));
    return who.heldFor(over.toNanos()) ? ExitCode.EXCEEDED : ExitCode.DONE;
  }

  private int cannotReport(String why) throws IOException {
    if (json) {
      print(WhoDocument.unknown(why));
    }
    spec.commandLine().getErr().println("rtnlab who: cannot tell: " + Escaped.of(why));
    return ExitCode.CANNOT_TELL;
  }

  private String text(WhoDocument who) {
    return format.isText()
        ? WhoSections.text(who, format.inForce())
        : format.render(WhoSections.of(who));
  }

  private void print(WhoDocument who) throws IOException {
    spec.commandLine().getOut().print(json ? Escaped.json(Json.write(who)) : text(who));
    spec.commandLine().getOut().flush();
  }
}
