// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

/**
 * The same waits for {@code rtnl_mutex} as a run's probe and a recorder beside it report them.
 *
 * @param probe the run's
 * @param ours what the probe reported, warm-up and others' included
 * @param named {@link LedgerDocument.Waits#namedShare}
 * @param recorder what wrote the recording
 * @param theirs what the recorder reported in the same time
 * @param otherLocks how many other locks the recording contains in that time
 * @param otherBegins begins of waiting for those
 */
public record SideBySide(
    String probe,
    Waits ours,
    double named,
    String recorder,
    Waits theirs,
    long otherLocks,
    long otherBegins) {

  /**
   * Waits for one mutex.
   *
   * @param begins several may belong to one wait
   * @param waits that both began and ended
   * @param waitNs their length
   */
  public record Waits(long begins, long waits, long waitNs) {}
}
