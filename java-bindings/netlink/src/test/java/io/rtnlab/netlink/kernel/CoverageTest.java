// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.netlink.attribute.Attribute;
import io.rtnlab.netlink.attribute.AttributeSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * How much of the kernel's specifications the library knows, published in COVERAGE.md. With {@code
 * -Dcoverage=write} it is written anew.
 */
class CoverageTest {
  private static final Path PUBLISHED = Path.of("COVERAGE.md");

  @Test
  void isWhatIsPublished() throws IOException {
    String actual = String.join("\n", lines()) + "\n";
    if ("write".equals(System.getProperty("coverage"))) {
      Files.writeString(PUBLISHED, actual);
    } else {
      assertEquals(Files.readString(PUBLISHED), actual);
    }
  }

  private static List<String> lines() throws IOException {
    String version;
    try (var stream = Spec.open("VERSION")) {
      version = new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    List<String> lines =
        new ArrayList<>(
            List.of(
                "<!-- SPDX-License-Identifier: Apache-2.0 -->",
                "# Coverage of the kernel's specifications",
                "",
                "Attribute sets of Documentation/netlink/specs in " + version + ", and how many of",
                "their attributes the library has a typed constant for. What it has none for it"
                    + " keeps as",
                "it came. Numbers, widths and byte order of all that it has are checked by"
                    + " `SpecTest`,",
                "with the exceptions below. Written by `CoverageTest`; do not edit.",
                "",
                "| specification | set | attributes | known |",
                "| --- | --- | ---: | ---: |"));
    int allKnown = 0;
    int all = 0;
    for (Spec.Set set : Spec.load().sets()) {
      List<Spec.Line> meant =
          set.lines().stream().filter(line -> !line.kernelName().endsWith("_UNSPEC")).toList();
      int known = (int) meant.stream().filter(line -> KNOWN.contains(line.kernelName())).count();
      if (meant.isEmpty()) {
        continue; // says nothing otherwise than the set that it is a part of
      }
      lines.add(
          "| " + set.file() + " | " + set.name() + " | " + meant.size() + " | " + known + " |");
      allKnown += known;
      all += meant.size();
    }
    lines.add("| **all** | | **" + all + "** | **" + allKnown + "** |");
    lines.addAll(
        List.of(
            "",
            "Exceptions, where the specification is wrong or says less than the kernel does:",
            ""));
    SpecTest.exceptions().forEach((name, why) -> lines.add("- `" + name + "`: " + why));
    addHeaders(lines);
    return lines;
  }

  /** The second count: what the kernel's own code checks when it is received. */
  private static void addHeaders(List<String> lines) throws IOException {
    Set<String> checked = new TreeSet<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Spec.open("policies.tsv"), StandardCharsets.UTF_8))) {
      reader
          .lines()
          .map(line -> line.substring(0, line.indexOf('\t')))
          .filter(name -> !name.endsWith("_UNSPEC"))
          .forEach(checked::add);
    }
    Set<String> unknown = new TreeSet<>(checked);
    unknown.removeAll(KNOWN);
    lines.addAll(
        List.of(
            "",
            "## By the kernel's own checks",
            "",
            "Attributes of the uapi headers that some `struct nla_policy` of the same source names:"
                + " "
                + checked.size()
                + ",",
            "of which "
                + (checked.size() - unknown.size())
                + " are known here. The others are kept as they came:",
            "of other protocols (data centre bridging, generic netlink, the ILA table), of link"
                + " kinds",
            "and disciplines that are bytes here, or aliases.",
            ""));
    unknown.forEach(name -> lines.add("- `" + name + "`"));
  }

  private static final Set<String> KNOWN = known();

  private static Set<String> known() {
    Set<String> names = new HashSet<>();
    for (AttributeSet table : Tables.all()) {
      table.attributes().stream().map(Attribute::kernelName).forEach(names::add);
    }
    return names;
  }
}
