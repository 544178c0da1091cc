package io.rtnlab.probes.ledger;

/**
 * How sure a piece of a wait is about who held the mutex. The rules by which the attribution
 * decides are in {@code io.rtnlab.probes.attribution}.
 */
public enum Evidence {
  /** The named holder held throughout, by the mutex's own exclusion. */
  PROVED(0),
  /** The named holder held at one end of the piece; how far into it is not known. */
  SNAPSHOT(1),
  /** The named holder was the last to acquire; the backend cannot read who owns. */
  INFERRED(2),
  /** The mutex was free, or on its way to the next owner. */
  HANDOVER(3),
  /**
   * The waiter itself had no CPU and did not stand in the wait list either: the mutex may have been
   * free or somebody's, and passed on any number of times.
   */
  PREEMPTED(4),
  /** Nothing is known. */
  UNKNOWN(5);

  /** How many kinds there are. */
  public static final int KINDS = 6;

  /** Its place in sums of all kinds. */
  public final int place;

  Evidence(int place) {
    this.place = place;
  }

  /** Whether pieces of this kind name a holder. */
  public boolean namesHolder() {
    return this == PROVED || this == SNAPSHOT || this == INFERRED;
  }
}
