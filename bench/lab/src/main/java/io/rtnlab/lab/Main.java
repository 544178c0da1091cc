// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab;

import io.rtnlab.lab.cli.AttributeCommand;
import io.rtnlab.lab.cli.BillCommand;
import io.rtnlab.lab.cli.BisectCommand;
import io.rtnlab.lab.cli.CompareCommand;
import io.rtnlab.lab.cli.DoctorCommand;
import io.rtnlab.lab.cli.DumpCheckCommand;
import io.rtnlab.lab.cli.ExitCode;
import io.rtnlab.lab.cli.ExperimentCommand;
import io.rtnlab.lab.cli.ExportCommand;
import io.rtnlab.lab.cli.Failures;
import io.rtnlab.lab.cli.FlameCommand;
import io.rtnlab.lab.cli.MapCommand;
import io.rtnlab.lab.cli.MatrixCommand;
import io.rtnlab.lab.cli.OperationsCommand;
import io.rtnlab.lab.cli.ReportCommand;
import io.rtnlab.lab.cli.RunCommand;
import io.rtnlab.lab.cli.Terminal;
import io.rtnlab.lab.cli.WatchCommand;
import io.rtnlab.lab.cli.WhoCommand;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: its commands and how their failures are reported. */
@Command(
    name = "rtnlab",
    description = "Measures the RTNL, the mutex behind Linux's network control plane.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "rtnlab test     builds everything and runs all tests",
      "rtnlab bench    benchmarks: bridges beside plain C, or every part (JMH)",
      "rtnlab package  an archive that runs without JDK, Maven and this checkout",
      "",
      "Exit status: 0 done, 1 failed, 2 wrong command line; cut short by a signal 128 and its"
          + " number: 130 Ctrl-C, 143 SIGTERM, 129 SIGHUP; who, watch and bill also: 3 longer or"
          + " more than allowed, 125 cannot tell."
    })
public final class Main {
  private static final List<Class<?>> OWN =
      List.of(
          RunCommand.class,
          ReportCommand.class,
          ExportCommand.class,
          FlameCommand.class,
          AttributeCommand.class,
          MapCommand.class,
          DumpCheckCommand.class,
          ExperimentCommand.class,
          MatrixCommand.class,
          CompareCommand.class,
          BisectCommand.class,
          DoctorCommand.class,
          WhoCommand.class,
          WatchCommand.class,
          BillCommand.class,
          OperationsCommand.class);

  private Main() {}

  public static void main(String[] arguments) {
    // Digits, case and formats are those of machines, whatever the account's language.
    Locale.setDefault(Locale.ROOT);
    System.exit(execute(arguments));
  }

  private static int execute(String[] arguments) {
    Terminal out = Terminal.out();
    Terminal err = Terminal.err();
    PrintWriter outWriter = new PrintWriter(new BufferedWriter(out));
    PrintWriter errWriter = new PrintWriter(new BufferedWriter(err), true);
    int status;
    try {
      status = commandLine(arguments).setOut(outWriter).setErr(errWriter).execute(arguments);
    } catch (Error failed) {
      errWriter.println("rtnlab: " + Failures.sentence(failed));
      status = ExitCode.FAILED;
    }
    outWriter.flush();
    errWriter.flush();
    IOException unwritten = out.failure();
    if (unwritten == null) {
      return status;
    }
    errWriter.println("rtnlab: cannot write to standard output: " + unwritten.getMessage());
    return status == ExitCode.DONE ? ExitCode.FAILED : status;
  }

  /**
   * The command line, ready to execute; tests give it writers of their own. It knows the command
   * asked for, or all where none is: reading the annotations of all takes longer than most need to
   * answer.
   */
  public static CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    List<Class<?>> asked = OWN.stream().filter(command -> isAskedFor(command, arguments)).toList();
    (asked.isEmpty() ? OWN : asked).forEach(line::addSubcommand);
    if (asked.isEmpty()) {
      line.addSubcommand(AutoComplete.GenerateCompletion.class);
      line.addSubcommand(CommandLine.HelpCommand.class);
    }
    // What follows a command to be billed is that command's.
    line.getSubcommands().values().stream()
        .filter(command -> command.getCommand() instanceof BillCommand)
        .forEach(command -> command.setStopAtPositional(true));
    line.getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
    return line.setExecutionExceptionHandler(Main::report)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // an error would print lines of any file
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
  }

  private static boolean isAskedFor(Class<?> command, String[] arguments) {
    return arguments.length > 0 && arguments[0].equals(command.getAnnotation(Command.class).name());
  }

  /** What a person can act on is one line; what is a fault of ours comes with its stack. */
  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError limited) {
        err.println("rtnlab: " + Failures.sentence(limited));
        return ExitCode.FAILED;
      }
    }
    if (failure instanceof IllegalArgumentException wrong) {
      err.println("rtnlab: " + wrong.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof IOException refused) {
      err.println("rtnlab: " + refused.getMessage());
      return ExitCode.FAILED;
    }
    if (failure.getCause() instanceof Error failed) {
      err.println("rtnlab: " + Failures.sentence(failed));
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
