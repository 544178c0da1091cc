// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The events of a stream until it is closed. */
final class EventIterator implements Iterator<Event> {
  private final EventStream events;
  private Optional<Event> ahead = Optional.empty();

  EventIterator(EventStream events) {
    this.events = events;
  }

  @Override
  public boolean hasNext() {
    if (ahead.isEmpty()) {
      try {
        ahead = events.next();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return ahead.isPresent();
  }

  @Override
  public Event next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the stream was closed");
    }
    Event event = ahead.orElseThrow();
    ahead = Optional.empty();
    return event;
  }
}
