// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.probes.Availability;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.address.KernelSymbols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What {@link BpfProbe} hears, and besides the functions that take and release a mutex ({@code
 * fexit}, {@code fentry}): every acquisition, every hold, uncontended ones too. A locked-down
 * kernel refuses it.
 */
public final class BpfFunctionsProbe implements Probe {
  private static final String UNLOCK = "mutex_unlock";

  /** Each kernel has some of them: the nested ones with lockdep, those with {@code _} from 6.15. */
  private static final Set<String> LOCKS =
      Set.of(
          "mutex_lock",
          "mutex_lock_interruptible",
          "mutex_lock_killable",
          "mutex_trylock",
          "mutex_lock_nested",
          "mutex_lock_interruptible_nested",
          "mutex_lock_killable_nested",
          "_mutex_lock_killable",
          "_mutex_trylock_nest_lock");

  /**
   * {@link BpfProbe}'s, with a longer memory. A release that a function has reported is not
   * reported again by its wake-up.
   */
  private static final List<String> TRACEPOINTS =
      List.of(
          "sched_process_free",
          "sched_process_exec",
          "task_rename",
          "sched_switch",
          "sched_waking",
          "contention_end_reported",
          "contention_begin");

  @Override
  public String name() {
    return "bpf-functions";
  }

  @Override
  public String description() {
    return "BPF on mutex_lock*() and mutex_unlock() besides the lock tracepoints, reading"
        + " mutex.owner";
  }

  /** With the one function that every kernel has: those that refuse refuse it as well. */
  @Override
  public Availability check() {
    return Trial.of(() -> open(Trial.OPTIONS, List.of(UNLOCK)));
  }

  @Override
  public boolean seesEveryAcquisition() {
    return true;
  }

  @Override
  public String holdBounds() {
    return "from the end of mutex_lock() (fexit) to the entry of mutex_unlock() (fentry)";
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
        "An uncontended hold is counted from the return of the locking function on, which a"
            + " preemption may delay.",
        "A release is reported just before it happens.",
        "Every mutex of the machine passes through the programs, which slows all of them a little.",
        "Thread ids are those of the first PID namespace.");
  }

  @Override
  public BpfCapture open(CaptureOptions options) throws IOException {
    List<String> programs = new ArrayList<>(KernelTracepoints.among(KernelTracepoints.RECLAIM));
    programs.addAll(TRACEPOINTS);
    programs.add(UNLOCK);
    LOCKS.stream().filter(KernelSymbols.mutexFunctions()::containsKey).forEach(programs::add);
    return open(options, programs);
  }

  private static BpfCapture open(CaptureOptions options, List<String> programs) throws IOException {
    try {
      return BpfCapture.open(options, programs);
    } catch (BpfException e) {
      throw new BpfException(
          e.reason() + ", at tracing functions",
          "if the backend bpf opens here, this kernel is locked down or was built without"
              + " CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS: boot another one, such as with"
              + " vagrant/boot");
    }
  }
}
