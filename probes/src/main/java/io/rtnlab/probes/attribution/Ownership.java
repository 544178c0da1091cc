package io.rtnlab.probes.attribution;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the mutex's owner, and since when. Each piece of evidence closes the stretch of
 * time since the last one and gives it its class; the rules are those of the package description.
 */
final class Ownership {

  /** Receives the stretches, in order and without holes. */
  interface Stretches {
    /**
     * From the last evidence to this one.
     *
     * @param holder who is named, or null
     * @param party of the holder, as of the moment that it was seen
     * @param changeInside whether the named holder got in or let go somewhere inside
     */
    void stretch(
        long untilNs,
        @Nullable KnownThread holder,
        int party,
        Evidence evidence,
        boolean changeInside);
  }

  private enum Known {
    NOTHING,
    FREE,
    OWNER
  }

  private static final long NEVER = Long.MAX_VALUE;

  private final Parties parties;
  private final boolean everyAcquisition;
  private final Stretches stretches;

  private Known known = Known.NOTHING;
  private @Nullable KnownThread owner;
  private int ownerParty;
  private long sinceNs = Long.MIN_VALUE;

  /** False once a begin came without its owner: the backend cannot read it. */
  private boolean ownersAreRead = true;

  private int queuedWaiters;

  /** Since when no acquisition can go unseen. */
  private long shutSinceNs;

  private long contradictions;
  private long unseenAcquisitions;

  Ownership(Parties parties, boolean everyAcquisition, Stretches stretches) {
    this.parties = parties;
    this.everyAcquisition = everyAcquisition;
    this.stretches = stretches;
    shutSinceNs = everyAcquisition ? Long.MIN_VALUE : NEVER;
  }

  long contradictions() {
    return contradictions;
  }

  /** At least so often the mutex changed hands without an event. */
  long unseenAcquisitions() {
    return unseenAcquisitions;
  }

  /** A look found this owner, which is not itself waiting. */
  void seenOwning(long timeNs, KnownThread thread) {
    switch (known) {
      case OWNER -> {
        if (owner == thread) {
          close(timeNs, owner, heldThroughout(), false);
        } else {
          cameUnseen();
          closeWithReleaseInside(timeNs);
        }
      }
      case FREE -> {
        cameUnseen();
        closeCameInside(timeNs, thread);
      }
      case NOTHING -> closeBackwards(timeNs, thread);
    }
    become(Known.OWNER, thread, timeNs);
  }

  /** This thread got the mutex. */
  void acquired(long timeNs, KnownThread thread) {
    closeChangingHands(timeNs);
    become(Known.OWNER, thread, timeNs);
  }

  /** A look found no owner, or the mutex on its way to a waiter. */
  void seenFree(long timeNs) {
    closeChangingHands(timeNs);
    become(Known.FREE, null, timeNs);
  }

  /** This thread let go, or did so a moment ago. */
  void released(long timeNs, KnownThread thread) {
    switch (known) {
      case OWNER -> {
        if (owner != thread) {
          return; // late news: the next owner has shown already
        }
        close(timeNs, owner, heldThroughout(), false);
      }
      case FREE -> {
        return; // late news as well
      }
      case NOTHING -> closeBackwards(timeNs, thread);
    }
    become(Known.FREE, null, timeNs);
  }

  /** This thread does something that an owner cannot do. */
  void cannotOwn(long timeNs, KnownThread thread) {
    thread.notOwnerNs = timeNs;
    if (known == Known.OWNER && owner == thread) {
      boolean nobodyElse = shut();
      closeWithReleaseInside(timeNs);
      become(nobodyElse ? Known.FREE : Known.NOTHING, null, timeNs);
    }
  }

  /** A begin whose owner the backend could not read. */
  void unread() {
    ownersAreRead = false;
  }

  /** A thread joined the wait list before this moment. */
  void waiterQueued(long timeNs) {
    if (queuedWaiters++ == 0 && !everyAcquisition) {
      shutSinceNs = timeNs;
    }
  }

  /** It left the list. */
  void waiterLeft() {
    if (--queuedWaiters == 0 && !everyAcquisition) {
      shutSinceNs = NEVER;
    }
  }

  /** Closes the stretch of one wait that ends without saying anything of the owner. */
  void closeFor(OpenWait wait, long timeNs) {
    switch (known) {
      case OWNER -> wait.piece(timeNs, ownerParty, naming(), false);
      case FREE -> wait.piece(timeNs, parties.nobody, Evidence.HANDOVER, false);
      case NOTHING -> wait.piece(timeNs, parties.unknown, Evidence.UNKNOWN, false);
    }
  }

  /** Forgets everything: events were lost, up to this moment. */
  void forget(long untilNs) {
    queuedWaiters = 0;
    shutSinceNs = everyAcquisition ? untilNs : NEVER;
    become(Known.NOTHING, null, untilNs);
  }

  /** Whether everybody who got the mutex since then would have shown. */
  boolean shutSince(long timeNs) {
    return shutSinceNs <= timeNs;
  }

  private boolean shut() {
    return shutSince(sinceNs);
  }

  private void cameUnseen() {
    unseenAcquisitions++;
    if (shut()) {
      contradictions++;
    }
  }

  private Evidence heldThroughout() {
    return shut() ? Evidence.PROVED : naming();
  }

  private Evidence naming() {
    return ownersAreRead ? Evidence.SNAPSHOT : Evidence.INFERRED;
  }

  private void closeChangingHands(long timeNs) {
    switch (known) {
      case OWNER -> closeWithReleaseInside(timeNs);
      case FREE -> close(timeNs, null, Evidence.HANDOVER, false);
      case NOTHING -> close(timeNs, null, Evidence.UNKNOWN, false);
    }
  }

  private void closeWithReleaseInside(long timeNs) {
    close(timeNs, owner, naming(), true);
  }

  /** Nothing was known, and now the thread owns: while nobody can get in unseen, it always did. */
  private void closeBackwards(long timeNs, KnownThread thread) {
    if (shut()) {
      ownerParty = parties.of(thread);
      close(timeNs, thread, Evidence.PROVED, false);
    } else {
      closeCameInside(timeNs, thread);
    }
  }

  /**
   * The thread owns and got in unseen, at the earliest when it last did what an owner cannot do.
   */
  private void closeCameInside(long timeNs, KnownThread thread) {
    if (thread.notOwnerNs > sinceNs) {
      close(thread.notOwnerNs, null, Evidence.UNKNOWN, false);
    }
    ownerParty = parties.of(thread);
    close(timeNs, thread, naming(), true);
  }

  private void close(
      long untilNs, @Nullable KnownThread holder, Evidence evidence, boolean changeInside) {
    int party =
        holder != null
            ? ownerParty
            : evidence == Evidence.HANDOVER ? parties.nobody : parties.unknown;
    stretches.stretch(untilNs, holder, party, evidence, changeInside);
  }

  private void become(Known now, @Nullable KnownThread thread, long timeNs) {
    known = now;
    owner = thread;
    ownerParty = thread == null ? parties.unknown : parties.of(thread);
    sinceNs = timeNs;
  }
}
