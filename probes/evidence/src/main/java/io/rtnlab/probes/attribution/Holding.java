package io.rtnlab.probes.attribution;

import io.rtnlab.probes.stack.RtnlHandlers.Handler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One hold of the mutex, as far as it is known. What a foreign holder was doing may be told only
 * when it lets go, so pieces of waits refer to the holding and are given a name in the end.
 */
final class Holding {
  /** The thread that holds; null where nobody does or nobody knows. */
  final @Nullable KnownThread thread;

  /** Its party, less what it was doing. */
  final int party;

  /** The kinds of stretches that it is named in, linked, while it has no name. */
  @Nullable PieceKind firstKind;

  /** Whether another may have held all the same. */
  final boolean uncertain;

  private @Nullable Handler handler;
  private boolean decided;

  private Holding(@Nullable KnownThread thread, int party, boolean uncertain, boolean decided) {
    this.thread = thread;
    this.party = party;
    this.uncertain = uncertain;
    this.decided = decided;
  }

  /** Nobody, or nobody knows. */
  static Holding ofNoThread(int party) {
    return new Holding(null, party, false, true);
  }

  /** Nobody as far as is known. */
  static Holding ofNobodyKnown(int party) {
    return new Holding(null, party, true, true);
  }

  /** A request of ours, whose operation says it all, or somebody else. */
  static Holding of(KnownThread thread, Parties parties) {
    int party = parties.of(thread);
    return new Holding(thread, party, false, !parties.isForeign(party));
  }

  /** A stack of the holder, taken while it held. The first that says something exact decides. */
  void learn(@Nullable Handler seen) {
    if (!decided && seen != null && (handler == null || handler.general())) {
      handler = seen;
      decided = !seen.general();
    }
  }

  /** Nothing more will be told of it. */
  void end() {
    decided = true;
  }

  /** What the holder was doing; null where no stack told. */
  @Nullable Handler handler() {
    return handler;
  }

  /** Whether it has the name that it will keep. */
  boolean decided() {
    return decided;
  }

  /** The same for all that are named alike. */
  int nameHash() {
    return 31 * party + (handler == null ? 0 : handler.hashCode());
  }

  /** Whether both have the same name, and will keep it. */
  boolean isNamedAs(Holding other) {
    return this == other
        || (decided
            && other.decided
            && party == other.party
            && Objects.equals(handler, other.handler));
  }
}
