// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.experiment;

import io.rtnlab.results.RunDocument;
import java.util.List;

/** So many requests at once, counted from their first. */
final class Burst {
  private Burst() {}

  /** Runs one, of one operation by so many threads. */
  static RunDocument run(Bench bench, String label, String operation, int threads, int requests)
      throws Exception {
    return bench.run(
        label,
        List.of(
            "--mix",
            operation + "=1",
            "--shared-netns",
            "--threads",
            "" + threads,
            "--requests",
            "" + requests,
            "--warm-up",
            "0s"));
  }
}
