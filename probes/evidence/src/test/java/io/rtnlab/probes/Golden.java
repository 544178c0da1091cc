// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The captures that {@code probes/record-golden} makes: a folder for each format, in it one for
 * each kernel. Read from the sources of the module whose tests run: a build's copy would keep those
 * that were deleted.
 */
public final class Golden {
  private static final Path CAPTURES = Path.of("src/test/resources/io/rtnlab/probes");

  private Golden() {}

  /**
   * The folders of all kernels that gave a format.
   *
   * @param format such as {@code recording/golden}
   */
  public static List<Path> kernels(String format) {
    try (Stream<Path> folders = Files.list(CAPTURES.resolve(format))) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same file or folder of all kernels that have it. */
  public static List<Path> each(String format, String name) {
    List<Path> found =
        kernels(format).stream().map(kernel -> kernel.resolve(name)).filter(Files::exists).toList();
    assertFalse(found.isEmpty(), () -> "no " + name + " in " + format);
    return found;
  }
}
