package io.rtnlab.lab;

import io.rtnlab.lab.cli.AttributeCommand;
import io.rtnlab.lab.cli.DoctorCommand;
import io.rtnlab.lab.cli.ExitCode;
import io.rtnlab.lab.cli.MatrixCommand;
import io.rtnlab.lab.cli.ReportCommand;
import io.rtnlab.lab.cli.RunCommand;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: its commands and how their failures are told. */
@Command(
    name = "rtnlab",
    description = "Measures the RTNL, the mutex behind Linux's network control plane.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      ReportCommand.class,
      AttributeCommand.class,
      MatrixCommand.class,
      DoctorCommand.class,
      AutoComplete.GenerateCompletion.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "rtnlab test               builds everything and runs all tests",
      "rtnlab bench              benchmarks: bridges beside plain C, or every part (JMH)",
      "",
      "Exit status: 0 done, 1 failed, 2 wrong command line, 130 cut short by a signal."
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to execute; tests give it writers of their own. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(Main::tell)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** What a person can act on is one line; what is a fault of ours comes with its stack. */
  private static int tell(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof IllegalArgumentException wrong) {
      err.println("rtnlab: " + wrong.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof IOException refused) {
      err.println("rtnlab: " + refused.getMessage());
      return ExitCode.FAILED;
    }
    failure.printStackTrace(err);
    return ExitCode.FAILED;
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"rtnlab " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
