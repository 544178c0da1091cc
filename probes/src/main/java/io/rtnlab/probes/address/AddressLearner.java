package io.rtnlab.probes.address;

import io.rtnlab.libc.ThreadId;
import io.rtnlab.libc.hold.CalibratedHolder;
import io.rtnlab.libc.hold.OpenHold;
import io.rtnlab.probes.address.AddressWitness.Sighting;
import io.rtnlab.probes.address.AddressWitness.Watch;
import io.rtnlab.probes.event.LockEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Finds {@code rtnl_mutex}: by name where the kernel lists it; else a thread of ours holds the RTNL
 * on purpose, the calling thread asks for it, and the mutex on which the calling thread is seen to
 * wait, owned by that holder, is the one. Where nobody can be made to hold it, by majority among
 * the mutexes that the calling thread meets in requests which take the RTNL, while other threads of
 * ours take it too.
 *
 * <p>Threads of the Java machine wait for other mutexes all the time; only sightings of the calling
 * thread, within its requests, count. Call it on a platform thread.
 */
public final class AddressLearner {
  private static final String SYMBOL = "rtnl_mutex";
  private static final int ROUNDS = 8;
  private static final Duration HOLD = Duration.ofMillis(2);
  private static final int CONTENDERS = 3;
  private static final int WAITS_WANTED = 200;
  private static final int WAITS_NEEDED = 20;
  private static final long PATIENCE_NS = 2_000_000_000L;
  private static final double MAJORITY = 0.9;

  private AddressLearner() {}

  /**
   * The address, by the best way that works here.
   *
   * @param witness asked only where the kernel does not list the symbol
   * @throws IOException if no way led to one address, saying what was seen
   */
  public static RtnlAddress learn(AddressWitness witness) throws IOException {
    OptionalLong listed = KernelSymbols.addressOf(SYMBOL);
    return listed.isPresent()
        ? new RtnlAddress(listed.getAsLong(), RtnlAddress.Source.KERNEL_SYMBOLS, 1, 1)
        : learnByWaiting(witness);
  }

  /** As {@link #learn}, without looking at the kernel's list. */
  public static RtnlAddress learnByWaiting(AddressWitness witness) throws IOException {
    if (!ThreadId.asProbesSeeIt()) {
      throw new IOException(
          "inside a PID namespace probes see other thread ids than we do, so a wait of ours cannot"
              + " be told from others; run rtnlab in the host's PID namespace, such as docker run"
              + " --pid=host");
    }
    CalibratedHolder holder;
    try {
      holder = CalibratedHolder.prepare();
    } catch (IOException noHolder) {
      return byForcedContention(witness);
    }
    try (holder) {
      return byPlantedHolds(witness, holder);
    }
  }

  static RtnlAddress byPlantedHolds(AddressWitness witness, CalibratedHolder holder)
      throws IOException {
    Votes votes = new Votes();
    try (Watch watch = witness.watch();
        LockingRequest request = new LockingRequest()) {
      for (int round = 0; round < ROUNDS; round++) {
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
        .filter(address -> address.votes() * 2 >= ROUNDS)
        .orElseThrow(
            () ->
                new IOException(
                    ROUNDS
                        + " planted holds of the RTNL did not agree on one mutex ("
                        + witness.name()
                        + " saw "
                        + votes
                        + "); run again, and if it stays so, force another backend with --probe"));
  }

  /** The first mutex that one thread met within one request. */
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

  static RtnlAddress byForcedContention(AddressWitness witness) throws IOException {
    Votes votes = new Votes();
    int me = ThreadId.current();
    long fromNs = System.nanoTime();
    try (Watch watch = witness.watch();
        Contenders _ = new Contenders(CONTENDERS);
        LockingRequest request = new LockingRequest()) {
      while (votes.cast() < WAITS_WANTED && System.nanoTime() - fromNs < PATIENCE_NS) {
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
        .filter(address -> address.asked() >= WAITS_NEEDED)
        .orElseThrow(
            () ->
                new IOException(
                    "forced contention did not lead to one mutex ("
                        + witness.name()
                        + " saw "
                        + votes
                        + "); run as root, so that the RTNL can be held on purpose"));
  }

  /** Threads that take the RTNL as often as they can. */
  private static final class Contenders implements AutoCloseable {
    private final ExecutorService threads;
    private volatile boolean stop;

    private Contenders(int count) {
      threads =
          Executors.newFixedThreadPool(
              count, Thread.ofPlatform().name("rtnl-contender-", 0).daemon().factory());
      for (int i = 0; i < count; i++) {
        threads.execute(this::contend);
      }
    }

    private void contend() {
      try (LockingRequest request = new LockingRequest()) {
        while (!stop) {
          request.send();
        }
      } catch (IOException refused) {
        // The caller makes the same request and reports the refusal.
      }
    }

    @Override
    public void close() {
      stop = true;
      threads.close();
    }
  }
}
