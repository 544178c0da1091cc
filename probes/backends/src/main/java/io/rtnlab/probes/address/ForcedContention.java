// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.libc.ThreadId;
import io.rtnlab.probes.address.AddressWitness.Session;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where no thread can be made to hold the RTNL for a known time: other threads of ours make and
 * drop network namespaces, which holds it for long, while the calling thread makes requests that
 * take it. The mutex that the calling thread waits for most often is the one.
 */
final class ForcedContention {
  private static final int CONTENDERS = 2;
  private static final int VOTES_WANTED = 50;
  private static final int VOTES_NEEDED = 8;
  private static final long PATIENCE_NS = 5_000_000_000L;
  private static final double MAJORITY = 0.9;

  private ForcedContention() {}

  static RtnlAddress learn(AddressWitness witness) throws IOException {
    Votes votes = new Votes();
    int me = ThreadId.current();
    long fromNs = System.nanoTime();
    try (Session watch = witness.watch();
        Contenders _ = new Contenders();
        LockingRequest request = new LockingRequest()) {
      while (votes.cast() < VOTES_WANTED && System.nanoTime() - fromNs < PATIENCE_NS) {
        request.send();
        watch.poll(
            sighting -> {
              if (sighting.thread() == me) {
                votes.add(sighting.mutex());
              }
            });
      }
    }
    return votes
        .winner(RtnlAddress.Source.FORCED_CONTENTION, MAJORITY)
        .filter(address -> address.asked() >= VOTES_NEEDED)
        .orElseThrow(
            () ->
                new IOException(
                    "forced contention did not lead to one mutex ("
                        + witness.name()
                        + " saw "
                        + votes
                        + "); run as root, so that the RTNL can be held on purpose"));
  }

  private static final class Contenders implements AutoCloseable {
    private final ExecutorService threads =
        Executors.newFixedThreadPool(
            CONTENDERS, Thread.ofPlatform().name("rtnl-contender-", 0).daemon().factory());
    private volatile boolean stop;

    private Contenders() {
      for (int i = 0; i < CONTENDERS; i++) {
        threads.execute(this::contend);
      }
    }

    private void contend() {
      try {
        while (!stop) {
          NetworkNamespace.create().close();
        }
      } catch (IOException refused) {
        // Then there is no contention, and the caller says so.
      }
    }

    @Override
    public void close() {
      stop = true;
      threads.close();
    }
  }
}
