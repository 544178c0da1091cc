// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.SystemCallNumber;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Processes from their start to their end. CPU time is what the kernel accounts to children that
 * have ended ({@code getrusage(RUSAGE_CHILDREN)}), memory their {@code VmHWM} (proc(5)), watched
 * while they live, in a run of its own since the watching takes a CPU.
 */
final class WholeProcess {
  private static final int RUSAGE_CHILDREN = -1;
  private static final int RUSAGE_BYTES = 144;
  private static final long NS_PER_S = 1_000_000_000;
  private static final long NS_PER_US = 1_000;
  private static final String PEAK = "VmHWM:";

  /** What commands cost that ran one after the other. */
  record Cost(double cpuSeconds, double wallSeconds) {}

  private WholeProcess() {}

  /**
   * Runs them one after the other in the calling thread's namespace.
   *
   * @throws IOException if one ends with another status than 0, with what it said
   */
  static Cost run(List<List<String>> commands) throws IOException {
    long cpuBefore = childrenCpuNs();
    long wallBefore = System.nanoTime();
    for (List<String> command : commands) {
      start(command, process -> 0);
    }
    double wall = (System.nanoTime() - wallBefore) / (double) NS_PER_S;
    return new Cost((childrenCpuNs() - cpuBefore) / (double) NS_PER_S, wall);
  }

  /**
   * The most memory that one of them had, in KiB. What a process takes in its last moments may be
   * missed, so those that live shortly are given several times.
   */
  static long peakKib(List<List<String>> commands) throws IOException {
    long most = 0;
    for (List<String> command : commands) {
      most = Math.max(most, start(command, WholeProcess::watch));
    }
    return most;
  }

  /** Starts one, does something beside it, and waits for its end. */
  private static long start(List<String> command, ToLongFunction<Process> beside)
      throws IOException {
    Path complaints = Files.createTempFile("rtnlab-process", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(complaints.toFile())
              .start();
      long result = beside.applyAsLong(process);
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            String.join(" ", command) + ": status " + status + "\n" + Files.readString(complaints));
      }
      return result;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    } finally {
      Files.delete(complaints);
    }
  }

  private static long watch(Process process) {
    String status = "/proc/" + process.pid() + "/status";
    long peak = 0;
    while (process.isAlive()) {
      long now = peakKib(status);
      // Between vfork(2) and execve(2) a child has its parent's memory.
      peak = now == peakKib("/proc/self/status") ? peak : Math.max(peak, now);
    }
    return peak;
  }

  /** The line {@code VmHWM} of {@code /proc/PID/status}; 0 where the process is gone. */
  private static long peakKib(String status) {
    try {
      return Files.readAllLines(Path.of(status)).stream()
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException ended) {
      return 0;
    }
  }

  /** {@code struct rusage}: 0 ru_utime s64 s │ 8 s64 µs │ 16 ru_stime s64 s │ 24 s64 µs. */
  private static long childrenCpuNs() throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(RUSAGE_BYTES, Long.BYTES);
      long result =
          SystemCall.ofThread().call(SystemCallNumber.GETRUSAGE, RUSAGE_CHILDREN, usage.address());
      SystemCallException.check("getrusage", result);
      long seconds = usage.get(JAVA_LONG, 0) + usage.get(JAVA_LONG, 16);
      long micros = usage.get(JAVA_LONG, 8) + usage.get(JAVA_LONG, 24);
      return seconds * NS_PER_S + micros * NS_PER_US;
    }
  }
}
