// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Mix;
import io.rtnlab.workloads.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which kernel modules a run may make this kernel load. */
public enum ModulePolicy {
  /** {@code veth} alone, which the default mix needs. */
  VETH,
  /** Whatever the mix needs. */
  ALL,
  /** None: operations that need one are left out. */
  NONE;

  private static final String VETH_DRIVER = "veth";

  /** A guest is thrown away at its end: it loads freely. {@code vagrant/boot} names it so. */
  private static final String GUEST_WORD = "rtnlab.accelerator=";

  /**
   * A mix as this policy allows it.
   *
   * @param remarks gets a line for each operation that is left out
   * @return the mix, without what is left out
   * @throws IllegalArgumentException saying how to allow it, where the policy does not
   */
  String allowed(String mix, KernelModules modules, List<String> remarks) {
    if (this == ALL || isGuest()) {
      return mix;
    }
    List<String> kept = new ArrayList<>();
    for (Mix.Entry entry : Mix.parse(mix, Catalogue.names()).entries()) {
      List<String> needed = modules.wouldLoad(Catalogue.named(entry.operation()).drivers());
      List<String> refused =
          needed.stream().filter(m -> this == NONE || !m.equals(VETH_DRIVER)).toList();
      if (refused.isEmpty()) {
        kept.add(entry.operation() + "=" + entry.weight());
      } else if (this == NONE) {
        remarks.add(
            "left out: %s, which would load %s (--no-modules)"
                .formatted(entry.operation(), String.join(", ", refused)));
      } else {
        throw new IllegalArgumentException(
            "%s would load the kernel modules %s on this host: --load-modules allows it,"
                    .formatted(entry.operation(), String.join(", ", refused))
                + " --no-modules leaves such operations out");
      }
    }
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing of this mix runs without loading kernel modules (--no-modules)");
    }
    return String.join(",", kept);
  }

  private static boolean isGuest() {
    try {
      return Files.readString(Path.of("/proc/cmdline")).contains(GUEST_WORD);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
