package io.rtnlab.probes.attribution;

import java.util.Arrays;

/** A thread's wait while it lasts, and the pieces it was split into so far. */
final class OpenWait {
  final KnownThread thread;
  boolean open;

  /** Whether the thread stands in the mutex's wait list; from its first queued begin to the end. */
  boolean queued;

  int waiterParty;
  boolean inRequest;

  /** Whether it enters the sums over all waits. */
  boolean counted;

  long beginNs;
  long accountedUntilNs;
  final SplitSum split = new SplitSum();

  /** The pieces by holder and evidence: usually one or two. */
  private int cells;

  private int[] holders = new int[4];
  private Evidence[] evidences = new Evidence[4];
  private long[] ns = new long[4];

  OpenWait(KnownThread thread) {
    this.thread = thread;
  }

  void begin(long timeNs, int waiter, boolean counts) {
    open = true;
    counted = counts;
    queued = false;
    waiterParty = waiter;
    inRequest = thread.inRequest;
    beginNs = timeNs;
    accountedUntilNs = timeNs;
    split.clear();
    cells = 0;
  }

  void piece(long untilNs, int holder, Evidence evidence, boolean changeInside) {
    long pieceNs = untilNs - accountedUntilNs;
    accountedUntilNs = untilNs;
    split.piece(evidence, pieceNs, changeInside);
    for (int cell = 0; cell < cells; cell++) {
      if (holders[cell] == holder && evidences[cell] == evidence) {
        ns[cell] += pieceNs;
        return;
      }
    }
    if (cells == holders.length) {
      holders = Arrays.copyOf(holders, cells * 2);
      evidences = Arrays.copyOf(evidences, cells * 2);
      ns = Arrays.copyOf(ns, cells * 2);
    }
    holders[cells] = holder;
    evidences[cells] = evidence;
    ns[cells] = pieceNs;
    cells++;
  }

  /** Hands the pieces to the blame. */
  void settle(Blame blame) {
    for (int cell = 0; cell < cells; cell++) {
      blame.add(waiterParty, holders[cell], evidences[cell], ns[cell]);
    }
  }

  boolean names(int holder) {
    for (int cell = 0; cell < cells; cell++) {
      if (holders[cell] == holder) {
        return true;
      }
    }
    return false;
  }
}
