// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.flame;

import io.rtnlab.probes.ledger.HolderState;
import java.util.List;
import java.util.Set;

/** Kernel stacks as graphs show them, outermost first, and the frame on top that says what for. */
final class KernelStack {
  static final String RUNNING = "[running]";
  static final String WANTING_CPU = "[wanting a CPU]";
  static final String RECLAIM = "[memory reclaim]";

  /**
   * The ways into direct reclaim and compaction (mm/page_alloc.c, mm/vmscan.c, mm/memcontrol.c).
   */
  private static final Set<String> RECLAIMS =
      Set.of(
          "try_to_free_pages",
          "do_try_to_free_pages",
          "try_to_free_mem_cgroup_pages",
          "__alloc_pages_direct_reclaim",
          "__alloc_pages_direct_compact",
          "try_to_compact_pages",
          "shrink_node",
          "shrink_slab");

  private KernelStack() {}

  /** Of a stack on the way to sleep the scheduler's own frames say nothing. */
  static List<String> untilScheduler(List<String> stack) {
    int end = stack.size();
    while (end > 0
        && (stack.get(end - 1).contains("schedule")
            || stack.get(end - 1).startsWith("__traceiter_"))) {
      end--;
    }
    return stack.subList(0, end);
  }

  /** What a thread ran before it let go, whose way there says nothing. */
  static List<String> untilUnlock(List<String> stack) {
    for (int i = 0; i < stack.size(); i++) {
      if (stack.get(i).contains("rtnl_unlock") || stack.get(i).startsWith("mutex_unlock")) {
        return stack.subList(0, i);
      }
    }
    return stack;
  }

  /** The frame on top of a running holder's stack. */
  static String running(List<String> stack) {
    return reclaims(stack) ? RECLAIM : RUNNING;
  }

  /** The frame on top of a holder's stack: what it did while others waited. */
  static String doing(HolderState doing, List<String> stack) {
    return switch (doing) {
      case HolderState.Running _ -> running(stack);
      case HolderState.WantingCpu _ -> reclaims(stack) ? RECLAIM : WANTING_CPU;
      case HolderState.Reclaiming _ -> RECLAIM;
      case HolderState.Waiting waits ->
          "[waits for " + waits.lock().label() + " because of " + waits.root().label() + "]";
      case HolderState.Asleep(var reason) ->
          reclaims(stack) ? RECLAIM : "[asleep: " + reason.kind().word() + "]";
    };
  }

  private static boolean reclaims(List<String> stack) {
    return stack.stream().anyMatch(RECLAIMS::contains);
  }
}
