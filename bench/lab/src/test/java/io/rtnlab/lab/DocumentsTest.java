// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there. */
class DocumentsTest {
  private static final Path ROOT = Path.of("../..");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
  private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w+)`");
  private static final Set<String> UNNAMED =
      Set.of("target", "resources", "rtnlab-runs", ".git", ".fast");

  /** Types of the documents that are the platform's. */
  private static final Set<String> OTHERS = Set.of("ServiceLoader");

  @Test
  void everyRelativeLinkResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    List<Path> pages = files(".md");
    for (Path page : pages) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        String target = link.group(1);
        if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
          broken.add(page + " -> " + target);
        }
      }
    }
    assertTrue(pages.size() > 10, pages::toString);
    assertEquals(List.of(), broken);
  }

  @Test
  void everyTypeInTheGuidesExists() throws IOException {
    Set<String> types =
        files(".java").stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    List<String> unknown = new ArrayList<>();
    for (String page : List.of("README.md", "CONTRIBUTING.md", "docs/architecture.md")) {
      String text = Files.readString(ROOT.resolve(page));
      TYPE.matcher(text)
          .results()
          .map(type -> type.group(1))
          .filter(type -> !types.contains(type) && !OTHERS.contains(type))
          .forEach(type -> unknown.add(page + ": " + type));
    }
    assertEquals(List.of(), unknown);
  }

  private static List<Path> files(String suffix) throws IOException {
    List<Path> found = new ArrayList<>();
    collect(ROOT, suffix, found);
    return found;
  }

  private static void collect(Path folder, String suffix, List<Path> found) throws IOException {
    List<Path> entries;
    try (Stream<Path> listed = Files.list(folder)) {
      entries = listed.toList();
    }
    for (Path entry : entries) {
      if (Files.isDirectory(entry)) {
        if (!UNNAMED.contains(entry.getFileName().toString())) {
          collect(entry, suffix, found);
        }
      } else if (entry.toString().endsWith(suffix)) {
        found.add(entry);
      }
    }
  }
}
