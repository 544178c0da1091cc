// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.bisect;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The program that {@code git bisect run} asks about each commit: this one again. A virtual machine
 * that cannot start ends with 1, which git takes for "bad", so the script asks for another status
 * of "bad" and turns everything it does not know into 128, at which git stops without a verdict.
 */
final class StepScript {
  private static final int BAD = 201;

  private StepScript() {}

  /**
   * Writes it.
   *
   * @param classPath of this program
   */
  static Path write(Path folder, String classPath) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("-X") || argument.startsWith("--"))
            .toList());
    command.add("-Drtnlab.statusOfWorse=" + BAD);
    command.add("-cp");
    command.add(classPath);
    command.add("io.rtnlab.lab.Main");
    command.add("bisect");
    command.add("--step");
    command.add(folder.toAbsolutePath().toString());
    String words = command.stream().map(StepScript::quoted).collect(Collectors.joining(" "));
    Path script = folder.resolve("step").toAbsolutePath();
    Files.writeString(
        script,
        """
        #!/bin/sh
        # Written by rtnlab bisect: what git bisect run executes for each commit.
        %s
        status=$?
        case $status in
          0 | 125) exit $status ;;
          %d) exit 1 ;;
        esac
        [ $status -ge 128 ] && exit $status
        exit 128
        """
            .formatted(words, BAD));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
