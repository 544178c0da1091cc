// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.Probe;
import java.io.IOException;

/** What a live test asks of its machine. */
final class Live {
  private Live() {}

  static void needsNamespaces() {
    try (NetworkNamespace made = NetworkNamespace.create()) {
      assumeTrue(made.inode() != 0);
    } catch (IOException refused) {
      assumeTrue(false, "needs netns: " + refused.getMessage() + "; run as root");
    }
  }

  static void needs(Probe probe, String word) {
    if (probe.check() instanceof Availability.Unavailable(String reason, String remedy)) {
      assumeTrue(false, "needs " + word + ": " + reason + "; " + remedy);
    }
  }
}
