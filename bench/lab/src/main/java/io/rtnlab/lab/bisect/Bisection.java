// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import io.rtnlab.lab.bisect.BisectPlan.Ends;
import io.rtnlab.results.DamagedRun;
import io.rtnlab.results.Json;
import io.rtnlab.results.NamedOutput;
import io.rtnlab.results.NewFiles;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.compare.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bisection: both ends measured, and then what git asks of each commit in between.
 *
 * <pre>
 *  bisect.json       what was asked for, and what the ends came to ({@link BisectPlan})
 *  step              what git bisect run executes
 *  commit-ABCDEF/    build.log, boot-1/, boot-2/, ...
 * </pre>
 */
public final class Bisection {
  private static final String PLAN = "bisect.json";

  private final Path folder;
  private final CommitBoots boots;
  private final Consumer<String> progress;
  private BisectPlan plan;

  private Bisection(Path folder, BisectPlan plan, CommitBoots boots, Consumer<String> progress) {
    this.folder = folder;
    this.plan = plan;
    this.boots = boots;
    this.progress = progress;
  }

  /**
   * What came of it.
   *
   * @param culprits abbreviated commit and its subject; several where commits beside it had to be
   *     skipped; none where git found none or a step failed
   * @param log git's own log
   */
  public record Result(List<String> culprits, String log) {
    public Result {
      culprits = List.copyOf(culprits);
    }
  }

  /**
   * Bisects from beginning to end; the tree is afterwards as it was before.
   *
   * @param folder for everything that is measured; made
   * @param good commit
   * @param bad commit
   * @param only operation to look at; null for the one that separates the ends best
   * @throws IllegalArgumentException where the ends are too near each other
   * @throws DamagedRun where an end does not build or boot
   * @throws IOException where rtnlab itself failed
   */
  public static Result find(
      Path folder,
      BisectPlan plan,
      CommitBoots boots,
      String good,
      String bad,
      @Nullable String only,
      Consumer<String> progress)
      throws IOException, InterruptedException {
    String classPath = System.getProperty("java.class.path");
    return find(folder, plan, boots, new Ask(good, bad, only, classPath), progress);
  }

  /**
   * What is looked for.
   *
   * @param classPath of this program, which git asks about each commit
   */
  record Ask(String good, String bad, @Nullable String only, String classPath) {}

  static Result find(
      Path folder, BisectPlan plan, CommitBoots boots, Ask ask, Consumer<String> progress)
      throws IOException, InterruptedException {
    try (GitBisect git = new GitBisect(Path.of(plan.tree()))) {
      String from = git.commit(ask.good);
      String to = git.commit(ask.bad);
      Bisection bisection = create(folder, plan, boots, progress);
      bisection.measureEnds(from, to, ask.only);
      Path step = StepScript.write(bisection.folder, ask.classPath);
      List<String> culprits = new ArrayList<>();
      for (String commit : git.run(from, to, step, progress)) {
        culprits.add(git.subject(commit));
      }
      String log = git.log();
      NamedOutput.write(bisection.folder.resolve("log"), log + "\n");
      return new Result(culprits, log);
    }
  }

  /** What git asks of the commit that is checked out. */
  public static Position step(Path folder, CommitBoots boots, Consumer<String> progress)
      throws IOException, InterruptedException {
    return new Bisection(folder.toAbsolutePath(), plan(folder), boots, progress).step();
  }

  /** A new one; the folder is made. */
  static Bisection create(
      Path folder, BisectPlan plan, CommitBoots boots, Consumer<String> progress)
      throws IOException {
    if (Files.exists(folder.resolve(PLAN))) {
      throw new IOException(folder + " already holds a bisection; name another folder with --out");
    }
    Files.createDirectories(folder);
    Bisection bisection = new Bisection(folder.toAbsolutePath(), plan, boots, progress);
    bisection.write();
    return bisection;
  }

  /** The plan that is kept in a folder. */
  public static BisectPlan plan(Path folder) throws IOException {
    Path file = folder.resolve(PLAN);
    if (!Files.exists(file)) {
      throw new IOException(folder + " holds no " + PLAN + ": it is no bisection");
    }
    Json.Kept<BisectPlan> kept = Json.readKept(BisectPlan.class, file);
    if (!kept.asWritten()) {
      throw new DamagedRun(
          file + " is damaged or was edited: begin the bisection anew, with another --out");
    }
    return kept.document();
  }

