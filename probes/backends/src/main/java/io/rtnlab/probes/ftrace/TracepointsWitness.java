// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.ftrace;

import io.rtnlab.libc.SystemCallException;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.address.AddressWitness;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.tracebuffer.ContentionDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Reports which mutexes threads find taken, for learning the address of {@code rtnl_mutex}. */
public final class TracepointsWitness implements AddressWitness {
  private static final int BUFFER_BYTES = 1 << 20;

  @Override
  public String name() {
    return "tracepoints";
  }

  @Override
  public Session watch() throws IOException {
    Sightings sightings = new Sightings();
    CaptureOptions everyMutex = new CaptureOptions(CaptureOptions.ANY_MUTEX, BUFFER_BYTES);
    ContentionTracing tracing = ContentionTracing.open(everyMutex, sightings);
    return new Session() {
      @Override
      public int poll(Consumer<Sighting> sink) {
        sightings.out = sink;
        int before = sightings.count;
        try {
          tracing.poll();
        } catch (SystemCallException e) {
          throw new UncheckedIOException(e);
        }
        return sightings.count - before;
      }

      @Override
      public void close() {
        tracing.close();
      }
    };
  }

  /** Begins of waits for mutexes; where else a thread waits, and for how long, is not asked. */
  private static final class Sightings implements ContentionTracing.Sink {
    private Consumer<Sighting> out = _ -> {};
    private int count;

    @Override
    public void begin(long timeNs, int thread, long lock, int flags) {
      if ((flags & ContentionDecoder.FLAG_MUTEX) != 0) {
        count++;
        out.accept(new Sighting(timeNs, thread, lock, LockEvent.OWNER_UNREAD));
      }
    }

    @Override
    public void end(long timeNs, int thread, long lock, int result) {}

    @Override
    public void lost(long fromNs, long untilNs, long missed) {}
  }
}
