// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.hung;

import io.rtnlab.probes.hung.Hang;
import io.rtnlab.probes.hung.HangTask;
import io.rtnlab.probes.hung.HangWaiter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rtnlab attribute} says of a hung host, and its JSON.
 *
 * @param state {@code none}: nothing here waits for the RTNL; {@code hung}; {@code unknown}: tasks
 *     wait for the RTNL, and because of whom cannot be determined; or they may, and what was given
 *     does not show it
 * @param file as it was named
 * @param kernel its release; null where the log does not say it
 * @param root the task that all others wait for in the end: the last of the chain
 * @param chain the holder of the RTNL first, then the one that it waits for, and so on
 * @param waiters all who wait for the RTNL, the longest blocked first
 * @param evidence why the first of the chain is believed to hold the RTNL; null where none is known
 * @param doubts what this answer cannot know, a sentence each
 * @param missing what would say more, and which dump shows it, a sentence each
 * @param others hung tasks that wait for something else
 */
public record HungDocument(
    String state,
    String file,
    @Nullable String kernel,
    @Nullable HangTask root,
    List<HangTask> chain,
    List<HangWaiter> waiters,
    @Nullable String evidence,
    List<String> doubts,
    List<String> missing,
    int others) {
  public static final String NONE = "none";
  public static final String HUNG = "hung";
  public static final String UNKNOWN = "unknown";

  public HungDocument {
    chain = List.copyOf(chain);
    waiters = List.copyOf(waiters);
    doubts = List.copyOf(doubts);
    missing = List.copyOf(missing);
  }

  /** The document of a hang. */
  public static HungDocument of(String file, String kernel, Hang hang) {
    return new HungDocument(
        switch (hang.outcome()) {
          case NONE -> NONE;
          case ROOT_KNOWN -> HUNG;
          case CANNOT_TELL -> UNKNOWN;
        },
        file,
        kernel.isEmpty() ? null : kernel,
        hang.chain().isEmpty() ? null : hang.chain().getLast(),
        hang.chain(),
        hang.waiters(),
        hang.evidence().isEmpty() ? null : hang.evidence(),
        hang.doubts(),
        hang.missing(),
        hang.others());
  }
}
