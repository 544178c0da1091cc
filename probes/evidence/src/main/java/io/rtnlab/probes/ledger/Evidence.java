// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

/**
 * How sure a segment of a wait is about who held the mutex. The rules by which the attribution
 * decides are in {@code io.rtnlab.probes.attribution}.
 */
public enum Evidence {
  /** The named holder held throughout, by the mutex's own exclusion. */
  PROVED(0),
  /**
   * The named holder or no thread: it held at the segment's begin, and every acquisition by another
   * thread would have shown. When it released inside the segment is not known.
   */
  SOLE(1),
  /** The named holder held at one end of the segment; another may have held in between. */
  SNAPSHOT(2),
  /** The named holder was the last to acquire; the backend cannot read who owns. */
  INFERRED(3),
  /** The mutex was free, or on its way to the next owner. */
  HANDOVER(4),
  /**
   * The waiter itself had no CPU and did not stand in the wait list either: the mutex may have been
   * free or held, and passed on any number of times.
   */
  PREEMPTED(5),
  /** Nothing is known. */
  UNKNOWN(6);

  /** How many kinds there are. */
  public static final int KINDS = 7;

  /** Its place in sums of all kinds. */
  public final int place;

  Evidence(int place) {
    this.place = place;
  }

  /** Whether segments of this kind name a holder. */
  public boolean namesHolder() {
    return identifiesHolder() || this == SNAPSHOT || this == INFERRED;
  }

  /** Whether segments of this kind exclude every holder but the named one. */
  public boolean identifiesHolder() {
    return this == PROVED || this == SOLE;
  }
}
