// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code make check} compares the committed objects only with what the same compiler makes of their
 * sources, and says which one it misses: another version gives other bytes.
 */
class CommittedObjectsTest {
  private static final Path SOURCES = Path.of("../../native/bpf");

  @TempDir private Path folder;

  @BeforeEach
  void needsMake() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "make"))),
        "needs make: the check is a rule of a Makefile");
  }

  private String program(String name, String prints) throws IOException {
    Path program = folder.resolve(name);
    Files.writeString(program, "#!/bin/sh\necho '" + prints + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program.toString();
  }

  private static String check(String... variables) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("make", "-s", "-C", SOURCES.toString(), "check"));
    words.addAll(List.of(variables));
    Process make = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, make.waitFor(), said);
    return said;
  }

  private static void assertSkipped(String reason, String said) {
    assertTrue(said.contains("SKIPPED native/bpf check: " + reason), said);
    assertTrue(said.contains("apt-get install clang-14 llvm-14 libbpf-dev"), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Debian clang version 19.1.7 (3+b1)          | 19",
        "clang version 13.0.1                        | 13",
        "Ubuntu clang version 18.1.3 (1ubuntu1)      | 18",
        "Apple LLVM                                  | of no known version"
      })
  void anotherClangIsNotComparedWith(String version, String found) throws Exception {
    String clang = program("clang", version);
    assertSkipped(
        "needs clang 14, " + clang + " is " + found,
        check("CLANG=" + clang, "LLVM_STRIP=" + program("llvm-strip", "")));
  }

  @Test
  void noClang() throws Exception {
    assertSkipped("needs clang-none, which is not installed", check("CLANG=clang-none"));
  }

  @Test
  void noStrip() throws Exception {
    String clang = program("clang", "clang version 14.0.6");
    assertSkipped(
        "needs strip-none, which is not installed",
        check("CLANG=" + clang, "LLVM_STRIP=strip-none"));
  }

  @Test
  void noHeadersOfLibbpf() throws Exception {
    assertSkipped(
        "needs /none/bpf_helpers.h",
        check(
            "CLANG=" + program("clang", "clang version 14.0.6"),
            "LLVM_STRIP=" + program("llvm-strip", ""),
            "HELPERS=/none/bpf_helpers.h"));
  }
}
