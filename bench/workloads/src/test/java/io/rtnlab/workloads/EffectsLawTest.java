// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.rtnlab.engine.NullOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An operation without a test of what it does to the kernel is not in the catalogue. */
class EffectsLawTest {
  private static final Path TESTS = Path.of("src/test/java/io/rtnlab/workloads");

  /** Tests that run all operations alike say nothing of the effect of one. */
  private static final Set<String> NO_EFFECT =
      Set.of("CatalogueTest.java", "EveryOperationTest.java", "MixedRunTest.java");

  @Test
  void eachOperationHasARow() throws IOException {
    String rows = text();
    Set<String> without = new TreeSet<>(Catalogue.names());
    without.remove(NullOperation.NAME);
    without.removeIf(name -> Pattern.compile("\"" + name + "[\",]").matcher(rows).find());
    assertEquals(Set.of(), without, "give each a row in EffectsTest");
  }

  private static String text() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(TESTS)) {
      List<Path> tests =
          files
              .filter(file -> file.toString().endsWith("Test.java"))
              .filter(file -> !NO_EFFECT.contains(file.getFileName().toString()))
              .toList();
      for (Path test : tests) {
        all.append(Files.readString(test));
      }
    }
    return all.toString();
  }
}
