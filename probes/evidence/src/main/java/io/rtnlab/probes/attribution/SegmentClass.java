// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.ledger.Evidence;
import io.rtnlab.probes.ledger.HolderState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a segment of a wait says besides its length. */
final class SegmentClass {
  final Holding holding;
  final Evidence evidence;
  final HolderState state;

  /** Its place among the totals. */
  final int number;

  /** The next of the same holding. */
  @Nullable SegmentClass next;

  SegmentClass(Holding holding, Evidence evidence, HolderState state, int number) {
    this.holding = holding;
    this.evidence = evidence;
    this.state = state;
    this.number = number;
  }

  boolean isLike(Holding other, Evidence otherEvidence, HolderState otherState) {
    return evidence == otherEvidence
        && holding.isNamedAs(other)
        && Objects.equals(state, otherState);
  }

  boolean isLike(SegmentClass other) {
    return isLike(other.holding, other.evidence, other.state);
  }
}
