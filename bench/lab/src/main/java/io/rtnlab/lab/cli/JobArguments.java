// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.job.JobFile;
import io.rtnlab.lab.job.NamedJobs;
import io.rtnlab.results.Escaped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Arguments of {@code rtnlab run} from job files, from earlier runs and from the command line. */
final class JobArguments {
  /** Those that say which run it is, not what it does. */
  private static final Set<String> NOT_OF_A_JOB =
      Set.of("--again", "--list", "--help", "--version", "--group");

  private static final String OUT = "--out";
  private static final String HTML = "--html";

  /** Two ways to say one thing: the one that was typed replaces the job's, whichever that is. */
  private static final List<List<String>> EITHER_OR =
      List.of(List.of("--duration", "--requests"), List.of("--warm-up", "--warm-up-requests"));

  private JobArguments() {}

  /** What was typed, without the job and the run to repeat: each option with each value. */
  static List<String> given(CommandLine.ParseResult parsed) {
    List<String> arguments = new ArrayList<>();
    for (OptionSpec option : parsed.matchedOptions()) {
      if (option.longestName().equals("--again")) {
        continue;
      }
      if (isSwitch(option)) {
        arguments.add(option.longestName());
      } else {
        for (String value : option.originalStringValues()) {
          arguments.add(option.longestName());
          arguments.add(value);
        }
      }
    }
    return arguments;
  }

  /** A job's, with what was typed behind it; a limit that was typed replaces the job's. */
  static List<String> changed(List<String> job, List<String> given) {
    List<String> arguments = new ArrayList<>(job);
    for (List<String> ways : EITHER_OR) {
      if (ways.stream().anyMatch(given::contains)) {
        ways.forEach(way -> remove(arguments, way));
      }
    }
    arguments.addAll(given);
    return arguments;
  }

  /** Removes an option and its value, written as two arguments or as one. */
  private static void remove(List<String> arguments, String option) {
    int at = arguments.indexOf(option);
    if (at >= 0) {
      arguments.subList(at, Math.min(at + 2, arguments.size())).clear();
    }
    arguments.removeIf(argument -> argument.startsWith(option + "="));
  }

  /** Those of an earlier run, whose folder is not written again. */
  static List<String> repeated(List<String> recorded) {
    List<String> arguments = new ArrayList<>(recorded);
    arguments.removeIf("run"::equals); // older runs kept the command's name
    remove(arguments, OUT);
    remove(arguments, HTML);
    return arguments;
  }

  /**
   * Those of a job.
   *
   * @param job a name, or the path of a file
   * @throws IllegalArgumentException naming file, line and what would be right
   */
  static List<String> of(String job) throws IOException {
    List<JobFile.Line> lines = JobFile.read(job, NamedJobs.text(job), options());
    for (JobFile.Line line : lines) {
      try {
        parse(line.arguments());
      } catch (ParameterException refused) {
        throw wrong(job, line, refused);
      }
    }
    try {
      check(lines);
    } catch (IllegalArgumentException refused) {
      throw lines.stream()
          .filter(line -> makesSense(without(lines, line)))
          .findFirst()
          .map(culprit -> wrong(job, culprit, refused))
          .orElse(refused);
    }
    return arguments(lines);
  }

  private static IllegalArgumentException wrong(String job, JobFile.Line line, Exception why) {
    return new IllegalArgumentException(
        "%s:%d: %s".formatted(Escaped.of(job), line.number(), why.getMessage()), why);
  }

  private static List<JobFile.Line> without(List<JobFile.Line> lines, JobFile.Line left) {
    return lines.stream().filter(line -> !line.equals(left)).toList();
  }

  private static boolean makesSense(List<JobFile.Line> lines) {
    try {
      check(lines);
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  private static void check(List<JobFile.Line> lines) {
    var _ = parse(arguments(lines)).settings();
  }

  private static List<String> arguments(List<JobFile.Line> lines) {
    return lines.stream().flatMap(line -> line.arguments().stream()).toList();
  }

  /** The command with these arguments, of which the last of each option counts. */
  static RunCommand parse(List<String> arguments) {
    RunCommand command = new RunCommand();
    new CommandLine(command)
        .setOverwrittenOptionsAllowed(true)
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(arguments.toArray(String[]::new));
    return command;
  }

  /** Options that may stand in a job file, without dashes → whether it is a switch. */
  static Map<String, Boolean> options() {
    Map<String, Boolean> options = new TreeMap<>();
    for (OptionSpec option : new CommandLine(new RunCommand()).getCommandSpec().options()) {
      if (!NOT_OF_A_JOB.contains(option.longestName())) {
        options.put(option.longestName().substring(2), isSwitch(option));
      }
    }
    return options;
  }

  private static boolean isSwitch(OptionSpec option) {
    return option.arity().max() == 0;
  }
}
