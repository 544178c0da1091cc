// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import io.rtnlab.results.FlameDocument;
import io.rtnlab.results.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All flame graphs that a run has.
 *
 * @param lock of waits and holds; null where no probe saw any
 * @param cpu null for a run without {@code --flame}
 * @param sampling null for a run without {@code --flame}
 */
public record RunGraphs(
    @Nullable WaitsAndHolds lock, @Nullable CpuStacks cpu, @Nullable FlameDocument sampling) {
  /** Names of the graphs, and of their files. */
  public static final String CPU = "cpu";

  public static final String WAIT = "wait";
  public static final String HOLD = "hold";
  public static final String OFF_CPU = "off-cpu";

  /**
   * Reads the run's events and samples.
   *
   * @throws IOException where there are none, or they make no sense
   */
  public static RunGraphs of(RunFolder folder) throws IOException {
    FlameDocument sampling = Files.isRegularFile(folder.flame()) ? folder.readFlame() : null;
    CpuStacks cpu = sampling != null && CpuStacks.has(folder) ? CpuStacks.of(folder) : null;
    boolean watched = folder.read().waits() != null;
    return new RunGraphs(watched || cpu == null ? WaitsAndHolds.of(folder) : null, cpu, sampling);
  }

  /** Name → graph. */
  public Map<String, Stacks> byName() {
    Map<String, Stacks> graphs = new LinkedHashMap<>();
    if (cpu != null) {
      graphs.put(CPU, cpu.stacks());
    }
    if (lock != null) {
      graphs.put(WAIT, lock.waits());
      graphs.put(HOLD, lock.holds());
      graphs.put(OFF_CPU, lock.offCpu());
    }
    return graphs;
  }

  /** The same graph with the Java frames of the operations at their roots. */
  public Stacks withJavaFrames(Stacks graph) {
    CpuStacks samples = cpu;
    return samples == null ? graph : graph.withBehindRoot(samples::wayIntoKernel);
  }
}
