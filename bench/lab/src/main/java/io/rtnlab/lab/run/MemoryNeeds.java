// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.Engine;
import io.rtnlab.engine.RunPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether what a run wants fits into this machine's memory, before it takes any. */
final class MemoryNeeds {
  /** Of the heap, for what grows with the number of workers; the rest is for collecting. */
  private static final double WORKERS_SHARE = 0.7;

  /**
   * Of the memory that the kernel could give, for the buffers of a probe, which are never swapped.
   */
  private static final int BUFFERS_SHARE = 16;

  private static final long MIB = 1 << 20;

  private MemoryNeeds() {}

  /**
   * Checks the heap.
   *
   * @throws IllegalArgumentException with the number of threads that fits
   */
  static void requireHeap(RunPlan plan) {
    requireHeap(plan, Runtime.getRuntime().maxMemory());
  }

  static void requireHeap(RunPlan plan, long heapBytes) {
    long limit = (long) (heapBytes * WORKERS_SHARE);
    long needed = Engine.heapBytes(plan, plan.workers());
    if (needed <= limit) {
      return;
    }
    int fit = plan.workers() - 1;
    while (fit > 1 && Engine.heapBytes(plan, fit) > limit) {
      fit--;
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%d threads of this mix need about %,d MiB of Java's heap, which has %,d: ask for at"
                + " most %d threads, for fewer operations, or for more heap"
                + " (RTNLAB_JAVA_OPTS=-Xmx…)",
            plan.workers(),
            (long) (needed / WORKERS_SHARE) / MIB,
            heapBytes / MIB,
            fit));
  }

  /**
   * Checks the kernel's buffers.
   *
   * @param bytesPerCpu null for the probe's default
   * @throws IllegalArgumentException with the size that fits
   */
  static void requireProbeBuffer(@Nullable Integer bytesPerCpu) throws IOException {
    if (bytesPerCpu != null) {
      requireProbeBuffer(bytesPerCpu, Runtime.getRuntime().availableProcessors(), availableBytes());
    }
  }

  static void requireProbeBuffer(long bytesPerCpu, int cpus, long availableBytes) {
    long most = availableBytes / BUFFERS_SHARE / cpus;
    if (bytesPerCpu > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--probe-buffer is for each of %d CPUs: %,d MiB in all, of %,d that are available;"
                  + " at most %d bytes fit",
              cpus,
              bytesPerCpu * cpus / MIB,
              availableBytes / MIB,
              most));
    }
  }

  /** MemAvailable of {@code /proc/meminfo} (proc(5)), in bytes. */
  private static long availableBytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    }
  }
}
