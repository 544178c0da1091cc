// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.watch.Watching;
import io.rtnlab.lab.who.HostLooks;
import io.rtnlab.results.By;
import io.rtnlab.results.Escaped;
import io.rtnlab.results.Json;
import io.rtnlab.results.watch.WatchSecond;
import io.rtnlab.results.watch.WatchSummary;
import io.rtnlab.results.watch.WatchText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rtnlab watch}: who holds the RTNL of this host, a line a second. */
@Command(
    name = "watch",
    description =
        "Says each second who holds the RTNL, because of whom, and how many wait; at the end how"
            + " much it was held, and because of whom tasks waited. No load, nothing attached: it"
            + " looks at all tasks a hundred times a second, as rtnlab who does.",
    footer = {
      "",
      "Looks are samples. They cannot see a hold between two looks, waiters that spin, or retries",
      "of rtnl_trylock (sysfs, sysctl); a hold's length is that over which all looks saw one"
          + " owner.",
      "",
      "Exit status: 0 done, 3 with --alarm a hold was longer, 125 this kernel or account cannot",
      "look, and why. SIGTERM and Ctrl-C end it with the summary."
    },
    mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--once", description = "Watches one second, and prints it and the summary.")
  private boolean once;

  @Option(names = "--json", description = "One JSON object a line: each second, then the summary.")
  private boolean json;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = RunOptions.TimeConverter.class,
      description = "Ends after so long. (default: when interrupted)")
  private @Nullable Duration atMost;

  @Option(
      names = "--alarm",
      paramLabel = "TIME",
      converter = RunOptions.TimeConverter.class,
      description = "Writes the story of each hold that lasts longer, as text and JSON.")
  private @Nullable Duration alarm;

  @Option(
      names = "--alarm-folder",
      paramLabel = "FOLDER",
      defaultValue = "rtnlab-alarms",
      description = "Where those stories go. (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("rtnlab-alarms");

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "holder",
      description =
          "What waiting is summed by: holder, root (because of whom the holder waited) or cgroup."
              + " (default: ${DEFAULT-VALUE})")
  private By by = By.HOLDER;

  @Override
  public Integer call() throws IOException {
    HostLooks opened;
    try {
      opened = HostLooks.open();
    } catch (IOException cannot) {
      spec.commandLine()
          .getErr()
          .println("rtnlab watch: cannot tell: " + Escaped.of(String.valueOf(cannot.getMessage())));
      return ExitCode.CANNOT_TELL;
    }
    AtomicBoolean stopped = new AtomicBoolean();
    try (HostLooks host = opened;
        InterruptGuard guard = new InterruptGuard(() -> stopped.set(true))) {
      WatchSummary summary =
          new Watching(host, by, alarm, folder, new Printer())
              .watch(once ? Duration.ofSeconds(1) : atMost, stopped::get);
      print(json ? Json.line(summary) : WatchText.of(summary));
      guard.printed();
      return summary.alarms() > 0 ? ExitCode.EXCEEDED : ExitCode.DONE;
    }
  }

  /** Returns whether it could be printed. */
  private boolean print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    return !out.checkError();
  }

  /** Prints seconds as they end. */
  private final class Printer implements Watching.Reader {
    @Override
    public boolean second(WatchSecond second) throws IOException {
      return print(json ? Json.line(second) : second.text());
    }

    @Override
    public void alarm(@Nullable Path story, String trouble) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          story == null
              ? "rtnlab watch: a hold lasts, and its story could not be written: "
                  + Escaped.of(trouble)
              : "rtnlab watch: a hold lasts; its story: " + Escaped.of(story.toString()));
      err.flush();
    }
  }
}
