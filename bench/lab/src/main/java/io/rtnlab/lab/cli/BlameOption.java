// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.cli;

import io.rtnlab.results.By;
import picocli.CommandLine.Option;

/** {@code --by WHAT}: what the blame of a run is summed by. */
public final class BlameOption {
  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "holder",
      description =
          "What the blame is summed by. holder: who held the RTNL; root: because of whom the holder"
              + " itself waited for another lock, where it did; cgroup: that of the holder."
              + " (default: ${DEFAULT-VALUE})")
  private By by = By.HOLDER;

  By by() {
    return by;
  }
}
