// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.watch;

import io.rtnlab.results.who.WhoDocument;
import io.rtnlab.results.who.WhoWaiter;
import java.util.List;

/**
 * The story of one long hold, and its JSON.
 *
 * @param time wall clock when the alarm was raised, ISO 8601
 * @param heldAtLeastNs nanoseconds over which all looks saw the holder
 * @param ended whether it has let go since
 * @param who the answer of {@code rtnlab who} when the alarm was raised
 * @param stacks kernel stacks of the chain at that moment, the holder's first
 * @param waited all who were seen asleep for the RTNL during the hold, those who slept longest
 *     first
 * @param before the seconds before the alarm, the oldest first
 */
public record AlarmDocument(
    String time,
    long heldAtLeastNs,
    boolean ended,
    WhoDocument who,
    List<TaskStack> stacks,
    List<WhoWaiter> waited,
    List<WatchSecond> before) {
  public AlarmDocument {
    stacks = List.copyOf(stacks);
    waited = List.copyOf(waited);
    before = List.copyOf(before);
  }

  /**
   * Where a task was in the kernel.
   *
   * @param frames functions, innermost first; empty for one that ran
   */
  public record TaskStack(int pid, String comm, List<String> frames) {
    public TaskStack {
      frames = List.copyOf(frames);
    }
  }
}
