package io.rtnlab.probes.attribution;

/** A {@link WaitSplit} in the making. */
final class SplitSum {
  private long waits;
  private long provedNs;
  private long snapshotNs;
  private long inferredNs;
  private long handoverNs;
  private long preemptedNs;
  private long unknownNs;
  private long changeInsideNs;

  /** Most requests wait for nothing: that is worth knowing before eight numbers are added. */
  private boolean empty = true;

  void piece(Evidence evidence, long ns) {
    empty = false;
    switch (evidence) {
      case PROVED -> provedNs += ns;
      case SNAPSHOT -> snapshotNs += ns;
      case INFERRED -> inferredNs += ns;
      case HANDOVER -> handoverNs += ns;
      case PREEMPTED -> preemptedNs += ns;
      case UNKNOWN -> unknownNs += ns;
    }
  }

  /**
   * Counts a wait whose pieces were added.
   *
   * @param changeInside how much of it lies in pieces with a change inside
   */
  void countWait(long changeInside) {
    empty = false;
    waits++;
    changeInsideNs += changeInside;
  }

  void add(SplitSum other) {
    if (other.empty) {
      return;
    }
    empty = false;
    waits += other.waits;
    provedNs += other.provedNs;
    snapshotNs += other.snapshotNs;
    inferredNs += other.inferredNs;
    handoverNs += other.handoverNs;
    preemptedNs += other.preemptedNs;
    unknownNs += other.unknownNs;
    changeInsideNs += other.changeInsideNs;
  }

  void clear() {
    if (empty) {
      return;
    }
    empty = true;
    waits = 0;
    provedNs = 0;
    snapshotNs = 0;
    inferredNs = 0;
    handoverNs = 0;
    preemptedNs = 0;
    unknownNs = 0;
    changeInsideNs = 0;
  }

  long totalNs() {
    return provedNs + snapshotNs + inferredNs + handoverNs + preemptedNs + unknownNs;
  }

  WaitSplit toSplit() {
    return new WaitSplit(
        waits,
        provedNs,
        snapshotNs,
        inferredNs,
        handoverNs,
        preemptedNs,
        unknownNs,
        changeInsideNs);
  }
}
