// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task of the chain behind a hang.
 *
 * @param doing the kernel function that says what it does, such as {@code dev_ethtool}; null where
 *     its stack names none
 * @param does the same in words, such as {@code ethtool ioctl}
 * @param state such as {@code asleep in handle_userfault}, {@code running}, {@code not in this log}
 * @param has the lock that the one before it in the chain waits for
 * @param wants the lock that it waits for; null where it waits for none that shows
 * @param atLeastNs nanoseconds for which it has been blocked at least; 0 where that is not known
 * @param modules of its frames, innermost first
 * @param stack its functions, innermost first
 */
public record HangTask(
    int pid,
    String comm,
    @Nullable String doing,
    @Nullable String does,
    String state,
    String has,
    @Nullable String wants,
    long atLeastNs,
    List<String> modules,
    List<String> stack) {
  public HangTask {
    modules = List.copyOf(modules);
    stack = List.copyOf(stack);
  }
}
