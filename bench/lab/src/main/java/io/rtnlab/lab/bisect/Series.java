// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import io.rtnlab.results.DamagedRun;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.compare.Arm;
import io.rtnlab.results.compare.Comparison;
import io.rtnlab.results.compare.Design;
import io.rtnlab.results.compare.MeasuredBoot;
import io.rtnlab.results.compare.SeriesDocument;
import io.rtnlab.results.compare.Subjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A series of commits: all are built first, then booted in randomised complete blocks, the base
 * twice in each, so that every patch is judged against its parent and against the base.
 */
public final class Series {
  private static final String BASE_TWIN = "base-twin";

  private final BisectPlan plan;
  private final Path folder;
  private final CommitBoots boots;
  private final Consumer<String> progress;
  private final List<String> notes = new ArrayList<>();

  private Series(BisectPlan plan, Path folder, CommitBoots boots, Consumer<String> progress) {
    this.plan = plan;
    this.folder = folder;
    this.boots = boots;
    this.progress = progress;
  }

  /**
   * Builds, boots and compares; the tree is afterwards as it was before.
   *
   * @param range such as "v6.15..my-branch": the base, and the last commit
   * @param seed of the boots' order
   * @param limitPercent the change that matters; null for that of the clock
   * @throws IllegalArgumentException where the range is none, or the tree has changes
   * @throws IOException where rtnlab itself failed
   */
  public static SeriesDocument compare(
      BisectPlan plan,
      Path folder,
      CommitBoots boots,
      String range,
      long seed,
      @Nullable Double limitPercent,
      Consumer<String> progress)
      throws IOException, InterruptedException {
    int dots = range.indexOf("..");
    if (dots <= 0 || range.startsWith("...", dots) || dots + 2 == range.length()) {
      throw new IllegalArgumentException("--series is BASE..HEAD, not " + range);
    }
    Path tree = Path.of(plan.tree());
    try (GitBisect git = new GitBisect(tree)) {
      Files.createDirectories(folder);
      List<String> commits = new ArrayList<>();
      commits.add(git.commit(range.substring(0, dots)));
      String listed = Shell.output(tree, "git", "rev-list", "--reverse", "--first-parent", range);
      listed.lines().forEach(commits::add);
      if (commits.size() < 2) {
        throw new IllegalArgumentException(range + " holds no commit");
      }
      Series series = new Series(plan, folder.toAbsolutePath(), boots, progress);
      Map<String, Path> images = series.build(git, commits);
      return series.judged(series.boot(images, seed), seed, limitPercent);
    }
  }

  /** The images by commit and subject, in order; what does not build is left out and said. */
  private Map<String, Path> build(GitBisect git, List<String> commits)
      throws IOException, InterruptedException {
    CommitMeasurer measurer = new CommitMeasurer(plan, folder, boots, progress);
    Map<String, Path> images = new LinkedHashMap<>();
    for (String commit : commits) {
      Shell.output(Path.of(plan.tree()), "git", "checkout", "--quiet", "--detach", commit);
      String name = git.subject(commit);
      Optional<Path> built = measurer.build();
      if (built.isEmpty()) {
        if (images.isEmpty()) {
          throw new DamagedRun("the base does not build: see " + folder);
        }
        notes.add(name + " does not build and is left out");
        continue;
      }
      Path image = folder.resolve("commit-" + measurer.commit()).resolve("bzImage");
      Files.copy(built.get(), image, StandardCopyOption.REPLACE_EXISTING);
      Path configuration = Path.of(plan.tree(), ".config");
      if (Files.exists(configuration)) {
        Files.copy(
            configuration, image.resolveSibling("config"), StandardCopyOption.REPLACE_EXISTING);
      }
      images.put(name, image);
    }
    return images;
  }

  private Map<String, List<MeasuredBoot>> boot(Map<String, Path> images, long seed)
      throws IOException, InterruptedException {
    Random random = new Random(seed);
    String base = images.keySet().iterator().next();
    Map<String, List<MeasuredBoot>> measured = new LinkedHashMap<>();
    images.keySet().forEach(name -> measured.put(name, new ArrayList<>()));
    measured.put(BASE_TWIN, new ArrayList<>());
    int count = plan.boots() * measured.size();
    int done = 0;
    for (int block = 1; block <= plan.boots(); block++) {
      List<String> order = new ArrayList<>(measured.keySet());
      Collections.shuffle(order, random);
      for (String name : order) {
        Path image = images.getOrDefault(name, images.get(base));
        if (image == null) {
          continue;
        }
        String kind = name.equals(BASE_TWIN) ? "twin-" : "boot-";
        Path files = image.resolveSibling(kind + block);
        Optional<RunDocument> run = boots.boot(image, files);
        done++;
        if (run.isEmpty()) {
          Shell.requireSpace(files.resolve("log"), folder);
          notes.add(name + " did not boot, or failed the job, in block " + block);
          continue;
        }
        progress.accept("[" + done + "/" + count + "] " + name);
        measured
            .computeIfAbsent(name, _ -> new ArrayList<>())
            .add(new MeasuredBoot(files, block, run.get(), null, null));
      }
    }
    return measured;
  }

  private SeriesDocument judged(
      Map<String, List<MeasuredBoot>> measured, long seed, @Nullable Double limitPercent)
      throws DamagedRun {
    List<MeasuredBoot> twins = measured.remove(BASE_TWIN);
    List<Arm> arms = new ArrayList<>();
    measured.forEach(
        (name, runs) -> {
          if (!runs.isEmpty()) {
            arms.add(new Arm(name, runs));
          }
        });
    if (arms.size() < 2) {
      throw new DamagedRun("fewer than two commits could be booted: see " + folder);
    }
    Arm base = arms.getFirst();
    Arm twin = twins == null || twins.isEmpty() ? null : new Arm(BASE_TWIN, twins);
    int comparisons = 2 * (arms.size() - 1) - 1;
    List<SeriesDocument.Patch> patches = new ArrayList<>();
    for (int i = 1; i < arms.size(); i++) {
      Arm parent = arms.get(i - 1);
      Subjects step =
          new Subjects(
              List.of(parent, arms.get(i)), i == 1 ? twin : null, Design.BLOCKS, seed, List.of());
      Subjects whole =
          new Subjects(List.of(base, arms.get(i)), twin, Design.BLOCKS, seed, List.of());
      patches.add(
          new SeriesDocument.Patch(
              arms.get(i).name(),
              Comparison.of(step, limitPercent, comparisons),
              Comparison.of(whole, limitPercent, comparisons)));
    }
    return SeriesDocument.of(base.name(), patches, notes);
  }
}
