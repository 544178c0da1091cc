// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Machine, kernel and runtime of a run, as part of {@code run.json}.
 *
 * @param kernel which one
 * @param preemption when the kernel may take the CPU from a holder: "none", "voluntary", "full",
 *     "lazy" or "rt"; null in documents that are older than this field
 * @param mitigations CPU flaw → what the kernel does about it
 * @param rcu the switches that make grace periods expedited or normal
 * @param machine what executes it
 * @param networkManagers other programs on this machine that configure networks
 * @param jdk vendor and version
 * @param nanoTimeOffsetNs {@code System.nanoTime()} minus {@code CLOCK_MONOTONIC}; must be 0 for
 *     spans and kernel events to share a clock
 */
public record Fingerprint(
    @Inline("kernel") Kernel kernel,
    @Nullable String preemption,
    Map<String, String> mitigations,
    Map<String, String> rcu,
    @Inline Machine machine,
    List<String> networkManagers,
    String jdk,
    long nanoTimeOffsetNs) {

  /**
   * A kernel.
   *
   * @param release {@code /proc/sys/kernel/osrelease}
   * @param version {@code /proc/sys/kernel/version}
   * @param buildId GNU build id from {@code /sys/kernel/notes}: two kernels of one release differ
   *     here
   * @param configSha256 of {@code /proc/config.gz}'s or {@code /boot/config-RELEASE}'s text;
   *     "unknown" where neither is readable
   * @param commandLine {@code /proc/cmdline}
   */
  public record Kernel(
      String release, String version, String buildId, String configSha256, String commandLine) {}

  /**
   * What executes it.
   *
   * @param cpuModel model name
   * @param cpus online CPUs
   * @param memoryBytes {@code MemTotal}
   * @param stealPercent share of CPU time that the hypervisor took during the run; null before its
   *     end
   * @param hypervisor "none" on bare metal
   * @param accelerator what executes the guest's instructions: "none", "hardware", "tcg" (software
   *     emulation: times mean nothing) or "tcg,icount" (times are counted instructions)
   */
  public record Machine(
      String cpuModel,
      int cpus,
      long memoryBytes,
      @Nullable Double stealPercent,
      String hypervisor,
      String accelerator) {}

  /** Whether times measured here stand for a real machine's. */
  public boolean timesMeanNothing() {
    return isEmulation(machine.accelerator);
  }

  /** Whether this accelerator is software. */
  public static boolean isEmulation(String accelerator) {
    return accelerator.startsWith("tcg");
  }
}
