// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.samples;

import io.rtnlab.netlink.session.Event;
import io.rtnlab.netlink.session.EventStream;
import io.rtnlab.netlink.session.Group;
import java.io.IOException;
import java.util.Optional;

/** Prints what happens to links, addresses and routes, as {@code ip monitor} does. */
public final class Sample06WatchRoutes {
  private Sample06WatchRoutes() {}

  /** Prints so many events, or without an argument for ever. */
  public static void main(String... arguments) throws IOException {
    long events = arguments.length == 0 ? Long.MAX_VALUE : Long.parseLong(arguments[0]);
    try (EventStream stream = EventStream.open(Group.LINK, Group.IPV4_IFADDR, Group.IPV4_ROUTE)) {
      System.out.println("listening");
      for (long seen = 0; seen < events; seen++) {
        Optional<Event> event = stream.next();
        if (event.isEmpty()) {
          return; // another thread has closed the stream
        }
        switch (event.get()) {
          case Event.Changed changed -> System.out.println(changed);
          case Event.Lost lost -> System.out.println("some events were lost: ask again");
          case Event.Unknown unknown -> System.out.println("a message of type " + unknown.type());
        }
      }
    }
  }
}
