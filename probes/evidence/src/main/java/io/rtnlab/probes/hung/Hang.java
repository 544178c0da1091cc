// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hung;

import java.util.List;

/**
 * What the tasks of a log come to.
 *
 * @param outcome whether there is a hang at all, and whether its root is known
 * @param chain the holder of the RTNL first, then the one that it waits for, and so on; the last is
 *     the root. Empty where no holder is known
 * @param waiters all who wait for the RTNL, the longest blocked first
 * @param evidence why the first of the chain is believed to hold the RTNL; empty where none is
 *     known
 * @param doubts what this answer cannot know, a sentence each
 * @param missing what would say more, and how to get it, a sentence each
 * @param others tasks that were reported as hung and wait for something else
 */
public record Hang(
    Outcome outcome,
    List<HangTask> chain,
    List<HangWaiter> waiters,
    String evidence,
    List<String> doubts,
    List<String> missing,
    int others) {
  /** What can be said. */
  public enum Outcome {
    /** No task waits for the RTNL or keeps others from it. */
    NONE,
    ROOT_KNOWN,
    CANNOT_TELL
  }

  public Hang {
    chain = List.copyOf(chain);
    waiters = List.copyOf(waiters);
    doubts = List.copyOf(doubts);
    missing = List.copyOf(missing);
  }
}
