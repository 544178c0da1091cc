// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.lab.bisect.BisectPlan;
import io.rtnlab.lab.bisect.Bisection;
import io.rtnlab.lab.bisect.Position;
import io.rtnlab.results.compare.ComparisonDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rtnlab bisect}: which commit made an operation worse. */
@Command(
    name = "bisect",
    description = {
      "Finds the commit of a kernel tree that made an operation worse: measures GOOD and BAD,"
          + " refuses if they are less than six standard deviations apart, and drives git bisect"
          + " run. A commit in the nearer third to GOOD is good, to BAD bad; the middle third, and"
          + " what does not build or boot, is skipped.",
      "",
      "  rtnlab bisect --tree linux --good v6.15 --bad v6.16 -- run \\",
      "    --mix route-insert=1 --threads 1 --warm-up-requests 2000 \\",
      "    --requests 2000 --probe bpf-functions",
      "",
      "With a build and a boot of your own, such as virtme-ng's: the command gets the image as"
          + " $RTNLAB_KERNEL and leaves a run folder at $RTNLAB_OUT.",
      "",
      "  rtnlab bisect --good A --bad B --build 'vng --build' --measure 'vng \\",
      "    --run $RTNLAB_KERNEL --user root --rwdir=$PWD -- rtnlab run \\",
      "    --threads 1 --requests 5000 --out $RTNLAB_OUT'",
      ""
    },
    footer = {
      "",
      "Exit status: 0 found, 125 an end does not build or boot, or git found nothing; 128 and"
          + " above: rtnlab itself failed, such as on a full disk, and no commit is convicted; 129"
          + " a wrong command line, or ends too near each other."
    },
    exitCodeOnInvalidInput = VerdictStatus.USAGE,
    exitCodeOnExecutionException = VerdictStatus.FAILED,
    mixinStandardHelpOptions = true)
public final class BisectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--good", paramLabel = "REV", description = "A commit that is good.")
  private @Nullable String good;

  @Option(names = "--bad", paramLabel = "REV", description = "A later commit that is bad.")
  private @Nullable String bad;

  @Mixin private TreeOptions options;

  @Option(
      names = "--boots",
      paramLabel = "N",
      defaultValue = "3",
      description = "Of each end, and at most of each step. (default: ${DEFAULT-VALUE})")
  private int boots;

  @Option(
      names = "--operation",
      paramLabel = "NAME",
      description = "Whose figures decide. (default: that which separates the ends best)")
  private @Nullable String operation;

  @Option(
      names = "--step",
      paramLabel = "DIR",
      hidden = true,
      description = "Answers git about the commit that is checked out.")
  private @Nullable Path step;

  @Parameters(paramLabel = "JOB", description = "What is measured, after --. (default: run)")
  private List<String> job = new ArrayList<>();

  @Override
  public Integer call() {
    return VerdictStatus.of(spec.commandLine(), step == null ? this::bisect : this::step);
  }

  private int bisect() throws IOException, InterruptedException {
    if (good == null || bad == null) {
      throw new IllegalArgumentException("name both ends: --good REV --bad REV");
    }
    if (boots < 2) {
      throw new IllegalArgumentException(
          "--boots is at least 2: how far boots lie apart must be known");
    }
    BisectPlan plan = options.plan(boots, job);
    Path folder = options.folder("bisect");
    Bisection.Result result =
        Bisection.find(folder, plan, TreeOptions.boots(plan), good, bad, operation, this::say);
    PrintWriter text = spec.commandLine().getOut();
    List<String> culprits = result.culprits();
    if (culprits.size() == 1) {
      text.println("first bad commit: " + culprits.getFirst());
    } else if (culprits.isEmpty()) {
      text.println("no commit convicted: git found none, or a step failed; the steps are above");
    } else {
      text.println("first bad commit is one of these, of which all but the last were skipped:");
      culprits.forEach(culprit -> text.println("  " + culprit));
    }
    text.println("kept in " + folder);
    text.flush();
    return culprits.size() == 1 ? ExitCode.DONE : ComparisonDocument.CANNOT_TELL;
  }

  private int step() throws IOException, InterruptedException {
    Path folder = Objects.requireNonNull(step);
    BisectPlan plan = Bisection.plan(folder);
    Position position = Bisection.step(folder, TreeOptions.boots(plan), this::say);
    return switch (position) {
      case GOOD -> ComparisonDocument.NO_WORSE;
      case BAD -> ComparisonDocument.WORSE;
      case MIDDLE, UNCLEAR -> ComparisonDocument.CANNOT_TELL;
    };
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
    spec.commandLine().getErr().flush();
  }
}
