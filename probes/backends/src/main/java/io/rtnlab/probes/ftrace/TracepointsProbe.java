// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.probes.Availability;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.Probe;
import java.io.IOException;
import java.util.List;

/** The lock tracepoints alone, through a tracefs instance of our own. */
public final class TracepointsProbe implements Probe {
  private static final int TRIAL_BUFFER_BYTES = 8 << 10;

  @Override
  public String name() {
    return "tracepoints";
  }

  @Override
  public String description() {
    return "lock:contention_begin and lock:contention_end through a tracefs instance";
  }

  @Override
  public Availability check() {
    CaptureOptions nothing = new CaptureOptions(1, TRIAL_BUFFER_BYTES);
    try (TracepointsCapture _ = open(nothing)) {
      return Availability.available();
    } catch (IOException | IllegalArgumentException e) {
      return Refusal.explain(e);
    }
  }

  @Override
  public List<String> blindSpots() {
    return List.of(
        "The tracepoints carry no owner: a holder is the last thread that was seen to acquire"
            + " after waiting, and only inferred.",
        "An acquisition that found the mutex free and no thread queued leaves no event, and no"
            + " release does: hold times are not measured.",
        "rtnl_trylock() (sysfs, sysctl) never shows.",
        "Whether a holder ran, slept or wanted a CPU is not seen: that takes the mutex's owner at"
            + " each sched_switch.",
        "Names of processes that were gone within milliseconds may be missing.");
  }

  @Override
  public TracepointsCapture open(CaptureOptions options) throws IOException {
    return TracepointsCapture.open(options);
  }

  /** Removes tracing instances and probe events; those of the other ftrace backends too. */
  @Override
  public List<String> recover() {
    try {
      return TraceInstance.removeStale();
    } catch (IOException closed) {
      return List.of();
    }
  }
}
