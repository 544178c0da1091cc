// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import java.util.List;
import java.util.Set;

/**
 * Whether a thread that waits for some mutex waits for {@code rtnl_mutex}, by its stack: which
 * function called {@code mutex_lock}. {@code rtnl_lock} itself is a tail call and never there.
 */
public final class RtnlLockers {
  /** How sure it is. */
  public enum Verdict {
    /** That function takes no other mutex. */
    CERTAIN,
    /** That function runs with the RTNL or takes it, but takes other mutexes too. */
    LIKELY,
    UNKNOWN
  }

  /** Frames of the tracer and of locking itself, between an event and what asked for the lock. */
  private static final List<String> LOCKING =
      List.of(
          "__traceiter_contention",
          "trace_event_raw_event_contention",
          "perf_trace_contention",
          "__bpf_trace_contention",
          "trace_contention",
          "__mutex_lock",
          "mutex_lock",
          "__ww_mutex_lock",
          "rt_mutex_slowlock",
          "__rt_mutex",
          "rt_mutex");

  private static final Set<String> CERTAIN = FunctionTable.read("rtnl-lockers.tsv").keySet();

  /** They start a dump under the family's own mutex, which is rtnl_mutex for NETLINK_ROUTE. */
  private static final Set<String> DUMP_STARTS = Set.of("__netlink_dump_start");

  private static final List<String> OTHER_FAMILIES =
      List.of(
          "genl_",
          "inet_diag",
          "sock_diag",
          "unix_diag",
          "nfnetlink",
          "ctnetlink",
          "nf_",
          "xfrm_",
          "audit_",
          "crypto_",
          "rdma_nl",
          "ibnl_");

  private RtnlLockers() {}

  /**
   * Reads a stack.
   *
   * @param frames function names, innermost first
   */
  public static Verdict verdict(List<String> frames) {
    for (String frame : frames) {
      if (isLocking(frame)) {
        continue;
      }
      String function = FunctionTable.withoutSuffix(frame);
      if (CERTAIN.contains(function)) {
        return Verdict.CERTAIN;
      }
      if (DUMP_STARTS.contains(function)) {
        return frames.stream().anyMatch(RtnlLockers::isOtherFamily)
            ? Verdict.UNKNOWN
            : Verdict.CERTAIN;
      }
      return RtnlHandlers.isKnown(function) ? Verdict.LIKELY : Verdict.UNKNOWN;
    }
    return Verdict.UNKNOWN;
  }

  private static boolean isLocking(String frame) {
    return LOCKING.stream().anyMatch(frame::startsWith) || frame.contains("mutex_lock");
  }

  private static boolean isOtherFamily(String frame) {
    return OTHER_FAMILIES.stream().anyMatch(frame::startsWith);
  }
}