  /**
   * Measures both ends.
   *
   * @param good commit
   * @param bad commit
   * @param only operation to look at; null for the one that separates the ends best
   * @throws IllegalArgumentException where they are too near each other to bisect between
   */
  Ends measureEnds(String good, String bad, @Nullable String only)
      throws IOException, InterruptedException {
    List<RunDocument> ofGood = measureEnd(good, "GOOD");
    List<RunDocument> ofBad = measureEnd(bad, "BAD");
    Ends ends = EndsSearch.of(ofGood, ofBad, only);
    if (ends == null) {
      throw new IllegalArgumentException(
          "no figure of "
              + (only == null ? "any operation" : only)
              + " is in all runs of both ends");
    }
    double separation = Position.separation(ends.good(), ends.bad(), ends.deviation());
    String words =
        String.format(
            Locale.ROOT,
            "GOOD and BAD are %.1f standard deviations apart (%s, %s: %+.1f %%)",
            separation,
            ends.operation(),
            Figure.valueOf(ends.figure()).words(),
            100 * Math.expm1(ends.bad() - ends.good()));
    if (separation < Position.SEPARATED_DEVIATIONS) {
      throw new IllegalArgumentException(
          words
              + ", and a bisection needs "
              + Position.SEPARATED_DEVIATIONS
              + ": measure longer (--requests), or choose a job that shows the change");
    }
    progress.accept(words);
    plan = plan.with(ends);
    write();
    return ends;
  }

  /** What git asks of the commit that is checked out: is it as the good or as the bad end? */
  Position step() throws IOException, InterruptedException {
    Ends ends = plan.ends();
    if (ends == null) {
      throw new IOException("the ends of this bisection were never measured");
    }
    CommitMeasurer measurer = measurer();
    Optional<Path> image = measurer.build();
    if (image.isEmpty()) {
      return Position.MIDDLE;
    }
    List<Double> values = new ArrayList<>();
    for (int number = 1; ; number++) {
      Optional<RunDocument> run = measurer.boot(image.get(), number);
      OptionalDouble value =
          run.isEmpty()
              ? OptionalDouble.empty()
              : EndsSearch.logarithm(run.get(), ends.operation(), Figure.valueOf(ends.figure()));
      if (value.isEmpty()) {
        return Position.MIDDLE;
      }
      values.add(value.getAsDouble());
      Position position = Position.of(ends, values, number >= plan.boots());
      if (position != Position.UNCLEAR) {
        progress.accept(
            String.format(
                Locale.ROOT,
                "%s: %s after %d %s, %+.1f %% of GOOD's (BAD has %+.1f %%)",
                measurer.commit(),
                position.name().toLowerCase(Locale.ROOT),
                number,
                number == 1 ? "boot" : "boots",
                100 * Math.expm1(values.getLast() - ends.good()),
                100 * Math.expm1(ends.bad() - ends.good())));
        return position;
      }
    }
  }

  private List<RunDocument> measureEnd(String commit, String name)
      throws IOException, InterruptedException {
    Shell.output(Path.of(plan.tree()), "git", "checkout", "--quiet", "--detach", commit);
    CommitMeasurer measurer = measurer();
    Path image =
        measurer
            .build()
            .orElseThrow(
                () -> new DamagedRun(name + " (" + commit + ") does not build: see " + folder));
    List<RunDocument> runs = new ArrayList<>();
    for (int number = 1; number <= plan.boots(); number++) {
      runs.add(
          measurer
              .boot(image, number)
              .orElseThrow(
                  () ->
                      new DamagedRun(
                          name
                              + " ("
                              + commit
                              + ") does not boot, or fails the job: see "
                              + folder)));
    }
    return runs;
  }

  private CommitMeasurer measurer() {
    return new CommitMeasurer(plan, folder, boots, progress);
  }

  private void write() throws IOException {
    NewFiles.replace(folder.resolve(PLAN), Json.writeSealed(plan));
  }
}
