package io.rtnlab.microbench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What the tables have in common as commands. */
final class Tables {
  private Tables() {}

  /**
   * Reads the command line and does what it says.
   *
   * @param table a {@link Command}
   * @return the exit status: 0 done, 1 failed with a sentence on standard error, 2 not understood
   */
  static int run(Callable<Integer> table, String... arguments) {
    CommandLine command = new CommandLine(table).setExecutionExceptionHandler(Tables::tell);
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build());
    return command.execute(arguments);
  }

  /** A sentence for what a user can do something about, all that is known of the rest. */
  private static int tell(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    boolean usage = failure instanceof IllegalArgumentException;
    if (!usage
        && !(failure instanceof IOException)
        && !(failure instanceof IllegalStateException)) {
      throw failure;
    }
    command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
    return usage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  /**
   * The number, which must not be smaller than {@code least}.
   *
   * @throws IllegalArgumentException if it is
   */
  static int atLeast(int least, String option, int number) {
    if (number < least) {
      throw new IllegalArgumentException(
          option + " " + number + " is too few: it takes " + least + " or more");
    }
    return number;
  }
}
