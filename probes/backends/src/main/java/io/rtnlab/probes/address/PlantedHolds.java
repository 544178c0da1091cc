// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.address.AddressWitness.Session;
import io.rtnlab.probes.address.AddressWitness.Sighting;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.OpenHold;
import java.io.IOException;
import java.time.Duration;

/**
 * A thread of ours holds the RTNL on purpose and the calling thread asks for it: the first mutex on
 * which the calling thread is then seen to wait, owned by that holder, is the one. All rounds must
 * agree.
 */
final class PlantedHolds {
  private static final int VOTES_WANTED = 8;
  private static final int VOTES_NEEDED = 4;
  private static final Duration HOLD = Duration.ofMillis(2);

  /** On a busy machine the calling thread may come too late to find the mutex held. */
  private static final int ROUNDS_AT_MOST = 40;

  private PlantedHolds() {}

  static RtnlAddress learn(AddressWitness witness, CalibratedHolder holder) throws IOException {
    Votes votes = new Votes();
    try (Session watch = witness.watch();
        LockingRequest request = new LockingRequest()) {
      for (int round = 0; round < ROUNDS_AT_MOST && votes.cast() < VOTES_WANTED; round++) {
        long beginNs;
        try (OpenHold _ = holder.begin(HOLD)) {
          beginNs = System.nanoTime();
          request.send();
        }
        FirstWait wait =
            new FirstWait(ThreadId.current(), holder.thread(), beginNs, System.nanoTime());
        watch.poll(wait::consider);
        if (wait.seen) {
          votes.add(wait.mutex);
        }
      }
    }
    return votes
        .winner(RtnlAddress.Source.PLANTED_HOLDS, 1.0)
        .filter(address -> address.votes() >= VOTES_NEEDED)
        .orElseThrow(
            () ->
                new IOException(
                    "planted holds of the RTNL did not lead to one mutex ("
                        + witness.name()
                        + " saw "
                        + votes
                        + "); run again, and if it stays so, force another backend with --probe"));
  }

  /** The first mutex that one thread waited for within one request. */
  private static final class FirstWait {
    private final int thread;
    private final int holder;
    private final long fromNs;
    private final long toNs;
    private boolean seen;
    private long mutex;

    private FirstWait(int thread, int holder, long fromNs, long toNs) {
      this.thread = thread;
      this.holder = holder;
      this.fromNs = fromNs;
      this.toNs = toNs;
    }

    private void consider(Sighting sighting) {
      boolean ours = sighting.thread() == thread;
      boolean within = sighting.timeNs() >= fromNs && sighting.timeNs() <= toNs;
      boolean held = sighting.owner() == holder || sighting.owner() == LockEvent.OWNER_UNREAD;
      if (!seen && ours && within && held) {
        seen = true;
        mutex = sighting.mutex();
      }
    }
  }
}
