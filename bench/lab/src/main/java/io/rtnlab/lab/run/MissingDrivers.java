// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Mix;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.results.RunDocument;
import io.rtnlab.workloads.Catalogue;
import io.rtnlab.workloads.KernelDrivers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Operations of a mix that this kernel has no driver for. */
final class MissingDrivers {
  private MissingDrivers() {}

  /**
   * A mix without them. Drivers that would be loaded as modules count as there.
   *
   * @param remarks gets a line for each operation that is left out
   * @throws IllegalArgumentException where nothing is left, saying what is missing
   */
  static String leaveOut(
      String mix, NetlinkBridge bridge, KernelModules modules, List<String> remarks)
      throws IOException {
    List<Mix.Entry> entries = Mix.parse(mix, Catalogue.names()).entries();
    Set<String> drivers =
        entries.stream()
            .flatMap(entry -> Catalogue.named(entry.operation()).drivers().stream())
            .collect(Collectors.toSet());
    drivers.removeAll(modules.wouldLoad(drivers));
    KernelDrivers here = KernelDrivers.ask(bridge, drivers);
    List<String> kept = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (Mix.Entry entry : entries) {
      Optional<String> why = here.whyNot(Catalogue.named(entry.operation()));
      if (why.isEmpty()) {
        kept.add(entry.operation() + "=" + entry.weight());
      } else {
        reasons.add(entry.operation() + ": " + why.get());
      }
    }
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing of this mix runs here: " + String.join("; ", reasons));
    }
    reasons.forEach(reason -> remarks.add(RunDocument.leftOut(reason)));
    return String.join(",", kept);
  }
}
