// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results.dumpcheck;

import java.util.List;

/**
 * How the dumps of one kind did; counts are of dumps.
 *
 * @param kind what is dumped, such as {@code routes AF_INET}
 * @param control whether reader and writer were one thread: then all faults are 0, or the check is
 *     wrong
 * @param dumps read and judged
 * @param changes committed in all
 * @param faults what was wrong
 * @param changedWithin dumps during which a change was surely committed
 * @param reason why there is none; "" where there are
 */
public record DumpRow(
    String kind,
    boolean control,
    long dumps,
    long changes,
    Faults faults,
    long changedWithin,
    String reason) {

  /**
   * Counts of dumps.
   *
   * @param noSnapshot show a state that never was; allowed, since the kernel promises none
   * @param lost leave out an object that was there throughout
   * @param duplicated show an object more than once that was there throughout
   * @param gone show an object that was absent throughout
   * @param flaggedUnchanged flagged {@code NLM_F_DUMP_INTR} though nothing changed from request to
   *     end
   * @param unflaggedChanged not flagged though a change was committed between first and last part
   */
  public record Faults(
      long noSnapshot,
      long lost,
      long duplicated,
      long gone,
      long flaggedUnchanged,
      long unflaggedChanged) {
    public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0);

    private Faults and(DumpJudgement judged, boolean flagged) {
      return new Faults(
          noSnapshot + (judged.noSnapshot() ? 1 : 0),
          lost + (judged.lost() > 0 ? 1 : 0),
          duplicated + (judged.duplicated() > 0 ? 1 : 0),
          gone + (judged.gone() > 0 ? 1 : 0),
          flaggedUnchanged + (flagged && !judged.changeNear() ? 1 : 0),
          unflaggedChanged + (!flagged && judged.changeWithin() ? 1 : 0));
    }
  }

  /** Judges all dumps of a kind by the log of what was true. */
  public static DumpRow of(String kind, boolean control, List<DumpSeen> dumps, ChangeLog log) {
    Faults faults = Faults.NONE;
    long within = 0;
    for (DumpSeen dump : dumps) {
      DumpJudgement judged = DumpJudgement.of(dump, log);
      faults = faults.and(judged, dump.interrupted());
      within += judged.changeWithin() ? 1 : 0;
    }
    return new DumpRow(kind, control, dumps.size(), log.size(), faults, within, "");
  }

  /** A kind that this kernel cannot be asked for. */
  public static DumpRow untested(String kind, boolean control, String reason) {
    return new DumpRow(kind, control, 0, 0, Faults.NONE, 0, reason);
  }

  /** Whether this is a control that found a fault: then the check itself is wrong. */
  public boolean controlFailed() {
    return control && !faults.equals(Faults.NONE);
  }
}
