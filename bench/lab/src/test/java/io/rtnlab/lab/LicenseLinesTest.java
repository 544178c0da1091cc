// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every file says its licence in one of its first lines; REUSE.toml does for those that cannot. */
class LicenseLinesTest {
  private static final Path ROOT = Path.of("../..");
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", ".fast", "rtnlab-runs", ".vagrant", "resources", ".idea");

  /** Kinds of files that can have a comment. */
  private static final Pattern COMMENTED =
      Pattern.compile(
          ".*\\.(java|c|h|md|xml|ya?ml|sh|toml|args|job|css|svg|py)|Makefile|Vagrantfile");

  /** Hashed into a cache's key: a comment would have every guest built again. */
  private static final List<Path> IN_REUSE =
      List.of(Path.of("vagrant/box"), Path.of("vagrant/kernels/config"));

  private static final int FIRST_LINES = 3;

  @Test
  void everyFileSaysItsLicence() throws IOException {
    Set<Path> without = new TreeSet<>();
    int[] seen = new int[1];
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                    || IN_REUSE.contains(ROOT.relativize(folder))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && mustSayIt(file)) {
              seen[0]++;
              if (!head(file).contains("SPDX-License-Identifier: ")) {
                without.add(ROOT.relativize(file));
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertTrue(seen[0] > 1000, "files seen: " + seen[0]);
    assertEquals(Set.of(), without);
  }

  private static boolean mustSayIt(Path file) throws IOException {
    return COMMENTED.matcher(file.getFileName().toString()).matches()
        || (Files.isExecutable(file) && head(file).startsWith("#!"));
  }

  /** Any bytes are text in this charset. */
  private static String head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(512), StandardCharsets.ISO_8859_1);
      return String.join("\n", start.lines().limit(FIRST_LINES).toList());
    }
  }
}
