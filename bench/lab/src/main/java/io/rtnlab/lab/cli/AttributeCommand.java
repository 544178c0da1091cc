// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.probes.recording.FileKind;
import io.rtnlab.probes.recording.RecordedInput;
import io.rtnlab.results.By;
import io.rtnlab.results.LockStatDocument;
import io.rtnlab.results.RecordingDocument;
import io.rtnlab.results.RunFolder;
import io.rtnlab.results.SideBySide;
import io.rtnlab.results.attribute.BesideRun;
import io.rtnlab.results.attribute.RecordingAttribution;
import io.rtnlab.results.hung.HungDocument;
import io.rtnlab.results.hung.HungHost;
import io.rtnlab.results.hung.HungSections;
import io.rtnlab.results.page.RecordingPage;
import io.rtnlab.results.page.TextPage;
import io.rtnlab.results.report.Section;
import io.rtnlab.results.report.recording.LockStatReport;
import io.rtnlab.results.report.recording.RecordingReport;
import io.rtnlab.results.report.recording.SideBySideReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code rtnlab attribute}: the blame ledger of a recording from another host. */
@Command(
    name = "attribute",
    description =
        "Says who waited for whom in a recording of the lock tracepoints from any host: a trace.dat"
            + " (versions 6 and 7), or the text of perf script, of trace-cmd report or of tracefs;"
            + " and what a text of /proc/lock_stat says of the RTNL. Of a host that hung: the task"
            + " because of which all others wait, from its kernel log (dmesg, journalctl -k, a"
            + " serial console) with hung-task reports, sysrq-w, sysrq-t or lockdep's held locks,"
            + " or from a folder of /proc/PID/stack files.",
    footer = {
      "",
      "Record on that host, as root, with one of:",
      "",
      "  trace-cmd record -C mono -e lock:contention_begin -e lock:contention_end \\",
      "      -e lock:contended_release -e sched:sched_waking -T sleep 10",
      "  rtnlab attribute trace.dat",
      "",
      "  perf record -a -g -k CLOCK_MONOTONIC -e lock:contention_begin \\",
      "      -e lock:contention_end -e lock:contended_release \\",
      "      -e sched:sched_waking sleep 10",
      "  perf script --header --show-lost-events --ns \\",
      "      -F comm,pid,tid,cpu,time,event,trace,ip,sym > contention.txt",
      "  rtnlab attribute contention.txt",
      "",
      "Before Linux 7.2 leave -e lock:contended_release out: that event shows each release, and"
          + " because of whom a holder waited itself; without it wake-ups do, as far as they can.",
      "",
      "Which mutex is rtnl_mutex: a trace.dat names it by the kernel symbols in it, where that"
          + " kernel has CONFIG_KALLSYMS_ALL; else the stacks (-g, -T) of threads that wait for it"
          + " or release it do. Where neither does, the candidates are listed, and --mutex takes"
          + " the one that you know to be it.",
      "",
      "Of a hung host, exit status: 0 the root is named, or nothing waits for the RTNL; 125 tasks"
          + " wait for the RTNL and because of whom cannot be determined, with what is missing."
          + " --json then has state (none, hung, unknown), root, chain[], waiters[], evidence,"
          + " doubts[], missing[]."
    },
    mixinStandardHelpOptions = true)
public final class AttributeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Parameters(
      paramLabel = "FILE",
      description = "The recording or the log, - is standard input; or a folder of stacks.")
  private Path file;

  @Option(
      names = "--mutex",
      paramLabel = "ADDRESS",
      converter = AddressConverter.class,
      description = "Address of rtnl_mutex on that host since its last boot, hexadecimal.")
  private @Nullable Long mutex;

  @Option(
      names = "--beside",
      paramLabel = "RUN",
      description =
          "Counts the waits beside those of a run that was made here meanwhile, by its folder.")
  private @Nullable Path run;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "holder",
      description =
          "holder: who held the RTNL; root: because of whom the holder waited, where it did. (A"
              + " recording names no cgroups.) (default: ${DEFAULT-VALUE})")
  private By by = By.HOLDER;

  @Option(names = "--threads", description = "Lists threads of the same name separately.")
  private boolean apart;

  @Override
  public Integer call() throws IOException {
    answer.check();
    if (by == By.CGROUP) {
      throw new IllegalArgumentException(
          "a recording names no cgroups; use --by holder or --by root");
    }
    Path beside = run;
    if (beside == null && Files.isDirectory(file)) {
      return print(HungHost.of(file));
    }
    if (beside == null) {
      return ledger();
    }
    SideBySide both = BesideRun.of(file, RunFolder.existing(beside));
    return print(
        both,
        SideBySideReport.of(both),
        () ->
            TextPage.of(
                "rtnlab attribute " + file + " --beside " + beside,
                "The recording beside the run",
                SideBySideReport.of(both)));
  }

  private int print(HungDocument hung) throws IOException {
    List<Section> whole = HungSections.of(hung);
    int _ =
        print(
            hung,
            answer.isText() ? HungSections.answer(hung) : whole,
            () -> TextPage.of("rtnlab attribute " + file, whole));
    return HungDocument.UNKNOWN.equals(hung.state()) ? ExitCode.CANNOT_TELL : ExitCode.DONE;
  }

  private int print(Object document, List<Section> sections, HtmlFile.Content page)
      throws IOException {
    answer.print(spec.commandLine().getOut(), document, sections, page);
    return ExitCode.DONE;
  }

  private int ledger() throws IOException {
    try (RecordedInput input = RecordedInput.open(file)) {
      if (input.kind() == FileKind.KERNEL_LOG) {
        ReadLine read = new ReadLine(input.bytes());
        HungDocument hung;
        try (LiveLine _ = new LiveLine(spec.commandLine().getErr(), read)) {
          hung = HungHost.of(input, read);
        }
        return print(hung);
      }
      if (input.kind() == FileKind.LOCK_STAT) {
        LockStatDocument statistics = RecordedLockStat.of(input);
        List<Section> sections = LockStatReport.of(statistics);
        return print(
            statistics,
            sections,
            () ->
                TextPage.of("rtnlab attribute " + file, "rtnl_mutex in /proc/lock_stat", sections));
      }
      ReadLine line = new ReadLine(input.bytes());
      Long address = mutex;
      try (LiveLine _ = new LiveLine(spec.commandLine().getErr(), line)) {
        RecordingDocument document =
            RecordingAttribution.of(
                input,
                line,
                address == null ? OptionalLong.empty() : OptionalLong.of(address),
                apart);
        RecordingDocument asked = document.by(by);
        return print(asked, RecordingReport.of(asked), () -> RecordingPage.of(asked));
      }
    }
  }

  /** Reads {@code ffffffff831f5a60}, with {@code 0x} or without. */
  static final class AddressConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      String digits = text.strip().replaceFirst("^0[xX]", "");
      if (!digits.matches("[0-9a-fA-F]{1,16}")) {
        throw new TypeConversionException("'" + text + "' is no address: write ffffffff831f5a60");
      }
      return Long.parseUnsignedLong(digits, 16);
    }
  }
}
