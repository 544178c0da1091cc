package io.rtnlab.probes.attribution;

import io.rtnlab.probes.stack.RtnlHandlers.Handler;
import org.jspecify.annotations.Nullable;

/** A thread's wait while it lasts, and the pieces it was split into so far. */
final class OpenWait {
  static final long NEVER = Long.MAX_VALUE;

  final KnownThread thread;
  boolean open;

  /** Whether the thread stands in the mutex's wait list; from its first queued begin to the end. */
  boolean queued;

  /** Since when the waiter, which spun, has had no CPU; {@code NEVER} while it has one. */
  long preemptedSinceNs;

  int waiterParty;

  /** What the waiter wants the mutex for; null where no stack told. */
  @Nullable Handler handler;

  boolean inRequest;

  /** Whether it enters the sums over all waits. */
  boolean counted;

  long beginNs;
  long accountedUntilNs;

  /** How much of it lies in pieces inside which the named holder got in or let go. */
  private long changeInsideNs;

  /** Where it stands among the open ones. */
  int place;

  private final SplitSum split = new SplitSum();

  private Pieces pieces = new Pieces();

  OpenWait(KnownThread thread) {
    this.thread = thread;
  }

  void begin(long timeNs, int waiter, boolean counts) {
    open = true;
    counted = counts;
    queued = false;
    preemptedSinceNs = NEVER;
    waiterParty = waiter;
    handler = null;
    inRequest = thread.inRequest;
    beginNs = timeNs;
    accountedUntilNs = timeNs;
    changeInsideNs = 0;
    pieces.clear();
  }

  void piece(long untilNs, PieceKind kind, boolean changeInside) {
    long pieceNs = untilNs - accountedUntilNs;
    accountedUntilNs = untilNs;
    changeInsideNs += changeInside ? pieceNs : 0;
    pieces.add(kind, pieceNs);
  }

  /** The sum of its pieces, as one wait. Good until the next time. */
  SplitSum split() {
    split.clear();
    pieces.addTo(split);
    split.countWait(changeInsideNs);
    return split;
  }

  /** Its pieces so far. */
  Pieces pieces() {
    return pieces;
  }

  /** Its pieces, for good: the next wait of the thread starts with its own. */
  Pieces takePieces() {
    Pieces taken = pieces;
    pieces = new Pieces();
    return taken;
  }
}
