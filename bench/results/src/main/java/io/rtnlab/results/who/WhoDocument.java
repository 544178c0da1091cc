// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.who;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code rtnlab who}, and its JSON.
 *
 * @param state {@code idle}: no thread holds the RTNL; {@code held}; {@code unknown}: this kernel
 *     or account does not show it
 * @param heldAtLeastNs nanoseconds for which it has certainly been held without a break by the
 *     holder; 0 where that is not known or no thread holds it, null where the state is unknown
 * @param ownerSameForNs nanoseconds over which every look named the same owner; it may have let go
 *     and taken it again in between
 * @param root the task that all others wait for in the end: the last of the chain
 * @param chain the holder first, then the one that it waits for, and so on
 * @param waiters all who sleep for the RTNL, those who have slept longest first
 * @param doubts what this answer cannot know, a sentence each
 * @param mutex address of {@code rtnl_mutex}, and how it was learned
 * @param looks how many passes over all tasks were made
 */
public record WhoDocument(
    String state,
    @Nullable Long heldAtLeastNs,
    long ownerSameForNs,
    @Nullable WhoTask root,
    List<WhoTask> chain,
    List<WhoWaiter> waiters,
    List<String> doubts,
    @Nullable String mutex,
    int looks) {
  public static final String IDLE = "idle";
  public static final String HELD = "held";
  public static final String UNKNOWN = "unknown";

  public WhoDocument {
    chain = List.copyOf(chain);
    waiters = List.copyOf(waiters);
    doubts = List.copyOf(doubts);
  }

  /** An answer that says only why there is none. */
  public static WhoDocument unknown(String why) {
    return new WhoDocument(UNKNOWN, null, 0, null, List.of(), List.of(), List.of(why), null, 0);
  }

  /** Whether the RTNL has been held for so long, as far as is known. */
  public boolean heldFor(long ns) {
    Long proven = heldAtLeastNs;
    return HELD.equals(state) && proven != null && Math.max(proven, ownerSameForNs) >= ns;
  }
}
