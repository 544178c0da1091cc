// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.results.report.text.Units;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What watches a run.
 *
 * @param names "auto", "none" or names of backends, the one that makes the ledger first
 * @param bufferBytes for each CPU; null for the backend's default
 * @param audit whether samples of the owner judge the ledger
 * @param looks how often to look at the owner besides; null for no such looks
 * @param keepSegments whether every segment of every wait is written down
 * @param functions whether the kernel's functions are traced while the load warms up
 */
public record ProbeSettings(
    String names,
    @Nullable Integer bufferBytes,
    boolean audit,
    @Nullable Duration looks,
    boolean keepSegments,
    boolean functions) {
  private static final int LEAST_BUFFER = 4096;

  /** The kernel's limit for such timers. */
  private static final Duration LEAST_LOOKS = Duration.ofNanos(10_000);

  /** Which backend makes the ledger with looks besides. */
  private static final Pattern LOOKING = Pattern.compile("auto|bpf(,.+)?");

  /** No probe at all. */
  public static final ProbeSettings NONE =
      new ProbeSettings("none", null, false, null, false, false);

  public ProbeSettings {
    if (audit && names.equals("none")) {
      throw new IllegalArgumentException(
          "--audit judges the ledger, which needs a probe: leave out --probe none");
    }
    if (keepSegments && names.equals("none")) {
      throw new IllegalArgumentException(
          "--keep-segments keeps what the ledger is made of, which needs a probe: leave out"
              + " --probe none");
    }
    if (looks != null && looks.compareTo(LEAST_LOOKS) < 0) {
      throw new IllegalArgumentException(
          "--looks is at least 10us, not " + Units.time(looks.toNanos()));
    }
    if (looks != null && !LOOKING.matcher(names).matches()) {
      throw new IllegalArgumentException(
          "--looks is of the probe bpf: name bpf first in --probe, not " + names);
    }
    if (bufferBytes != null && bufferBytes < LEAST_BUFFER) {
      throw new IllegalArgumentException(
          "--probe-buffer is at least " + LEAST_BUFFER + " bytes, not " + bufferBytes);
    }
  }
}
