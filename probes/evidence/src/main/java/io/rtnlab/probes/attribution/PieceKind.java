package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Doing;
import io.rtnlab.probes.ledger.Evidence;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a piece of a wait says besides its length. */
final class PieceKind {
  final Holding holding;
  final Evidence evidence;
  final Doing doing;

  /** Its place among the totals. */
  final int number;

  /** The next of the same holding. */
  @Nullable PieceKind next;

  PieceKind(Holding holding, Evidence evidence, Doing doing, int number) {
    this.holding = holding;
    this.evidence = evidence;
    this.doing = doing;
    this.number = number;
  }

  boolean isLike(Holding other, Evidence otherEvidence, Doing otherDoing) {
    return evidence == otherEvidence
        && holding.isNamedAs(other)
        && Objects.equals(doing, otherDoing);
  }

  boolean isLike(PieceKind other) {
    return isLike(other.holding, other.evidence, other.doing);
  }
}
