// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import io.rtnlab.results.RunDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds the commit that is checked out and boots it. */
final class CommitMeasurer {
  private static final long BUILD_DEADLINE_S = 24 * 3600;

  private final BisectPlan plan;
  private final Path folder;
  private final Path tree;
  private final CommitBoots boots;
  private final Consumer<String> progress;

  /**
   * For one bisection.
   *
   * @param folder of the bisection; each commit's files go to one of their own in it
   */
  CommitMeasurer(BisectPlan plan, Path folder, CommitBoots boots, Consumer<String> progress) {
    this.plan = plan;
    this.folder = folder;
    tree = Path.of(plan.tree());
    this.boots = boots;
    this.progress = progress;
  }

  /** The commit that is checked out, abbreviated. */
  String commit() throws IOException, InterruptedException {
    return Shell.output(tree, "git", "rev-parse", "--short=12", "HEAD");
  }

  /**
   * Builds it.
   *
   * @return the image; empty where this commit does not build
   * @throws IOException where a full disk may be to blame
   */
  Optional<Path> build() throws IOException, InterruptedException {
    String commit = commit();
    Path files = Files.createDirectories(folder.resolve("commit-" + commit));
    Path log = files.resolve("build.log");
    Path image = tree.resolve(plan.image());
    long startNs = System.nanoTime();
    // What an earlier commit left would pass for this one's.
    Files.deleteIfExists(image);
    int status =
        Shell.run(List.of("sh", "-c", plan.build()), tree, Map.of(), log, BUILD_DEADLINE_S);
    if (status != 0 || !Files.exists(image)) {
      Shell.requireSpace(log, tree, folder);
      if (status >= 128) {
        throw new IOException(
            "the build of " + commit + " was ended by a signal (status " + status + ")");
      }
      progress.accept(commit + " does not build: " + Shell.lastLine(log));
      return Optional.empty();
    }
    progress.accept(
        "%s built in %d s".formatted(commit, (System.nanoTime() - startNs) / 1_000_000_000));
    return Optional.of(image);
  }

  /**
   * Boots it once more.
   *
   * @param number of this boot, from 1
   * @return empty where it does not boot
   * @throws IOException where rtnlab itself failed
   */
  Optional<RunDocument> boot(Path image, int number) throws IOException, InterruptedException {
    String commit = commit();
    Path files = folder.resolve("commit-" + commit);
    Path boot = Files.createDirectories(files).resolve("boot-" + number);
    for (int again = 2; Files.exists(boot); again++) {
      boot = files.resolve("boot-" + number + "-" + again);
    }
    Optional<RunDocument> run = boots.boot(image, boot);
    if (run.isEmpty()) {
      Shell.requireSpace(boot.resolve("log"), tree, folder);
      progress.accept(commit + " does not boot, or the job fails in it; see " + boot);
    }
    return run;
  }
}
