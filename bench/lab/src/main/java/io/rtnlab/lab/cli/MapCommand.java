// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.map.MapPlan;
import io.rtnlab.lab.map.RtnlMap;
import io.rtnlab.results.Escaped;
import io.rtnlab.results.Json;
import io.rtnlab.results.NamedOutput;
import io.rtnlab.results.map.MapDifference;
import io.rtnlab.results.map.MapRow;
import io.rtnlab.results.map.MapSections;
import io.rtnlab.results.map.SavedMap;
import io.rtnlab.results.report.Section;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtnlab map}: which requests of this kernel take the RTNL. */
@Command(
    name = "map",
    description =
        "Finds out which requests of this kernel take the RTNL. Where functions can be traced their"
            + " acquisitions are counted. Elsewhere each request is made while the RTNL is held on"
            + " purpose: it is seen waiting, or is done before the hold ends; whatever else"
            + " configures networks on this machine waits meanwhile, 3 ms at a time.",
    footer = {
      "",
      "Verdicts: locked, sometimes, free (with the share that may lock all the same, at 95 %% over"
          + " all requests together), trylock (restarts its system call, or gives up), untested"
          + " (why). locksPerRequest and holdMedianNs are null where functions cannot be traced.",
      "",
      "Exit status: 0 done, or the same verdicts; 3 verdicts differ (--diff); 1 failed; 2 wrong"
          + " command line; 125 this kernel or account cannot be asked; 130 Ctrl-C.",
      "",
      "Needs root (userfaultfd for the holds, BPF or tracefs to see waits)."
    },
    mixinStandardHelpOptions = true)
public final class MapCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private AnswerOptions answer = new AnswerOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Saves the map there as JSON, for --diff.")
  private @Nullable Path out;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "340",
      description = "Makes each request at most so often. (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--only",
      paramLabel = "PATTERN",
      defaultValue = "",
      description =
          "Only requests in whose message, family, kind and variant this regular expression is"
              + " found.")
  private String only = "";

  @Option(names = "--load-modules", description = "Requests may make the kernel load modules.")
  private boolean loadModules;

  @Option(names = "--diff", description = "Compares two saved maps, A and B.")
  private boolean diff;

  @Parameters(arity = "0..2", paramLabel = "A B", description = "With --diff: the saved maps.")
  private List<Path> maps = List.of();

  @Override
  public Integer call() throws IOException {
    answer.check();
    return diff ? difference() : map();
  }

  private int difference() throws IOException {
    if (maps.size() != 2) {
      throw new IllegalArgumentException("--diff wants two saved maps: rtnlab map --diff A B");
    }
    List<MapRow> before = SavedMap.read(maps.get(0));
    List<MapRow> after = SavedMap.read(maps.get(1));
    List<MapDifference> differences = MapDifference.between(before, after);
    List<Section> sections =
        MapSections.of(differences, maps.get(0).toString(), maps.get(1).toString());
    answer.print(spec.commandLine().getOut(), "rtnlab map --diff", differences, sections);
    return differences.isEmpty() ? ExitCode.DONE : ExitCode.EXCEEDED;
  }

  private int map() throws IOException {
    if (!maps.isEmpty()) {
      throw new IllegalArgumentException("saved maps are read with --diff A B only");
    }
    Path file = out;
    if (file != null && Files.isDirectory(file)) {
      throw new IllegalArgumentException("--out " + file + " is a folder: name a file");
    }
    RtnlMap map = new RtnlMap(new MapPlan(rounds, pattern(), loadModules));
    PrintWriter err = spec.commandLine().getErr();
    List<MapRow> rows;
    try (LiveLine _ = new LiveLine(err, map::progress)) {
      rows = map.run();
    } catch (IOException refused) {
      err.println(
          "rtnlab map: cannot ask here: " + Escaped.of(String.valueOf(refused.getMessage())));
      return ExitCode.CANNOT_TELL;
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("--only \"" + only + "\" matches no request");
    }
    List<Section> sections = MapSections.of(rows);
    answer.print(spec.commandLine().getOut(), "rtnlab map", rows, sections);
    if (file != null) {
      NamedOutput.write(file, Json.write(rows));
    }
    return ExitCode.DONE;
  }

  private Pattern pattern() {
    try {
      return Pattern.compile(only);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "--only \"" + only + "\" is no regular expression: " + wrong.getDescription());
    }
  }
}
