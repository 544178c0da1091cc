// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.EventSink;

/** One stream to merge, as the {@link EventMerger} sees it. */
public abstract class MergeSource {
  /** {@link #headNs} where nothing waits. */
  protected static final long NOTHING = Long.MAX_VALUE;

  /** Long before any event, and no overflow away from it. */
  protected static final long NO_SAYING = Long.MIN_VALUE / 2;

  /** The time of the oldest event that waits. A field, since it is asked for at every event. */
  protected long headNs = NOTHING;

  /** Of several events at the same time, that of the source that was added first goes first. */
  int rank;

  final boolean isBefore(MergeSource other) {
    return headNs < other.headNs || (headNs == other.headNs && rank < other.rank);
  }

  /** Fetches what has come by now, where it is not brought. */
  protected void read() {}

  /** How many events wait in memory that has no bound of its own. */
  protected long waiting() {
    return 0;
  }

  /** Takes note of all that is there, and puts it in order. */
  protected abstract void look();

  /**
   * Before this moment nothing is to be expected any more. {@link #NO_SAYING} where the source does
   * not keep to any order, or has delivered nothing yet.
   */
  protected abstract long reachedNs();

  /** Takes the oldest event out, of which there is one, and hands it over. */
  protected abstract void pass(EventSink out);

  /** Nothing more is passed for now. */
  protected void rest() {}
}
