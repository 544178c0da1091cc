// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.hold;

import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.LockEvent.WaitBegin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * A hold that a thread has surely waited for, however busy the machine, and what was heard of it.
 */
public record PlantedWait(int waiter, Hold hold, List<LockEvent> events) {

  /** Takes the RTNL; any call that does will do. */
  public static void askForTheRtnl() {
    try {
      NetworkInterface.networkInterfaces().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds until the capture shows another thread in the queue. */
  public static PlantedWait plant(CalibratedHolder holder, Capture capture) throws Exception {
    List<LockEvent> events = new ArrayList<>();
    CompletableFuture<Integer> waiterId = new CompletableFuture<>();
    Thread waiter;
    Hold hold;
    try (OpenHold open = holder.begin()) {
      waiter =
          Thread.ofPlatform()
              .start(
                  () -> {
                    waiterId.complete(ThreadId.current());
                    askForTheRtnl();
                  });
      int thread = waiterId.get();
      await(
          capture,
          events,
          e -> e instanceof WaitBegin begin && begin.thread() == thread && begin.queued());
      hold = open.end();
    }
    waiter.join();
    events.addAll(poll(capture));
    return new PlantedWait(waiterId.get(), hold, events);
  }

  /** Reads events until such a one is among them. */
  public static void await(Capture capture, List<LockEvent> events, Predicate<LockEvent> wanted)
      throws InterruptedException {
    for (int look = 0; look < 900; look++) {
      int from = events.size();
      capture.poll(events::add);
      if (events.subList(from, events.size()).stream().anyMatch(wanted)) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("did not show in " + events);
  }

  /** Everything that has been recorded by now. */
  public static List<LockEvent> poll(Capture capture) {
    List<LockEvent> events = new ArrayList<>();
    while (capture.poll(events::add) > 0) {}
    return events;
  }
}
