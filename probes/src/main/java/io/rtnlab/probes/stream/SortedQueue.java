package io.rtnlab.probes.stream;

import io.rtnlab.probes.event.LockEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ring of events in time order that is filled at its end. What comes in order costs nothing to
 * sort; what comes a little out of order moves a few places forward. Equal times keep their order.
 */
final class SortedQueue {
  private @Nullable LockEvent[] ring = new LockEvent[64];
  private int first;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  LockEvent first() {
    return Objects.requireNonNull(ring[first]);
  }

  LockEvent removeFirst() {
    LockEvent event = first();
    ring[first] = null;
    first = (first + 1) & (ring.length - 1);
    size--;
    return event;
  }

  void add(LockEvent event) {
    if (size == ring.length) {
      grow();
    }
    int place = size;
    while (place > 0 && at(place - 1).timeNs() > event.timeNs()) {
      ring[slot(place)] = at(place - 1);
      place--;
    }
    ring[slot(place)] = event;
    size++;
  }

  private LockEvent at(int place) {
    return Objects.requireNonNull(ring[slot(place)]);
  }

  private int slot(int place) {
    return (first + place) & (ring.length - 1);
  }

  private void grow() {
    @Nullable LockEvent[] larger = new LockEvent[ring.length * 2];
    for (int place = 0; place < size; place++) {
      larger[place] = at(place);
    }
    ring = larger;
    first = 0;
  }
}
