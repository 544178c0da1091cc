// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import io.rtnlab.probes.stack.RtnlHandlers.Handler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One hold of the mutex, as far as it is known. What a foreign holder was doing may be known only
 * when it lets go, so segments of waits refer to the holding and are given a name in the end.
 */
final class Holding {
  /** The thread that holds; null where none does or it is unknown. */
  final @Nullable NamedThread thread;

  /** Its actor, less what it was doing. */
  final int actor;

  /** The kinds of stretches that it is named in, linked, while it has no name. */
  @Nullable SegmentClass firstKind;

  /** Whether another may have held all the same. */
  final boolean uncertain;

  private @Nullable Handler handler;
  private boolean decided;

  private Holding(@Nullable NamedThread thread, int actor, boolean uncertain, boolean decided) {
    this.thread = thread;
    this.actor = actor;
    this.uncertain = uncertain;
    this.decided = decided;
  }

  /** No thread, or an unknown one. */
  static Holding ofNoThread(int actor) {
    return new Holding(null, actor, false, true);
  }

  /** No thread as far as is known. */
  static Holding ofNoKnownHolder(int actor) {
    return new Holding(null, actor, true, true);
  }

  /** One of that thread; a request of ours needs no stack, as its operation says it all. */
  static Holding of(NamedThread thread, int actor, boolean foreign) {
    return new Holding(thread, actor, false, !foreign);
  }

  /** A stack of the holder, taken while it held. The first that says something exact decides. */
  void learn(@Nullable Handler seen) {
    if (!decided && seen != null && (handler == null || handler.general())) {
      handler = seen;
      decided = !seen.general();
    }
  }

  /** Nothing more will become known of it. */
  void end() {
    decided = true;
  }

  /** What the holder was doing; null where no stack shows it. */
  @Nullable Handler handler() {
    return handler;
  }

  /** Whether it has the name that it will keep. */
  boolean decided() {
    return decided;
  }

  /** The same for all that are named alike. */
  int nameHash() {
    return 31 * actor + (handler == null ? 0 : handler.hashCode());
  }

  /** Whether both have the same name, and will keep it. */
  boolean isNamedAs(Holding other) {
    return this == other
        || (decided
            && other.decided
            && actor == other.actor
            && Objects.equals(handler, other.handler));
  }
}
