// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.libc.Descriptor;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at {@code mutex.owner} at regular times ({@code OwnerSeen}): how much of the time who holds
 * the RTNL, waited for or not. It shares no blindness with the tracepoints, and what it costs does
 * not depend on the load.
 */
public final class BpfSamplingProbe implements Probe {
  public static final Duration DEFAULT_PERIOD = Duration.ofMillis(1);
  private static final String SAMPLE = "sample";
  private static final List<String> FOLLOW_THREADS =
      List.of("sched_process_free", "sched_process_exec", "task_rename");

  private final Duration period;

  public BpfSamplingProbe() {
    this(DEFAULT_PERIOD);
  }

  /**
   * A sampler.
   *
   * @param period between two looks, at least 10 µs (the kernel's limit for cpu-clock)
   */
  public BpfSamplingProbe(Duration period) {
    this.period = period;
  }

  @Override
  public String name() {
    return "bpf-sampling";
  }

  @Override
  public String description() {
    return "BPF on a cpu-clock timer every " + period.toNanos() / 1000 + " µs, reading mutex.owner";
  }

  /** Who the threads are is not asked: that record is {@link BpfProbe}'s. */
  @Override
  public Availability check() {
    return Trial.of(() -> open(Trial.OPTIONS, List.of(), period));
  }

  @Override
  public List<String> blindSpots() {
    return List.of(
        "It sees who holds at the moment of a look, not when a hold begins or ends, nor who waits.",
        "Holds much shorter than the time between two looks show in proportion, not one by one.",
        "A look that falls due while its CPU has interrupts off comes late.",
        "Thread ids are those of the first PID namespace.");
  }

  @Override
  public BpfCapture open(CaptureOptions options) throws IOException {
    return open(options, FOLLOW_THREADS, period);
  }

  /** Samples, and runs these programs besides. */
  static BpfCapture open(CaptureOptions options, List<String> besides, Duration period)
      throws IOException {
    List<String> programs = new ArrayList<>(besides);
    programs.add(SAMPLE);
    return BpfCapture.open(
        options,
        programs,
        object -> {
          object.attach(besides);
          object.attach(SAMPLE, clock(period));
        });
  }

  private static Descriptor clock(Duration period) throws IOException {
    try {
      return CpuClock.every(period);
    } catch (SystemCallException e) {
      throw new BpfException(
          String.valueOf(e.getMessage()),
          "run as root, grant CAP_PERFMON, or sysctl kernel.perf_event_paranoid=0");
    }
  }
}
