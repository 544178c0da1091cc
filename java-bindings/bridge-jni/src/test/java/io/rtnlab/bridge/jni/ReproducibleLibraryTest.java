// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.bridge.jni;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native library is the same bytes wherever and whenever it is built. */
class ReproducibleLibraryTest {
  private static final Path SOURCES = Path.of("../../native/jni");

  @TempDir private Path temporary;

  private byte[] built(String name) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(temporary.resolve(name));
    for (String file : List.of("Makefile", "socket_calls.c")) {
      Files.copy(SOURCES.resolve(file), folder.resolve(file));
    }
    Process make =
        new ProcessBuilder(
                "make",
                "--silent",
                "-C",
                folder.toString(),
                "JAVA_HOME=" + System.getProperty("java.home"),
                "OUT=" + folder.resolve("out"))
            .redirectErrorStream(true)
            .start();
    String said = new String(make.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, make.waitFor(), said);
    return Files.readAllBytes(folder.resolve("out/librtnlab_jni.so"));
  }

  private static boolean isInstalled(String program) {
    return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  @Test
  void twoFoldersGiveTheSameBytes() throws Exception {
    assumeTrue(isInstalled("cc") && isInstalled("make"), "needs cc: a C compiler and make");
    byte[] one = built("one");
    byte[] other = built("a/longer/path/to/the/other");
    assertArrayEquals(one, other);
    String text = new String(one, StandardCharsets.ISO_8859_1);
    assertFalse(text.contains(temporary.toString()), "a path of this machine is in the library");
  }
}
