// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.probes.Availability;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.Probe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The functions that take and release a mutex, recorded by ftrace in one of three ways beside the
 * lock tracepoints: every acquisition and every hold, uncontended ones too. A locked-down kernel
 * refuses all three.
 */
public final class FunctionsProbe implements Probe {
  private static final int TRIAL_BUFFER_BYTES = 8 << 10;

  private final String name;
  private final String description;
  private final String remedy;
  private final String holdBounds;
  private final List<String> blindSpots;
  private final Function<MutexFunctions, CallSource> source;

  private FunctionsProbe(
      String name,
      String description,
      String remedy,
      String holdBounds,
      List<String> blindSpots,
      Function<MutexFunctions, CallSource> source) {
    this.name = name;
    this.description = description;
    this.remedy = remedy;
    this.holdBounds = holdBounds;
    List<String> all = new ArrayList<>(blindSpots);
    all.add(
        "The tracepoints carry no owner: who held the mutex before the first event is unknown.");
    all.add("A release is reported just before it happens.");
    this.blindSpots = List.copyOf(all);
    this.source = source;
  }

  /** Probe events at returns, filtered in the kernel. */
  public static FunctionsProbe returnProbes() {
    return new FunctionsProbe(
        "kprobe",
        "kretprobe events on mutex_lock*(), a kprobe event on mutex_unlock(), and the lock"
            + " tracepoints",
        "boot Linux 6.9 or newer with CONFIG_KPROBE_EVENTS, not locked down: vagrant/boot --kernel"
            + " stock-6.18 does",
        "from the return of mutex_lock() into its caller (kretprobe) to the entry of"
            + " mutex_unlock()",
        List.of(
            "An uncontended hold is counted from the return of the locking function on, which a"
                + " preemption may delay.",
            "Every mutex of the machine passes through the probes, which slows all of them."),
        ReturnProbes::new);
  }

  /** The function_graph tracer with arguments. */
  public static FunctionsProbe graph() {
    return new FunctionsProbe(
        "function-graph",
        "function_graph with arguments on mutex_lock*() and mutex_unlock(), and the lock"
            + " tracepoints",
        "boot Linux 6.15 or newer with CONFIG_FUNCTION_GRAPH_TRACER and CONFIG_FUNCTION_TRACE_ARGS,"
            + " not locked down: vagrant/boot --kernel stock-6.18 does",
        "from the return of mutex_lock() into its caller to the entry of mutex_unlock()",
        List.of(
            "An uncontended hold is counted from the return of the locking function on, which a"
                + " preemption may delay.",
            "Whether mutex_trylock() succeeded is known from the release that follows.",
            "It cannot choose one mutex: the calls for every mutex of the machine pass through the"
                + " buffer."),
        FunctionGraph::new);
  }

  /** The function tracer with arguments. */
  public static FunctionsProbe entries() {
    return new FunctionsProbe(
        "function-args",
        "function tracer with arguments on mutex_lock*() and mutex_unlock(), and the lock"
            + " tracepoints",
        "boot Linux 6.15 or newer with CONFIG_FUNCTION_TRACER and CONFIG_FUNCTION_TRACE_ARGS, not"
            + " locked down: vagrant/boot --kernel stock-6.18 does",
        "from the entry of mutex_lock(), or a release after it, to the entry of mutex_unlock()",
        List.of(
            "It sees entries, no returns: an uncontended hold is counted from the entry of the"
                + " locking function on, or from another's release where that came later.",
            "Whether mutex_trylock() succeeded is known from the release that follows.",
            "It cannot choose one mutex: the calls for every mutex of the machine pass through the"
                + " buffer."),
        FunctionEntries::new);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  /**
   * With the one function that every kernel has, and no mutex: a kernel that refuses does so before
   * it has listed all its symbols.
   */
  @Override
  public Availability check() {
    CaptureOptions nothing = new CaptureOptions(1, TRIAL_BUFFER_BYTES);
    CallSource trial = source.apply(MutexFunctions.releaseAlone());
    try (Capture _ = FunctionsCapture.open(nothing, trial)) {
      MutexFunctions.ofThisKernel();
      return Availability.available();
    } catch (IOException | IllegalArgumentException e) {
      return Availability.unavailable(String.valueOf(e.getMessage()), remedy);
    }
  }

  @Override
  public boolean seesEveryAcquisition() {
    return true;
  }

  @Override
  public String holdBounds() {
    return holdBounds;
  }

  @Override
  public List<String> blindSpots() {
    return blindSpots;
  }

  @Override
  public Capture open(CaptureOptions options) throws IOException {
    if (options.mutexAddress() == CaptureOptions.ANY_MUTEX) {
      throw new IllegalArgumentException(
          "learn the mutex's address first: TracepointsWitness does");
    }
    return FunctionsCapture.open(options, source.apply(MutexFunctions.ofThisKernel()));
  }
}
