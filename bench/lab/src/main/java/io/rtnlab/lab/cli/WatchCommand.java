// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.watch.Alarm;
import io.rtnlab.lab.watch.Attached;
import io.rtnlab.lab.watch.SecondSeen;
import io.rtnlab.lab.watch.WatchMetrics;
import io.rtnlab.lab.watch.WatchScreen;
import io.rtnlab.lab.watch.Watching;
import io.rtnlab.lab.who.HostLooks;
import io.rtnlab.results.By;
import io.rtnlab.results.Escaped;
import io.rtnlab.results.Json;
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
            + " much it was held, and because of whom tasks waited. No load: it looks who owns it 20"
            + " times a second and, while it is held, at all tasks a hundred times a second, as"
            + " rtnlab who does.",
    footer = {
      "",
      "Looks are samples. They cannot see a hold between two looks, waiters that spin, or retries"
          + " of rtnl_trylock (sysfs, sysctl); a hold's length is that over which all looks saw one"
          + " owner.",
      "",
      "Exit status: 0 done, 3 with --alarm a hold was longer, 125 this kernel or account cannot"
          + " look, and why. SIGTERM and Ctrl-C end it with the summary."
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
      description =
          "Writes the story of each hold that lasts longer, as text, JSON and a page: chain,"
              + " stacks, all who waited, the seconds before.")
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

  @Option(
      names = "--prometheus",
      paramLabel = "PORT",
      description =
          "Serves a page of metrics at /metrics of this port of the loopback interface, or of"
              + " ADDRESS:PORT.")
  private @Nullable String prometheus;

  @Option(
      names = "--retries",
      description =
          "Counts restarts of reads and writes in sysfs and sysctl too, by a program at the end of"
              + " every system call of this machine.")
  private boolean counted;

  @Override
  public Integer call() throws IOException {
    Duration over = alarm;
    if (over != null) {
      if (!over.isPositive()) {
        throw new IllegalArgumentException("--alarm is more than 0, such as 500ms");
      }
      Alarm.requireFolder(folder);
    }
    String where = prometheus;
    try (WatchMetrics metrics = where == null ? null : WatchMetrics.serve(where)) {
      return watch(metrics);
    }
  }

  private int watch(@Nullable WatchMetrics metrics) throws IOException {
    HostLooks opened;
    Attached attached;
    try {
      opened = HostLooks.open();
      try {
        attached = Attached.open(counted);
      } catch (IOException refused) {
        opened.close();
        throw refused;
      }
    } catch (IOException cannot) {
      err("cannot tell: " + Escaped.of(String.valueOf(cannot.getMessage())));
      return ExitCode.CANNOT_TELL;
    }
    AtomicBoolean stopped = new AtomicBoolean();
    try (HostLooks host = opened;
        Attached besides = attached;
        InterruptGuard guard = new InterruptGuard(() -> stopped.set(true))) {
      Printer printer = new Printer(metrics, json || once ? null : WatchScreen.open().orElse(null));
      WatchSummary summary;
      try {
        if (metrics != null && printer.screen == null) {
          err("metrics at port " + metrics.port() + ", path /metrics");
        }
        summary =
            new Watching(host, by, alarm, folder, besides, printer)
                .watch(once ? Duration.ofSeconds(1) : atMost, stopped::get);
      } finally {
        printer.close();
      }
      boolean _ = print(json ? Json.line(summary) : WatchText.of(summary));
      guard.printed();
      return summary.events().alarms() > 0 ? ExitCode.EXCEEDED : ExitCode.DONE;
    }
  }

  /** Returns whether it could be printed. */
  private boolean print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    return !out.checkError();
  }

  private void err(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("rtnlab watch: " + text);
    err.flush();
  }

  /** Prints seconds as they end, or draws them. */
  private final class Printer implements Watching.Reader {
    private final @Nullable WatchMetrics metrics;
    private final @Nullable WatchScreen screen;

    private Printer(@Nullable WatchMetrics metrics, @Nullable WatchScreen screen) {
      this.metrics = metrics;
      this.screen = screen;
    }

    @Override
    public boolean second(SecondSeen seen) throws IOException {
      if (metrics != null) {
        metrics.second(seen);
      }
      return screen == null
          ? print(json ? Json.line(seen.second()) : seen.second().text())
          : screen.second(seen);
    }

    @Override
    public void alarm(@Nullable Path story, String trouble) {
      if (metrics != null && story != null) {
        metrics.alarm();
      }
      String text =
          story == null
              ? "a hold lasts, and its story could not be written: " + Escaped.of(trouble)
              : "a hold lasts; its story: " + Escaped.of(story.toString());
      if (screen == null) {
        err(text);
      } else {
        screen.message(text);
      }
    }

    private void close() {
      if (screen != null) {
        screen.close();
      }
    }
  }
}
