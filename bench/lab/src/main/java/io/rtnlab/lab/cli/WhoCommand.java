// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.who.WhoAnswer;
import io.rtnlab.results.Escaped;
import io.rtnlab.results.Json;
import io.rtnlab.results.page.TextPage;
import io.rtnlab.results.who.WhoDocument;
import io.rtnlab.results.who.WhoSections;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  /**
   * The command of a line that has none but the usual options. It answers in half the time: picocli
   * would read annotations for longer than a look takes.
   *
   * @param arguments {@code who} and what follows
   * @return null where another option is among them, or one is wrong
   */
  public static @Nullable WhoCommand usual(String... arguments) {
    WhoCommand who = new WhoCommand();
    for (int i = 1; i < arguments.length; i++) {
      if (arguments[i].equals("--json") && !who.json) {
        who.json = true;
      } else if (arguments[i].equals("--over") && i == arguments.length - 2) {
        try {
          who.over = TimeArgument.parse(arguments[++i]);
        } catch (IllegalArgumentException wrong) {
          return null;
        }
      } else {
        return null;
      }
    }
    return who;
  }

  @Override
  public Integer call() throws IOException {
    return answer(spec.commandLine().getOut(), spec.commandLine().getErr());
  }

  /**
   * Looks, and prints what was seen.
   *
   * @return the exit status
   */
  public int answer(PrintWriter out, PrintWriter err) throws IOException {
    format.refuseWith(json);
    WhoDocument who;
    try {
      who = WhoAnswer.now(over);
    } catch (IOException cannot) {
      String why = String.valueOf(cannot.getMessage());
      if (json || !format.isText()) {
        print(WhoDocument.unknown(why), out);
      }
      err.println("rtnlab who: cannot tell: " + Escaped.of(why));
      return ExitCode.CANNOT_TELL;
    }
    print(who, out);
    html.write(() -> TextPage.of("rtnlab who", WhoSections.withState(who)));
    return who.heldFor(over.toNanos()) ? ExitCode.EXCEEDED : ExitCode.DONE;
  }

  private String text(WhoDocument who) {
    return format.isText()
        ? WhoSections.text(who, format.inForce())
        : format.render(WhoSections.withState(who));
  }

  private void print(WhoDocument who, PrintWriter out) throws IOException {
    out.print(json ? Escaped.json(Json.write(who)) : text(who));
    out.flush();
  }

  /** How long a hold must last for exit status 3. */
  Duration over() {
    return over;
  }

  boolean isJson() {
    return json;
  }
}
