// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import java.util.List;
import java.util.regex.Pattern;

/** The kernel function that takes a lock, by the stack of a thread that waits for it. */
public final class LockCaller {
  /** Functions of the locks themselves, kernel/locking/, and the way into a tracepoint. */
  private static final Pattern LOCKING =
      Pattern.compile(
          "_*(traceiter|bpf|mutex|ww_mutex|rt_mutex|rtmutex|rwbase|down|rwsem|percpu_down"
              + "|percpu_rwsem|queued|native_queued|pv_queued|raw|_raw|do_raw|spin|lockdep|lock_acquire"
              + "|usleep|semaphore)(_|\\b).*");

  private LockCaller() {}

  /**
   * Reads a stack.
   *
   * @param frames function names, innermost first
   * @return empty where no frame is outside of the locks' own functions
   */
  public static String of(List<String> frames) {
    for (String frame : frames) {
      if (!LOCKING.matcher(frame).matches()) {
        return FunctionTable.withoutSuffix(frame);
      }
    }
    return "";
  }
}
