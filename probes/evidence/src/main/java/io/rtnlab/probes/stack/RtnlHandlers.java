// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a thread does with the RTNL, by the kernel functions on the stack. Neither {@code rtnl_lock}
 * nor {@code mutex_lock} is ever there (tail calls), nor is any depth fixed: the innermost function
 * that handlers.tsv knows decides.
 */
public final class RtnlHandlers {
  private static final Map<String, String> DOING = FunctionTable.read("handlers.tsv");

  /** Marks, behind its words, a function under which many different things are done. */
  private static final String GENERAL = "\tgeneral";

  /** Calls the function of a piece of work (kernel/workqueue.c), which is what a worker does. */
  private static final String WORK = "process_one_work";

  private RtnlHandlers() {}

  /**
   * A function that runs with the RTNL held, or waits for it.
   *
   * @param function such as {@code inet_rtm_newroute}
   * @param doing such as {@code RTM_NEWROUTE IPv4}
   * @param general whether it serves many kinds of request, so that another function inside it
   *     would say more: {@code rtnetlink_rcv_msg}
   */
  public record Handler(String function, String doing, boolean general) {}

  /**
   * The handler on a stack; empty where no function is known.
   *
   * @param frames function names, innermost first
   */
  public static Optional<Handler> of(List<String> frames) {
    int work = frames.indexOf(WORK);
    if (work > 0) {
      return Optional.of(workFunction(FunctionTable.withoutSuffix(frames.get(work - 1))));
    }
    Handler general = null;
    for (String frame : frames) {
      Handler handler = handler(FunctionTable.withoutSuffix(frame));
      if (handler != null && !handler.general()) {
        return Optional.of(handler);
      }
      general = general == null ? handler : general;
    }
    return Optional.ofNullable(general);
  }

  /** The same in words, such as {@code "RTM_NEWROUTE IPv4"}. */
  public static Optional<String> labelOf(List<String> frames) {
    return of(frames).map(Handler::doing);
  }

  /** Whether handlers.tsv knows the function, by its name without a compiler's suffix. */
  static boolean isKnown(String function) {
    return DOING.containsKey(function);
  }

  /** What a kernel worker does, by the function of its work. */
  private static Handler workFunction(String function) {
    Handler known = handler(function);
    return known == null
        ? new Handler(function, "kernel work " + function, false)
        : new Handler(function, known.doing(), false);
  }

  private static @Nullable Handler handler(String function) {
    String doing = DOING.get(function);
    if (doing == null) {
      return null;
    }
    boolean general = doing.endsWith(GENERAL);
    return new Handler(
        function, general ? doing.substring(0, doing.length() - GENERAL.length()) : doing, general);
  }
}
