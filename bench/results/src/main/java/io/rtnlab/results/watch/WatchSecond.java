// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.watch;

import io.rtnlab.results.who.WhoDocument;
import io.rtnlab.results.who.WhoTask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One second of {@code rtnlab watch}, and its JSON line.
 *
 * @param time wall clock, ISO 8601
 * @param state {@code idle} or {@code held}: of the last look
 * @param looks at equal distances in time in this second
 * @param heldLooks of them, those that saw the RTNL held
 * @param heldAtLeastNs nanoseconds over which all looks up to the last saw the present owner; 0
 *     where no thread owns it
 * @param longestNs the longest such time that ended or went on in this second
 * @param waiters asleep for the RTNL at most, in one look
 * @param oldestWaitNs nanoseconds for which the oldest waiter had slept at least
 * @param network inode of the holder's network namespace; 0 where no thread holds it or unknown
 * @param who the answer of {@code rtnlab who} where the RTNL was held at the second's end
 */
public record WatchSecond(
    String time,
    String state,
    int looks,
    int heldLooks,
    long heldAtLeastNs,
    long longestNs,
    int waiters,
    long oldestWaitNs,
    long network,
    @Nullable WhoDocument who) {

  /** As text, one line. */
  public String text() {
    return WatchText.line(this);
  }

  /** The holder first, then whom it waits for; empty where none is known. */
  List<WhoTask> chain() {
    WhoDocument answer = who;
    return answer == null ? List.of() : answer.chain();
  }
}
