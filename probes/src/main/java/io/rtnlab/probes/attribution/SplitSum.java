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

  void piece(Evidence evidence, long ns, boolean changeInside) {
    switch (evidence) {
      case PROVED -> provedNs += ns;
      case SNAPSHOT -> snapshotNs += ns;
      case INFERRED -> inferredNs += ns;
      case HANDOVER -> handoverNs += ns;
      case PREEMPTED -> preemptedNs += ns;
      case UNKNOWN -> unknownNs += ns;
    }
    if (changeInside) {
      changeInsideNs += ns;
    }
  }

  void countWait() {
    waits++;
  }

  void add(SplitSum other) {
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
