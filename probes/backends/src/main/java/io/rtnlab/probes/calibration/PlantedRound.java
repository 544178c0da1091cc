// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.calibration;

import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.hold.Hold;
import io.rtnlab.probes.ledger.Evidence;
import java.util.List;

/**
 * One planted hold, one request that surely waited for it, and what came of both: what a backend
 * reported, and what the attribution made of it.
 *
 * @param gotNs the earliest moment at which the holder can have got the mutex: the end of its own
 *     wait, as reported, or else its call
 * @param looks whom the backend reported as owner while the hold certainly lasted
 * @param waitErrorNs error of the request's wait, or {@link #NOT_REPORTED}
 * @param releaseErrorNs error of the moment of release, or {@link #NOT_REPORTED}
 * @param cover what the ledger says of {@link #surelyNs}
 * @param atLeastNs how long the holder is blamed in all, also before and after its hold, less the
 *     segments inside which it got in or let go
 * @param atMostNs the same with them
 */
record PlantedRound(
    Hold hold,
    long gotNs,
    Looks looks,
    long waitErrorNs,
    long releaseErrorNs,
    Cover cover,
    long atLeastNs,
    long atMostNs) {
  static final long NOT_REPORTED = Long.MIN_VALUE;

  /**
   * What the ledger says of the time during which the mutex was surely held.
   *
   * @param waitedNs for how much of it a thread waited
   * @param namedNs how much of it is blamed on the holder
   * @param provedNs how much of that is proved
   * @param decoyNs how much of it is blamed on another thread
   */
  record Cover(long waitedNs, long namedNs, long provedNs, long decoyNs) {}

  /** So long the mutex was surely held. */
  long surelyNs() {
    return hold.atLeastNs();
  }

  /** No longer can it have been held. */
  private long possiblyNs() {
    return hold.returnedNs() - gotNs;
  }

  /** How exactly the length of the hold is known. */
  long knownToNs() {
    return possiblyNs() - surelyNs();
  }

  /** Whether a thread waited for so much of it: time without a waiter is not blamed. */
  boolean waitedFor(double share) {
    return cover.waitedNs >= share * surelyNs();
  }

  double namedShare() {
    return (double) cover.namedNs / surelyNs();
  }

  double provedShare() {
    return (double) cover.provedNs / surelyNs();
  }

  /** Error of the least length that is reported, against the least that is true. */
  long atLeastErrorNs() {
    return atMostNs == 0 ? NOT_REPORTED : atLeastNs - surelyNs();
  }

  /** Error of the most. */
  long atMostErrorNs() {
    return atMostNs == 0 ? NOT_REPORTED : atMostNs - surelyNs();
  }

  /**
   * Whether the length reported and what is known of the true one agree, give or take this share.
   */
  boolean lengthIsRight(double tolerance) {
    return atMostNs >= surelyNs() * (1 - tolerance) && atLeastNs <= possiblyNs() * (1 + tolerance);
  }

  /**
   * Compares with the truth.
   *
   * @param waiter thread id of the request
   * @param requestNs when the request began, after the hold had
   * @param events of this round, in time order
   * @param segments of the waits of this round
   */
  static PlantedRound judge(
      Hold hold, int waiter, long requestNs, List<LockEvent> events, RoundSegments segments) {
    int holder = hold.thread();
    long fromNs = hold.begunNs();
    long untilNs = hold.endedNs();
    return new PlantedRound(
        hold,
        gotNs(hold, events),
        looks(hold, events),
        waitErrorNs(hold, waiter, requestNs, events),
        releaseErrorNs(hold, events),
        new Cover(
            segments.coverNs(fromNs, untilNs, segment -> true),
            segments.coverNs(fromNs, untilNs, segment -> segment.holder() == holder),
            segments.coverNs(
                fromNs,
                untilNs,
                segment -> segment.holder() == holder && segment.evidence() == Evidence.PROVED),
            segments.coverNs(
                fromNs, untilNs, segment -> segment.holder() != holder && segment.holder() != 0)),
        segments.coverNs(
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            segment -> segment.holder() == holder && !segment.ownerChangedWithin()),
        segments.coverNs(Long.MIN_VALUE, Long.MAX_VALUE, segment -> segment.holder() == holder));
  }

  private static long gotNs(Hold hold, List<LockEvent> events) {
    return events.stream()
        .filter(event -> event instanceof LockEvent.Acquired got && got.thread() == hold.thread())
        .mapToLong(LockEvent::timeNs)
        .filter(timeNs -> timeNs > hold.enteredNs() && timeNs < hold.begunNs())
        .max()
        .orElse(hold.enteredNs());
  }

  private static Looks looks(Hold hold, List<LockEvent> events) {
    int right = 0;
    int wrong = 0;
    int free = 0;
    int unread = 0;
    for (LockEvent event : events) {
      if (event.timeNs() < hold.begunNs() || event.timeNs() > hold.endedNs()) {
        continue;
      }
      int owner;
      switch (event) {
        case LockEvent.WaitBegin begin -> owner = begin.owner();
        case LockEvent.OwnerSeen seen -> owner = seen.owner();
        default -> {
          continue;
        }
      }
      if (owner == hold.thread()) {
        right++;
      } else if (owner < LockEvent.OWNER_NONE) {
        unread++;
      } else if (owner == LockEvent.OWNER_NONE) {
        free++;
      } else {
        wrong++;
      }
    }
    return new Looks(right, wrong, free, unread);
  }

  private static long waitErrorNs(Hold hold, int waiter, long requestNs, List<LockEvent> events) {
    long beginNs = NOT_REPORTED;
    for (LockEvent event : events) {
      if (event instanceof LockEvent.WaitBegin begin
          && begin.thread() == waiter
          && beginNs == NOT_REPORTED
          && begin.timeNs() >= hold.begunNs()
          && begin.timeNs() <= hold.endedNs()) {
        beginNs = begin.timeNs();
      } else if (event instanceof LockEvent.Acquired got
          && got.thread() == waiter
          && beginNs != NOT_REPORTED) {
        return got.timeNs() - beginNs - (hold.endedNs() - requestNs);
      }
    }
    return NOT_REPORTED;
  }

  private static long releaseErrorNs(Hold hold, List<LockEvent> events) {
    for (LockEvent event : events) {
      if (event instanceof LockEvent.Released gone
          && gone.thread() == hold.thread()
          && gone.timeNs() >= hold.endedNs()
          && gone.timeNs() <= hold.returnedNs()) {
        return gone.timeNs() - hold.endedNs();
      }
    }
    return NOT_REPORTED;
  }
}
