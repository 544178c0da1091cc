package io.rtnlab.probes.ledger;

/**
 * A sum of waits, split by how sure their holder is. The six parts add up to the waits' length.
 *
 * @param waits how many
 * @param changeInsideNs the part of {@code snapshotNs} and {@code inferredNs} whose named holder
 *     got in or let go somewhere inside: that much may be handover besides
 */
public record WaitSplit(
    long waits,
    long provedNs,
    long snapshotNs,
    long inferredNs,
    long handoverNs,
    long preemptedNs,
    long unknownNs,
    long changeInsideNs) {

  public long totalNs() {
    return provedNs + snapshotNs + inferredNs + handoverNs + preemptedNs + unknownNs;
  }

  /** The part of one kind. */
  public long ns(Evidence evidence) {
    return switch (evidence) {
      case PROVED -> provedNs;
      case SNAPSHOT -> snapshotNs;
      case INFERRED -> inferredNs;
      case HANDOVER -> handoverNs;
      case PREEMPTED -> preemptedNs;
      case UNKNOWN -> unknownNs;
    };
  }

  /** The most that may have been handover; {@code handoverNs} is the least. */
  public long handoverAtMostNs() {
    return handoverNs + changeInsideNs;
  }

  /**
   * Of the time during which the mutex had an owner and the waiter, as far as it spun, a CPU, the
   * share that names the owner: 1 where there was no such time.
   */
  public double namedShare() {
    long named = provedNs + snapshotNs + inferredNs;
    return named + unknownNs == 0 ? 1 : (double) named / (named + unknownNs);
  }
}
