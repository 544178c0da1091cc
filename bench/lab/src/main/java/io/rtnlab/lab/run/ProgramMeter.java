// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.probes.Capture;
import io.rtnlab.probes.ProgramCost;
import io.rtnlab.results.RunDocument;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the probe's programs in the kernel cost. Metering costs, too, two clock readings a run: so
 * it is done in the first half of the warm-up, and is over before anything is measured.
 */
final class ProgramMeter implements AutoCloseable {
  /** A shorter warm-up says nothing. */
  private static final long LONG_ENOUGH_NS = 200_000_000;

  private final Capture capture;
  private final Capture.Meter meter;
  private final long sinceNs = System.nanoTime();
  private boolean open = true;
  private volatile @Nullable List<RunDocument.Program> programs;

  private ProgramMeter(Capture capture, Capture.Meter meter) {
    this.capture = capture;
    this.meter = meter;
  }

  /** Starts to meter; null where there are no programs, or where the kernel refuses. */
  static @Nullable ProgramMeter start(@Nullable Capture capture) {
    return capture == null
        ? null
        : capture.meter().map(meter -> new ProgramMeter(capture, meter)).orElse(null);
  }

  /** Ends the metering. A second call does nothing. */
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    long spanNs = System.nanoTime() - sinceNs;
    meter.close();
    if (spanNs < LONG_ENOUGH_NS) {
      return;
    }
    try {
      programs = capture.costs().stream().map(cost -> program(cost, spanNs)).toList();
    } catch (IOException unreadable) {
      programs = null;
    }
  }

  private static RunDocument.Program program(ProgramCost cost, long spanNs) {
    return new RunDocument.Program(cost.program(), 1e9 * cost.runs() / spanNs, cost.nsPerRun());
  }

  /** One for each program; null before the end, and where the warm-up was too short. */
  @Nullable List<RunDocument.Program> programs() {
    return programs;
  }
}
