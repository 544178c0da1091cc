// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.stack.RtnlHandlers;
import io.rtnlab.probes.stack.RtnlHandlers.Handler;
import io.rtnlab.probes.stack.SleepReason;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel stack says of the thread it was taken from.
 *
 * @param frames function names, innermost first
 * @param handler what it does with the RTNL; null where no function is known
 * @param asleep what it does if it was taken while the thread went to sleep
 * @param afterHold whether it is in {@code netdev_run_todo}, which releases the RTNL first and may
 *     then sleep
 * @param inSystemCall whether it is inside a system call that a request may have made; not in a
 *     page fault of user space, and not in a call by which a Java runtime maps memory or reads its
 *     own files: a runtime makes those between the calls of a request
 */
record StackMeaning(
    List<String> frames,
    @Nullable Handler handler,
    HolderState.Asleep asleep,
    boolean afterHold,
    boolean inSystemCall) {
  private static final String AFTER_HOLD = "netdev_run_todo";
  private static final List<String> SYSTEM_CALL =
      List.of("do_syscall_64", "entry_SYSCALL_64", "el0_svc", "invoke_syscall");
  private static final List<String> FAULT = List.of("exc_page_fault", "do_page_fault", "el0_da");

  /** Functions of mm/ by which a runtime maps its memory. */
  private static final Set<String> MAPPING =
      Set.of(
          "vm_mmap_pgoff",
          "__vm_munmap",
          "do_mprotect_pkey",
          "do_madvise",
          "__do_sys_brk",
          "__do_sys_mremap");

  /** Waits for a disk (kernel/sched/core.c): a runtime's, which reads its classes. */
  private static final String DISK = "io_schedule";

  /** No stack was taken. */
  static final StackMeaning NONE = of(List.of());

  static StackMeaning of(List<String> frames) {
    return new StackMeaning(
        frames,
        RtnlHandlers.of(frames).orElse(null),
        new HolderState.Asleep(SleepReason.of(frames)),
        frames.contains(AFTER_HOLD),
        inSystemCall(frames));
  }

  private static boolean inSystemCall(List<String> frames) {
    boolean fault = frames.stream().anyMatch(FAULT::contains);
    if (frames.stream().anyMatch(MAPPING::contains) || (frames.contains(DISK) && !fault)) {
      return false;
    }
    // A deep stack is cut at its outer end: only a fault without a system call is outside.
    return !fault || frames.stream().anyMatch(SYSTEM_CALL::contains);
  }
}
