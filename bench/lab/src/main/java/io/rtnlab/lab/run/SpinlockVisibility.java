// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether waits for spinlocks show on this machine. The kernel reports them from {@code
 * queued_spin_lock_slowpath()}; on x86 under a hypervisor without paravirtual spinlocks {@code
 * virt_spin_lock()} spins in its place and reports nothing (arch/x86/include/asm/qspinlock.h).
 *
 * @param visible null where that is unknown: none was seen, and nothing would have hidden it
 */
record SpinlockVisibility(@Nullable Boolean visible, String statement) {
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  /**
   * By what the run saw.
   *
   * @param seen whether any thread of this machine was seen to wait for a spinlock
   */
  static SpinlockVisibility of(boolean seen) {
    return of(seen, hasFlag("hypervisor"));
  }

  static SpinlockVisibility of(boolean seen, boolean virtual) {
    if (seen) {
      return new SpinlockVisibility(true, "waits for spinlocks are visible here, and counted");
    }
    return virtual
        ? new SpinlockVisibility(
            false,
            "spinlock waits not visible here: the hypervisor gives no paravirtual spinlocks, and"
                + " without them they bypass the tracepoint")
        : new SpinlockVisibility(null, "no thread of this machine waited for a spinlock meanwhile");
  }

  private static boolean hasFlag(String flag) {
    try {
      return Files.readAllLines(CPUS).stream()
          .filter(line -> line.startsWith("flags"))
          .anyMatch(line -> (line + " ").contains(" " + flag + " "));
    } catch (IOException unreadable) {
      return false;
    }
  }
}
