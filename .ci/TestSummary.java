// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Prints what the tests did, after Maven: counts per module, what failed, what passed only when it
 * was repeated and what was skipped, each by name and why, and last one line with the totals.
 *
 * <p>{@code java TestSummary.java FOLDER MAVEN_STATUS STARTED_EPOCH_SECONDS}; reports older than
 * the start belong to another run. A test that cannot run says "needs WORD: reason"; where the
 * environment variable RTNLAB_MUST_RUN lists that word, the skip is a failure.
 */
final class TestSummary {
  private static final Pattern NEEDS = Pattern.compile("needs ([a-z-]+):");

  /** Where surefire and guests report. */
  private static final Pattern REPORTS =
      Pattern.compile("/target/(surefire|allocation|guest)-reports$");

  enum Outcome {
    PASSED,
    /** Failed first and passed then, where surefire repeats what fails. */
    REPEATED("flakyFailure", "flakyError"),
    FAILED("failure", "error"),
    SKIPPED;

    /** The elements of a report that say so. */
    private final List<String> tags;

    Outcome(String... tags) {
      this.tags = List.of(tags);
    }
  }

  record Case(String name, Outcome outcome, String reason) {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    int mavenStatus = Integer.parseInt(args[1]);
    long startedMs = Long.parseLong(args[2]) * 1000;

    var perModule = new TreeMap<String, List<Case>>();
    for (Path report : reports(root, startedMs)) {
      String module = root.relativize(report.resolve("../../..").normalize()).toString();
      perModule.computeIfAbsent(module, m -> new ArrayList<>()).addAll(cases(report));
    }

    System.out.println();
    perModule.forEach((module, cases) -> System.out.printf("%-28s %s%n", module, counts(cases)));
    List<Case> all = perModule.values().stream().flatMap(List::stream).toList();
    print(all, Outcome.SKIPPED);
    print(all, Outcome.REPEATED);
    print(all, Outcome.FAILED);
    if (mavenStatus != 0) {
      System.out.println("Maven ended with status " + mavenStatus + "; its errors stand above.");
    }
    System.out.println(counts(all));
    boolean good = mavenStatus == 0 && !all.isEmpty() && count(all, Outcome.FAILED) == 0;
    System.exit(good ? 0 : 1);
  }

  private static List<Path> reports(Path root, long startedMs) throws IOException {
    try (var files = Files.walk(root, 6)) {
      return files
          .filter(f -> REPORTS.matcher(f.getParent().toString()).find())
          .filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml"))
          .filter(f -> f.toFile().lastModified() >= startedMs)
          .sorted()
          .toList();
    }
  }

  private static List<Case> cases(Path report) throws Exception {
    var tests =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getElementsByTagName("testcase");
    var cases = new ArrayList<Case>();
    for (int i = 0; i < tests.getLength(); i++) {
      cases.add(read((Element) tests.item(i)));
    }
    return cases;
  }

  private static Case read(Element test) {
    String name = test.getAttribute("classname") + "." + test.getAttribute("name");
    for (Outcome outcome : List.of(Outcome.FAILED, Outcome.REPEATED)) {
      for (String tag : outcome.tags) {
        if (test.getElementsByTagName(tag).getLength() > 0) {
          return new Case(name, outcome, message(test, tag));
        }
      }
    }
    if (test.getElementsByTagName("skipped").getLength() == 0) {
      return new Case(name, Outcome.PASSED, "");
    }
    String reason = message(test, "skipped");
    return mustRun(reason)
        ? new Case(name, Outcome.FAILED, "skipped, but must run here: " + reason)
        : new Case(name, Outcome.SKIPPED, reason);
  }

  private static boolean mustRun(String reason) {
    var words = System.getenv().getOrDefault("RTNLAB_MUST_RUN", "").strip().split("\\s+");
    var needs = NEEDS.matcher(reason);
    return needs.find() && Set.of(words).contains(needs.group(1));
  }

  private static String message(Element test, String tag) {
    var element = (Element) test.getElementsByTagName(tag).item(0);
    String message = element.getAttribute("message");
    return (message.isEmpty() ? element.getTextContent() : message)
        .strip()
        .lines()
        .findFirst()
        .orElse("no reason given");
  }

  private static long count(List<Case> cases, Outcome outcome) {
    return cases.stream().filter(c -> c.outcome() == outcome).count();
  }

  private static String counts(List<Case> cases) {
    long repeated = count(cases, Outcome.REPEATED);
    return "%d passed%s, %d failed, %d skipped"
        .formatted(
            count(cases, Outcome.PASSED) + repeated,
            repeated == 0 ? "" : " (%d only when repeated)".formatted(repeated),
            count(cases, Outcome.FAILED),
            count(cases, Outcome.SKIPPED));
  }

  private static void print(List<Case> cases, Outcome outcome) {
    for (Case c : cases) {
      if (c.outcome() == outcome) {
        System.out.printf("%s %s%n    %s%n", outcome, c.name(), c.reason());
      }
    }
  }
}
