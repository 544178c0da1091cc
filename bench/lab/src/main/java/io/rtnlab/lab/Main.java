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
import io.rtnlab.results.Refused;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

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
  private static final List<String> COMMANDS =
      List.of(
          "run",
          "report",
          "export",
          "flame",
          "attribute",
          "map",
          "dumpcheck",
          "experiment",
          "matrix",
          "compare",
          "bisect",
          "doctor",
          "who",
          "watch",
          "bill",
          "operations");

  private Main() {}

  public static void main(String[] arguments) {
    // Digits, case and formats are those of machines, whatever the account's language.
    Locale.setDefault(Locale.ROOT);
    int status = execute(arguments);
    if (isWho(arguments)) {
      // An orderly exit asks all jars for a logger first, for longer than a look takes.
      Runtime.getRuntime().halt(status);
    }
    System.exit(status);
  }

  private static boolean isWho(String[] arguments) {
    return arguments.length > 0 && arguments[0].equals("who");
  }

  private static int execute(String[] arguments) {
    Terminal out = Terminal.out();
    Terminal err = Terminal.err();
    PrintWriter outWriter = new PrintWriter(new BufferedWriter(out));
    PrintWriter errWriter = new PrintWriter(new BufferedWriter(err), true);
    int status;
    try {
      status = run(arguments, outWriter, errWriter);
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

  /** Runs one command; returns its exit status. */
  static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    WhoCommand who = isWho(arguments) ? WhoCommand.usual(arguments) : null;
    if (who == null) {
      return commandLine(arguments).setOut(out).setErr(err).execute(arguments);
    }
    try {
      return who.answer(out, err);
    } catch (IOException | RuntimeException failure) {
      return report(failure, err);
    }
  }

  /**
   * The command line, ready to execute; tests give it writers of their own. It knows the command
   * asked for, or all where none is: reading the annotations of all takes longer than most need to
   * answer.
   */
  public static CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    if (arguments.length > 0 && COMMANDS.contains(arguments[0])) {
      line.addSubcommand(commandOf(arguments[0]));
    } else {
      COMMANDS.forEach(command -> line.addSubcommand(commandOf(command)));
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
    return line.setExecutionExceptionHandler(
            (failure, command, _) -> report(failure, command.getErr()))
        .setParameterExceptionHandler((wrong, _) -> refuse(wrong))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // an error would print lines of any file
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
  }

  private static Class<?> commandOf(String name) {
    return switch (name) {
      case "run" -> RunCommand.class;
      case "report" -> ReportCommand.class;
      case "export" -> ExportCommand.class;
      case "flame" -> FlameCommand.class;
      case "attribute" -> AttributeCommand.class;
      case "map" -> MapCommand.class;
      case "dumpcheck" -> DumpCheckCommand.class;
      case "experiment" -> ExperimentCommand.class;
      case "matrix" -> MatrixCommand.class;
      case "compare" -> CompareCommand.class;
      case "bisect" -> BisectCommand.class;
      case "doctor" -> DoctorCommand.class;
      case "who" -> WhoCommand.class;
      case "watch" -> WatchCommand.class;
      case "bill" -> BillCommand.class;
      case "operations" -> OperationsCommand.class;
      default -> throw new IllegalArgumentException("no such command: " + name);
    };
  }

  /** One sentence: a page of options behind it would push it off the screen. */
  private static int refuse(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("rtnlab: " + wrong.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
      err.println(command.getCommandSpec().qualifiedName() + " --help lists what there is");
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** What a person can act on is one line; what is a fault of ours comes with its stack. */
  private static int report(Exception failure, PrintWriter err) {
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
      err.println("rtnlab: " + Refused.sentence(refused));
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
