// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.matrix;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The options of the Java virtual machine, in {@code launcher/jvm/} of the source tree: one file
 * for each purpose, as {@code java @FILE} reads them. The launcher, the guests of a matrix and the
 * tests share them, so that a kernel is measured under the same compiler settings everywhere.
 */
final class ArgumentFiles {
  private static final String SUFFIX = ".args";

  private ArgumentFiles() {}

  /** The file of a profile such as {@code "measured"}. */
  static String name(String profile) {
    return profile + SUFFIX;
  }

  /**
   * Every profile, in the order of their names.
   *
   * @throws IOException where this program does not lie in its source tree
   */
  static List<Path> all() throws IOException {
    try (var files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  /**
   * The modules of a Java runtime that runs this program.
   *
   * @throws IOException where this program does not lie in its source tree
   */
  static List<String> modules() throws IOException {
    return Files.readAllLines(folder().resolve("runtime.modules")).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  private static Path folder() throws IOException {
    Path program = program();
    for (Path folder = program; folder != null; folder = folder.getParent()) {
      Path candidate = folder.resolve("launcher").resolve("jvm");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    throw new IOException(
        "the JVM's options are in the source tree's folder launcher/jvm/, which is not near "
            + program
            + ": start rtnlab by the launcher of its checkout");
  }

  private static Path program() throws IOException {
    try {
      return Path.of(
              ArgumentFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException impossible) {
      throw new IOException("this program was not loaded from a file", impossible);
    }
  }
}
