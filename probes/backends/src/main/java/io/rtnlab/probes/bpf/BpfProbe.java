// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.probes.Availability;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lock tracepoints heard by BPF programs, which look into the mutex while they are at it: each
 * look at a wait names the thread that owned the mutex at that moment, and a wake-up by a former
 * owner shows most releases that a thread waited for.
 */
public final class BpfProbe implements Probe {
  /**
   * Ends before begins: no wait is seen to begin that could not be seen to end, and no thread is
   * known longer than it lives.
   */
  static final List<String> PROGRAMS =
      List.of(
          "sched_process_free",
          "sched_process_exec",
          "task_rename",
          "sched_switch",
          "sched_waking",
          "contention_end",
          "contention_begin");

  /** Releases that were waited for (Linux 7.2), and memory reclaim. */
  private static final List<String> OPTIONAL =
      Stream.concat(Stream.of("contended_release"), KernelTracepoints.RECLAIM.stream()).toList();

  private final @Nullable Duration looks;

  /** Looks where an event gives occasion to. */
  public BpfProbe() {
    looks = null;
  }

  /**
   * Looks besides at regular times.
   *
   * @param looks between two looks, at least 10 µs (the kernel's limit for cpu-clock)
   */
  public BpfProbe(Duration looks) {
    this.looks = looks;
  }

  @Override
  public String name() {
    return "bpf";
  }

  @Override
  public String description() {
    String events =
        "BPF on lock:contention_begin, lock:contention_end, sched:sched_waking and"
            + " sched:sched_switch, reading mutex.owner";
    return looks == null
        ? events
        : events + ", and every " + looks.toNanos() / 1000 + " µs besides";
  }

  @Override
  public Availability check() {
    return Trial.of(() -> BpfCapture.open(Trial.OPTIONS, PROGRAMS));
  }

  @Override
  public boolean seesOffCpu() {
    return true;
  }

  @Override
  public boolean seesOtherLocks() {
    return true;
  }

  @Override
  public List<String> blindSpots() {
    return List.of(
        "An acquisition that found the mutex free and no thread queued leaves no event: holds that"
            + " no thread waited for are not seen.",
        "The owner is known at each look (begin of a wait, each wake-up of the first in the queue,"
            + " each switch of a CPU while a thread waits) and whenever it leaves its CPU, not in"
            + " between.",
        "Some kernels do not report the owner being scheduled back in; that time counts as"
            + " running.",
        "While a waiter that spun has no CPU, others may take and release the mutex without an"
            + " event: that time is reported apart, as preempted.",
        "What a foreign holder does is known from a stack: where it slept, waited itself or woke"
            + " a waiter at its release.",
        "A release shows only where it woke a queued thread; the time is that of the wake-up, just"
            + " after the release.",
        "rtnl_trylock() (sysfs, sysctl) never waits and never shows as a waiter, only as an owner.",
        "Thread ids are those of the first PID namespace.");
  }

  @Override
  public BpfCapture open(CaptureOptions options) throws IOException {
    if (options.mutexAddress() == CaptureOptions.ANY_MUTEX) {
      throw new IllegalArgumentException("learn the mutex's address first: BpfWitness does");
    }
    List<String> programs = programs();
    Duration period = looks;
    return period == null
        ? BpfCapture.open(options, programs)
        : BpfSamplingProbe.open(options, programs, period);
  }

  private static List<String> programs() throws IOException {
    List<String> programs = new ArrayList<>(KernelTracepoints.among(OPTIONAL));
    programs.addAll(PROGRAMS);
    return programs;
  }
}
