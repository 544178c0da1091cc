// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import org.jspecify.annotations.Nullable;

/**
 * What watches a run.
 *
 * @param names "auto", "none" or names of backends, the one that makes the ledger first
 * @param bufferBytes for each CPU; null for the backend's default
 * @param audit whether samples of the owner judge the ledger
 * @param keepSegments whether every segment of every wait is written down
 * @param functions whether the kernel's functions are traced while the load warms up
 */
public record ProbeSettings(
    String names,
    @Nullable Integer bufferBytes,
    boolean audit,
    boolean keepSegments,
    boolean functions) {
  private static final int LEAST_BUFFER = 4096;

  /** No probe at all. */
  public static final ProbeSettings NONE = new ProbeSettings("none", null, false, false, false);

  public ProbeSettings {
    if (audit && names.equals("none")) {
      throw new IllegalArgumentException(
          "--audit judges the ledger, which needs a probe: leave out --probe none");
    }
    if (bufferBytes != null && bufferBytes < LEAST_BUFFER) {
      throw new IllegalArgumentException(
          "--probe-buffer is at least " + LEAST_BUFFER + " bytes, not " + bufferBytes);
    }
  }
}
