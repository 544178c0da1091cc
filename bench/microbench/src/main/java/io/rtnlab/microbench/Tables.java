// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import java.io.Console;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What the tables have in common as commands. */
final class Tables {
  private static final String CLEAR_LINE = "\r\033[K";

  private Tables() {}

  /**
   * Reads the command line and does what it says.
   *
   * @param table a {@link Command}
   * @return the exit status: 0 done, 1 failed with a sentence on standard error, 2 not understood
   */
  static int run(Callable<Integer> table, String... arguments) {
    CommandLine command = new CommandLine(table).setExecutionExceptionHandler(Tables::report);
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build());
    return command.execute(arguments);
  }

  /** A sentence for what a user can do something about, all that is known of the rest. */
  private static int report(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    boolean usage = failure instanceof IllegalArgumentException;
    if (!usage
        && !(failure instanceof IOException)
        && !(failure instanceof IllegalStateException)) {
      throw failure;
    }
    progress("");
    command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
    return usage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  /**
   * The number, if it is one that an option takes.
   *
   * @throws IllegalArgumentException if it is not
   */
  static int within(int least, int most, String option, int number) {
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          option + " " + number + ": it takes a number from " + least + " to " + most);
    }
    return number;
  }

  /** What is at work now, where standard error is a terminal; nothing once it is empty. */
  static void progress(String text) {
    if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
      System.err.print(CLEAR_LINE + text);
    }
  }
}
