// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the documents name is there. */
class DocumentsTest {
  private static final Path ROOT = Path.of("../..");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
  private static final Pattern ANCHOR = Pattern.compile("]\\(([^)#\\s]*)#([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
  private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w+)`");
  private static final Set<String> UNNAMED =
      Set.of("target", "resources", "rtnlab-runs", ".git", ".fast");

  /** What stands behind the program's name in a code span or on a line of a code block. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:`(?:\\./)?|^(?: {4}|\\$ )?\\./)rtnlab ([a-z][^`\\n|#>\\[]*)", Pattern.MULTILINE);

  private static final Pattern OPTION = Pattern.compile("^\\[?(--[a-z][a-z-]*)");

  /** Commands that need no Java of this program. */
  private static final Set<String> OF_THE_LAUNCHER = Set.of("test", "bench", "package");

  /** What follows their {@code --} is another program's command. */
  private static final Set<String> FOREIGN_JOBS = Set.of("bill");

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

  /** As GitHub names a heading: small letters, hyphens for spaces, no other punctuation. */
  @Test
  void everyLinkToAHeadingResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : files(".md")) {
      for (MatchResult link : ANCHOR.matcher(Files.readString(page)).results().toList()) {
        String target = link.group(1);
        Path linked = target.isEmpty() ? page : page.resolveSibling(target);
        if (target.contains("://") || !linked.toString().endsWith(".md")) {
          continue;
        }
        boolean found =
            HEADING
                .matcher(Files.readString(linked))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
                .anyMatch(link.group(2)::equals);
        if (!found) {
          broken.add(page + " -> " + target + "#" + link.group(2));
        }
      }
    }
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

  /** Every command that a page shows has a name that exists, and options that it takes. */
  @Test
  void everyCommandInTheDocumentsExists() throws IOException {
    List<String> wrong = new ArrayList<>();
    int commands = 0;
    for (Path page : files(".md")) {
      String text = Files.readString(page).replaceAll("\\\\\n\\s*", " ");
      for (MatchResult command : COMMAND.matcher(text).results().toList()) {
        commands++;
        wrong(command.group(1)).ifPresent(why -> wrong.add(page + ": " + why));
      }
    }
    assertTrue(commands > 40, commands + " commands");
    assertEquals(List.of(), wrong);
  }

  private static Optional<String> wrong(String command) {
    CommandLine line = Main.commandLine();
    List<String> words = List.of(command.replaceAll("'[^']*'", "QUOTED").strip().split(" +", -1));
    String name = words.getFirst().replaceFirst("[^a-z].*$", "");
    if (name.isEmpty() || OF_THE_LAUNCHER.contains(name)) {
      return Optional.empty();
    }
    CommandLine asked = line.getSubcommands().get(name);
    if (asked == null) {
      return Optional.of("there is no command " + command);
    }
    CommandLine job = Objects.requireNonNull(line.getSubcommands().get("run"));
    boolean foreign = FOREIGN_JOBS.contains(name);
    for (String word : words.subList(1, words.size())) {
      if (word.equals("--")) {
        if (foreign) {
          return Optional.empty();
        }
        asked = job; // what a matrix boots kernels for
      }
      MatchResult option = OPTION.matcher(word).results().findFirst().orElse(null);
      if (option != null && asked.getCommandSpec().findOption(option.group(1)) == null) {
        return Optional.of(option.group(1) + " is no option of " + command);
      }
    }
    return Optional.empty();
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
