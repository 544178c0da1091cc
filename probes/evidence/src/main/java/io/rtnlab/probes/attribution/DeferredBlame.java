// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Blames each wait once all its holders have the names that they will keep. A wait can be over
 * before its holder's release, and so what the holder was doing, is known.
 */
final class DeferredBlame {
  private final Blame blame;
  private final LongestWaits longest;
  private final Deque<EndedWait> inDoubt = new ArrayDeque<>();

  DeferredBlame(Blame blame, LongestWaits longest) {
    this.blame = blame;
    this.longest = longest;
  }

  void add(OpenWait wait, long lengthNs) {
    boolean later = !wait.segments().decided();
    EndedWait ended =
        new EndedWait(
            wait.thread.id,
            wait.waiterActor,
            wait.handler,
            wait.beginNs,
            lengthNs,
            later ? wait.takeSegments() : wait.segments());
    if (later) {
      inDoubt.add(ended);
    } else {
      settle(ended);
    }
    while (!inDoubt.isEmpty() && inDoubt.peek().segments().decided()) {
      settle(inDoubt.remove());
    }
  }

  /** Gives them the names that they have by now. */
  void settleAll() {
    while (!inDoubt.isEmpty()) {
      settle(inDoubt.remove());
    }
  }

  private void settle(EndedWait wait) {
    blame.add(wait);
    longest.offer(wait);
  }
}
