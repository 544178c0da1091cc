// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.bill.Billing;
import io.rtnlab.lab.bill.Budget;
import io.rtnlab.results.Escaped;
import io.rtnlab.results.bill.BillDocument;
import io.rtnlab.results.bill.BillSections;
import io.rtnlab.results.bill.BudgetCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtnlab bill}: what one program's requests cost all other programs. */
@Command(
    name = "bill",
    description =
        "Says what one program costs all other programs: its requests by type, how often and how"
            + " long it takes the RTNL, how long others wait meanwhile, and cheaper ways to ask.",
    footer = {
      "",
      "  rtnlab bill 4711                            a running process, until Ctrl-C",
      "  rtnlab bill ip -s link                      a command and all that it starts",
      "  rtnlab bill --budget locks=3,hold=2ms -- bird -p",
      "",
      "With --json or --format the command prints to standard error.",
      "",
      "Exit status: 0 done; 3 it is not proved that the budget sufficed; 1 the command cannot be"
          + " started, or ended with another status than 0; 125 this kernel or account cannot tell."
    },
    mixinStandardHelpOptions = true)
public final class BillCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Parameters(
      paramLabel = "PID|COMMAND",
      arity = "1..*",
      description = "A process, or a command with its arguments.")
  private List<String> program = List.of();

  @Option(
      names = "--budget",
      paramLabel = "locks=N,hold=TIME",
      description = "What it may cost; TIME such as 500us, 2ms, 1s. Nothing is tried then.")
  private @Nullable String budget;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = RunOptions.TimeConverter.class,
      description = "Ends after so long, and ends the command with SIGTERM.")
  private @Nullable Duration atMost;

  @Override
  public Integer call() throws IOException {
    answer.check();
    String text = budget;
    Budget allowed = text == null ? null : Budget.parse(text);
    Billing opened;
    try {
      opened = Billing.open();
    } catch (IOException cannot) {
      spec.commandLine()
          .getErr()
          .println("rtnlab bill: cannot tell: " + Escaped.of(String.valueOf(cannot.getMessage())));
      return ExitCode.CANNOT_TELL;
    }
    AtomicBoolean stopped = new AtomicBoolean();
    try (Billing billing = opened;
        InterruptGuard guard = new InterruptGuard(() -> stopped.set(true))) {
      BillDocument bill =
          isProcess()
              ? billing.of(Integer.parseInt(program.getFirst()), atMost, allowed, stopped::get)
              : billing.of(program, !answer.isText(), atMost, allowed, stopped::get);
      answer.print(spec.commandLine().getOut(), "rtnlab bill", bill, BillSections.of(bill));
      guard.printed();
      return status(bill);
    }
  }

  private boolean isProcess() {
    return program.size() == 1 && program.getFirst().matches("[1-9]\\d{0,8}");
  }

  private static int status(BillDocument bill) {
    BudgetCheck check = bill.budget();
    if (check != null && check.exceeded()) {
      return ExitCode.EXCEEDED;
    }
    Integer command = bill.status();
    return command == null || command == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }
}
