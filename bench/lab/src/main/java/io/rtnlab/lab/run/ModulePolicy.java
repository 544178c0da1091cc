// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Mix;
import io.rtnlab.results.RunDocument;
import io.rtnlab.workloads.Catalogue;
import io.rtnlab.workloads.WholeHost;
import io.rtnlab.workloads.base.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which kernel modules a run may make this kernel load. */
public enum ModulePolicy {
  /** {@code veth} alone, which the default mix needs. */
  VETH,
  /** Whatever the mix needs. */
  ALL,
  /** None: operations that need one are left out. */
  NONE;

  private static final String VETH_DRIVER = "veth";

  /**
   * A mix as this policy allows it.
   *
   * @param remarks gets a line for each operation that is left out
   * @return the mix, without what is left out
   * @throws IllegalArgumentException saying how to allow it, where the policy does not
   */
  String allowed(String mix, KernelModules modules, List<String> remarks) {
    if (WholeHost.isGuest()) {
      return mix; // which is thrown away at its end: it loads freely
    }
    List<Mix.Entry> entries = Mix.parse(mix, Catalogue.names()).entries();
    for (Mix.Entry entry : entries) {
      requireHost(Catalogue.named(entry.operation()), modules);
    }
    if (this == ALL) {
      return mix;
    }
    List<String> kept = new ArrayList<>();
    for (Mix.Entry entry : entries) {
      List<String> needed = modules.wouldLoad(Catalogue.named(entry.operation()).drivers());
      List<String> refused =
          needed.stream().filter(m -> this == NONE || !m.equals(VETH_DRIVER)).toList();
      if (refused.isEmpty()) {
        kept.add(entry.operation() + "=" + entry.weight());
      } else if (this == NONE) {
        remarks.add(
            RunDocument.leftOut(
                "%s, which would load %s (--no-modules)"
                    .formatted(entry.operation(), String.join(", ", refused))));
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

  /** What acts on the whole host may, where its drivers are there for this run alone. */
  private void requireHost(Workload workload, KernelModules modules) {
    Optional<String> why = WholeHost.whyNot(workload);
    boolean alone = modules.wouldLoad(workload.drivers()).containsAll(workload.drivers());
    if (why.isPresent() && !(this == ALL && alone)) {
      throw new IllegalArgumentException(workload.name() + ": " + why.get());
    }
  }
}
