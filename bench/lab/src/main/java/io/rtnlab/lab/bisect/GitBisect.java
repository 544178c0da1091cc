// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code git bisect run} in a kernel's tree, and the tree as it was before when it is over. */
final class GitBisect implements AutoCloseable {
  private static final Pattern CULPRIT =
      Pattern.compile("(?m)^([0-9a-f]{7,64}) is the first bad commit");

  private static final String CANDIDATES = "The first bad commit could be any of:";
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

  private final Path tree;
  private final String before;

  /**
   * Records what is checked out.
   *
   * @throws IllegalArgumentException where the tree has changes, or is being bisected already
   */
  GitBisect(Path tree) throws IOException, InterruptedException {
    this.tree = tree;
    Shell.output(tree, "git", "rev-parse", "--is-inside-work-tree");
    if (!Shell.output(tree, "git", "status", "--porcelain", "-uno").isEmpty()) {
      throw new IllegalArgumentException(
          tree + " has changes that a checkout would lose: commit or stash them first");
    }
    Path log = tree.resolve(Shell.output(tree, "git", "rev-parse", "--git-path", "BISECT_LOG"));
    if (Files.exists(log)) {
      throw new IllegalArgumentException(
          tree + " is being bisected already: git bisect reset ends that");
    }
    String branch = Shell.output(tree, "git", "rev-parse", "--abbrev-ref", "HEAD");
    before = branch.equals("HEAD") ? Shell.output(tree, "git", "rev-parse", "HEAD") : branch;
  }

  /** The full name of a commit. */
  String commit(String name) throws IOException, InterruptedException {
    return Shell.output(tree, "git", "rev-parse", "--verify", name + "^{commit}");
  }

  /**
   * Bisects.
   *
   * @param step program that git asks about each commit
   * @param said takes git's output, line by line
   * @return the culprit; several where those beside it were skipped; none where a step failed
   */
  List<String> run(String good, String bad, Path step, Consumer<String> said)
      throws IOException, InterruptedException {
    Shell.output(tree, "git", "bisect", "start", bad, good);
    Process git =
        new ProcessBuilder("git", "bisect", "run", step.toString())
            .directory(tree.toFile())
            .redirectErrorStream(true)
            .start();
    git.getOutputStream().close();
    StringBuilder text = new StringBuilder();
    try (BufferedReader lines = git.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.accept(line);
        text.append(line).append('\n');
      }
      git.waitFor();
    } finally {
      git.descendants().forEach(ProcessHandle::destroy);
      git.destroy();
    }
    Matcher culprit = CULPRIT.matcher(text);
    if (culprit.find()) {
      return List.of(culprit.group(1));
    }
    int candidates = text.indexOf(CANDIDATES);
    return candidates < 0
        ? List.of()
        : text.substring(candidates).lines().filter(COMMIT.asMatchPredicate()).toList();
  }

  /** Git's own log of the bisection. */
  String log() throws IOException, InterruptedException {
    return Shell.output(tree, "git", "bisect", "log");
  }

  /** A commit's subject. */
  String subject(String commit) throws IOException, InterruptedException {
    return Shell.output(tree, "git", "log", "-1", "--format=%h %s", commit);
  }

  @Override
  public void close() {
    try {
      Shell.output(tree, "git", "bisect", "reset");
    } catch (IOException | InterruptedException notBisecting) {
      // the ends were measured without it
    }
    try {
      Shell.output(tree, "git", "checkout", "--quiet", before);
    } catch (IOException | InterruptedException left) {
      System.err.println(
          "rtnlab: " + tree + " is not back at " + before + ": " + left.getMessage());
    }
  }
}
