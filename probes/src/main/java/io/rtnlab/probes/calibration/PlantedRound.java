package io.rtnlab.probes.calibration;

import io.rtnlab.libc.hold.Hold;
import io.rtnlab.probes.event.LockEvent;
import java.util.List;

/**
 * One planted hold, one request that waited for it, and what a backend told of both.
 *
 * @param waiter thread id of the request
 * @param requestNs when the request began, after the hold had
 * @param events in time order
 */
record PlantedRound(Hold hold, int waiter, long requestNs, List<LockEvent> events) {
  static final long NOT_TOLD = Long.MIN_VALUE;
  private static final int NO_LOOK = Integer.MIN_VALUE;

  Looks looks() {
    int right = 0;
    int wrong = 0;
    int free = 0;
    int unread = 0;
    for (LockEvent event : events) {
      int owner = surelyHeldAt(event.timeNs()) ? ownerIn(event) : NO_LOOK;
      if (owner == hold.thread()) {
        right++;
      } else if (owner == LockEvent.OWNER_UNREAD) {
        unread++;
      } else if (owner == LockEvent.OWNER_NONE) {
        free++;
      } else if (owner != NO_LOOK) {
        wrong++;
      }
    }
    return new Looks(right, wrong, free, unread);
  }

  private static int ownerIn(LockEvent event) {
    return switch (event) {
      case LockEvent.WaitBegin begin -> begin.owner();
      case LockEvent.OwnerSeen look -> look.owner();
      default -> NO_LOOK;
    };
  }

  private boolean surelyHeldAt(long timeNs) {
    return timeNs >= hold.begunNs() && timeNs <= hold.endedNs();
  }

  /** Error of the wait's length, or {@link #NOT_TOLD}. */
  long waitErrorNs() {
    long beginNs = NOT_TOLD;
    for (LockEvent event : events) {
      if (event instanceof LockEvent.WaitBegin begin
          && begin.thread() == waiter
          && beginNs == NOT_TOLD
          && surelyHeldAt(begin.timeNs())) {
        beginNs = begin.timeNs();
      } else if (event instanceof LockEvent.Acquired got
          && got.thread() == waiter
          && beginNs != NOT_TOLD) {
        return got.timeNs() - beginNs - (hold.endedNs() - requestNs);
      }
    }
    return NOT_TOLD;
  }

  /** Error of the moment of release, or {@link #NOT_TOLD}. */
  long releaseErrorNs() {
    long releasedNs = releasedNs();
    return releasedNs == NOT_TOLD ? NOT_TOLD : releasedNs - hold.endedNs();
  }

  /** Error of the hold's length, or {@link #NOT_TOLD}. */
  long holdErrorNs() {
    long releasedNs = releasedNs();
    for (LockEvent event : events) {
      if (event instanceof LockEvent.Acquired got
          && got.thread() == hold.thread()
          && got.timeNs() >= hold.enteredNs()
          && got.timeNs() <= hold.begunNs()
          && releasedNs != NOT_TOLD) {
        return releasedNs - got.timeNs() - hold.atLeastNs();
      }
    }
    return NOT_TOLD;
  }

  private long releasedNs() {
    for (LockEvent event : events) {
      if (event instanceof LockEvent.Released gone
          && gone.thread() == hold.thread()
          && gone.timeNs() >= hold.endedNs()
          && gone.timeNs() <= hold.returnedNs()) {
        return gone.timeNs();
      }
    }
    return NOT_TOLD;
  }
}
