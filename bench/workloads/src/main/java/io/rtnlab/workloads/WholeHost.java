// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads;

import io.rtnlab.workloads.base.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Operations that act on all of a machine belong into a guest that is thrown away at its end. */
public final class WholeHost {
  /** {@code vagrant/boot} names a guest so. */
  private static final String GUEST_WORD = "rtnlab.accelerator=";

  private WholeHost() {}

  /** Whether this machine is such a guest. */
  public static boolean isGuest() {
    try {
      return Files.readString(Path.of("/proc/cmdline")).contains(GUEST_WORD);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Why an operation does not run on this machine unasked; empty where it does. */
  public static Optional<String> whyNot(Workload workload) {
    return workload.reach() == Workload.Reach.HOST && !isGuest()
        ? Optional.of(
            "it acts on the whole host: run it in a guest (vagrant/boot), or with --load-modules"
                + " where nobody uses "
                + String.join(", ", workload.drivers()))
        : Optional.empty();
  }
}
