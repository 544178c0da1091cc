// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where numbers come from, since they mean nothing elsewhere. */
final class Machine {
  private Machine() {}

  /** One fact a line, the baseline's compiler too. */
  static List<String> facts(String compiler) throws IOException {
    List<String> facts = new ArrayList<>(facts());
    facts.add("plain C  " + compiler);
    return facts;
  }

  /** One fact a line. */
  static List<String> facts() throws IOException {
    List<String> cpu = Files.readAllLines(Path.of("/proc/cpuinfo"));
    boolean guest =
        cpu.stream().anyMatch(line -> line.matches("(flags|Features).*\\bhypervisor\\b.*"));
    String model =
        cpu.stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 2))
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    return List.of(
        "kernel   " + Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip(),
        "machine  "
            + Runtime.getRuntime().availableProcessors()
            + " × "
            + model
            + (guest ? ", a virtual machine" : ""),
        "java     " + Runtime.version() + ", " + System.getProperty("java.vm.name"));
  }
}
