// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel list {@code vagrant/kernels.yaml}: flat blocks of {@code key: value}, the part of YAML
 * that a shell reads as well.
 *
 * <pre>
 *  - name: stock-6.12
 *    package: linux-image-6.12.*-cloud-amd64
 * </pre>
 */
public final class KernelList {
  private static final Pattern LINE = Pattern.compile("(- |  )([a-z]+): *(\\S.*)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");
  private static final Set<String> KEYS =
      Set.of(
          "name", "package", "plant", "driver", "source", "config", "kernel", "initrd", "cmdline",
          "cpus", "memory");
  private static final Set<String> SOURCES = Set.of("package", "source", "kernel");

  private KernelList() {}

  /**
   * The names, in the list's order.
   *
   * @throws IllegalArgumentException naming the line that is wrong and what it should be
   */
  public static List<String> names(String yaml) {
    Map<String, Map<String, String>> kernels = new LinkedHashMap<>();
    Map<String, String> block = null;
    int number = 0;
    for (String line : yaml.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher entry = LINE.matcher(line);
      if (!entry.matches()) {
        throw wrong(number, "expected \"- name: NAME\" or \"  key: value\", found: " + line);
      }
      String key = entry.group(2);
      String value = entry.group(3).strip();
      if (!KEYS.contains(key)) {
        throw wrong(
            number, "unknown key " + key + "; known are " + KEYS.stream().sorted().toList());
      }
      if (entry.group(1).equals("- ")) {
        if (!key.equals("name") || !NAME.matcher(value).matches()) {
          throw wrong(number, "a block starts with \"- name: NAME\" (letters, digits, . _ + -)");
        }
        block = new LinkedHashMap<>();
        if (kernels.put(value, block) != null) {
          throw wrong(number, "a second kernel called " + value);
        }
      } else if (block == null) {
        throw wrong(number, "the first line of a block is \"- name: NAME\"");
      } else if (block.put(key, value) != null) {
        throw wrong(number, "a second " + key + " in one block");
      }
    }
    kernels.forEach(KernelList::requireOneSource);
    return new ArrayList<>(kernels.keySet());
  }

  private static void requireOneSource(String name, Map<String, String> block) {
    long sources = SOURCES.stream().filter(block::containsKey).count();
    if (sources != 1) {
      throw new IllegalArgumentException(
          "kernel " + name + " needs exactly one of package, source and kernel");
    }
    if (block.containsKey("source") != block.containsKey("config")) {
      throw new IllegalArgumentException(
          "kernel "
              + name
              + ": source and config go together, as in \"config: machine rtnl trace\"");
    }
  }

  private static IllegalArgumentException wrong(int line, String why) {
    return new IllegalArgumentException("kernel list, line " + line + ": " + why);
  }
}
