// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ledger;

/**
 * A sum of waits, split by how sure their holder is. The seven parts add up to the waits' length.
 *
 * @param waits how many
 * @param uncertainHandoverNs the part of {@code handoverNs} in which a thread may have held unseen
 */
public record WaitSplit(
    long waits,
    long provedNs,
    long soleNs,
    long snapshotNs,
    long inferredNs,
    long handoverNs,
    long preemptedNs,
    long unknownNs,
    long uncertainHandoverNs) {

  public long totalNs() {
    return provedNs + soleNs + snapshotNs + inferredNs + handoverNs + preemptedNs + unknownNs;
  }

  /** The part of one kind. */
  public long ns(Evidence evidence) {
    return switch (evidence) {
      case PROVED -> provedNs;
      case SOLE -> soleNs;
      case SNAPSHOT -> snapshotNs;
      case INFERRED -> inferredNs;
      case HANDOVER -> handoverNs;
      case PREEMPTED -> preemptedNs;
      case UNKNOWN -> unknownNs;
    };
  }

  /** The least time during which no thread owned the mutex. */
  public long handoverLowNs() {
    return handoverNs - uncertainHandoverNs;
  }

  /** The most: all but what a thread is proved to have held. */
  public long handoverHighNs() {
    return totalNs() - provedNs;
  }

  /** The part whose holder is known, be it for how long: proved, or the named one or no thread. */
  public long identifiedNs() {
    return provedNs + soleNs;
  }

  /** The part that names a holder, however sure that is. */
  public long namedNs() {
    return identifiedNs() + snapshotNs + inferredNs;
  }

  /** Its share of the waiting; 1 where no thread waited. */
  public double namedShare() {
    return totalNs() == 0 ? 1 : (double) namedNs() / totalNs();
  }
}
