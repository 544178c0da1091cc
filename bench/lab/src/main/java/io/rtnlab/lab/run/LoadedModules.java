// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import java.util.ArrayList;
import java.util.List;

/** What a run made the kernel load, unloaded at its end and said in its report. */
final class LoadedModules {
  private final KernelModules modules;
  private final List<String> remarks;
  private boolean settled;

  LoadedModules(KernelModules modules, List<String> remarks) {
    this.modules = modules;
    this.remarks = new ArrayList<>(remarks);
  }

  /**
   * Unloads, once; to be called when the run's namespaces are gone.
   *
   * @return lines for the report
   */
  List<String> settle() {
    if (!settled) {
      settled = true;
      List<String> loaded = modules.loadedSince();
      if (!loaded.isEmpty()) {
        List<String> gone = modules.unload();
        remarks.add(
            "loaded: "
                + String.join(", ", loaded)
                + " (kernel modules; "
                + fate(loaded, gone)
                + ")");
      }
    }
    return List.copyOf(remarks);
  }

  private static String fate(List<String> loaded, List<String> gone) {
    if (gone.containsAll(loaded)) {
      return "unloaded again";
    }
    List<String> left = loaded.stream().filter(module -> !gone.contains(module)).toList();
    return String.join(", ", left) + " stay: in use, or there may be other devices of theirs";
  }
}
