// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.dumpcheck;

import io.rtnlab.lab.exchange.RawExchange;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.results.dumpcheck.ChangeLog;
import io.rtnlab.results.dumpcheck.ListenerRow;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether a model that multicast messages feed equals a dump, after its socket has overrun and it
 * has resynchronised. A writer changes objects while the listener is too slow on purpose; then the
 * writer rests, the listener reads what is left, and model, dump and the writer's own log are
 * compared.
 *
 * <pre>
 *  writer    ├ changes ─────────────┤ rests
 *  listener  ├ sleeps ┤ reads, ENOBUFS, goes on as its strategy says ┤ compares
 * </pre>
 */
public final class ListenerCheck {
  private static final int ENOBUFS = 105;

  /** At least so many comparisons, however slow the changes are. */
  private static final int LEAST_ROUNDS = 3;

  private static final int CHANGES = 400;
  private static final long BURST_NS = 300_000_000;
  private static final long SLOW_NS = 3_000_000;

  /** As in {@link DumpCheck}: a work queue finishes IPv6 addresses. */
  private static final long SETTLE_NS = 50_000_000;

  private final DumpPlan plan;
  private volatile String stage = "";

  public ListenerCheck(DumpPlan plan) {
    this.plan = plan;
  }

  /** What a listener does when its socket has lost messages. */
  private enum Strategy {
    /** Goes on as if nothing had been lost. */
    IGNORE("ignore"),
    /** Dumps at once, with messages still queued. */
    DUMP("dump"),
    /**
     * Empties the socket first: until its queue is empty the kernel drops further messages, and
     * says {@code ENOBUFS} no second time (net/netlink/af_netlink.c, {@code netlink_overrun}).
     */
    DRAIN("drain, dump");

    private final String word;

    Strategy(String word) {
      this.word = word;
    }
  }

  /** What it is at, in one line. For any thread. */
  public String progress() {
    return stage;
  }

  /**
   * Checks all kinds that have a multicast group, with each strategy.
   *
   * @throws IOException where no network namespace can be made
   */
  public List<ListenerRow> run() throws IOException {
    List<ListenerRow> rows = new ArrayList<>();
    for (DumpKind kind : DumpKinds.all(0)) {
      if (kind.group() == DumpKind.NO_GROUP || !plan.only().matcher(kind.name()).find()) {
        continue;
      }
      for (Strategy strategy : Strategy.values()) {
        stage = kind.name() + ", after ENOBUFS: " + strategy.word;
        try (NetworkNamespace namespace = NetworkNamespace.create()) {
          rows.add(namespace.run(() -> check(namespace, kind.name(), strategy)));
        }
      }
    }
    stage = "";
    return rows;
  }

  private ListenerRow check(NetworkNamespace namespace, String name, Strategy strategy)
      throws IOException, ExecutionException, InterruptedException {
    try (RawExchange exchange = RawExchange.open(DumpSite.RECEIVE_BYTES)) {
      DumpKind kind = DumpSite.kind(name, plan.objects(), exchange);
      String refusal = DumpSite.fill(kind, exchange);
      if (!refusal.isEmpty()) {
        return ListenerRow.untested(name, strategy.word, refusal);
      }
      LockSupport.parkNanos(SETTLE_NS);
      try (EventFeed feed = EventFeed.join(kind.group());
          ExecutorService writing =
              Executors.newSingleThreadExecutor(
                  Thread.ofPlatform().name("writer").daemon().factory())) {
        RawExchange changes =
            writing
                .submit(
                    () -> {
                      namespace.enter();
                      return RawExchange.open(DumpSite.RECEIVE_BYTES);
                    })
                .get();
        try (changes) {
          Writer writer = new Writer(kind, new ChangeLog(kind.objects()), changes, 0, 1);
          Listener listener = new Listener(kind, strategy, feed, exchange);
          listener.resynchronise();
          long untilNs = System.nanoTime() + plan.duration().toNanos();
          for (int round = 0; round < LEAST_ROUNDS || System.nanoTime() < untilNs; round++) {
            Future<?> burst = writing.submit(() -> burst(writer));
            while (!burst.isDone()) {
              LockSupport.parkNanos(SLOW_NS);
              listener.readAll();
            }
            burst.get();
            LockSupport.parkNanos(SETTLE_NS);
            listener.readAll();
            listener.compare(writer);
          }
          return listener.row();
        }
      }
    }
  }

  private static void burst(Writer writer) {
    long untilNs = System.nanoTime() + BURST_NS;
    for (int change = 0; change < CHANGES && System.nanoTime() < untilNs; change++) {
      writer.changeOne();
    }
  }

  /** One listener and its model of the objects: the numbers of those that it believes in. */
  private static final class Listener {
    private final DumpKind kind;
    private final Strategy strategy;
    private final EventFeed feed;
    private final RawExchange reader;
    private BitSet model = new BitSet();
    private long events;
    private int overruns;
    private int comparisons;
    private int wrong;
    private long missing;
    private long stale;
    private int dumpWrong;

    private Listener(DumpKind kind, Strategy strategy, EventFeed feed, RawExchange reader) {
      this.kind = kind;
      this.strategy = strategy;
      this.feed = feed;
      this.reader = reader;
    }

    /** Reads until nothing is there, and resynchronises as often as messages were lost. */
    private void readAll() throws IOException {
      int result = 1;
      while (result != 0) {
        result = feed.read(this::apply);
        if (result == -ENOBUFS) {
          overruns++;
          if (strategy != Strategy.IGNORE) {
            resynchronise();
          }
        } else if (result < 0) {
          throw new IOException("the listener's socket fails with errno " + -result);
        }
      }
    }

    private void resynchronise() {
      if (strategy == Strategy.DRAIN) {
        int result = 1;
        while (result != 0) {
          result = feed.read((_, _, _, _) -> {}); // older than the dump that follows
        }
      }
      model = dumped();
    }

    private BitSet dumped() {
      BitSet seen = new BitSet();
      boolean again = true;
      while (again) {
        seen.clear();
        again =
            reader
                .dump(
                    kind.type() + 2,
                    w -> kind.dump().write(w, 0),
                    (bytes, payload, end) -> {
                      int object = kind.number().of(bytes, payload, end);
                      if (object >= 0) {
                        seen.set(object);
                      }
                    })
                .interrupted();
      }
      return seen;
    }

    private void apply(int type, MemorySegment bytes, int payload, int end) {
      boolean made = type == kind.type();
      if (!made && type != kind.type() + 1) {
        return;
      }
      int object = kind.number().of(bytes, payload, end);
      if (object >= 0 && object < kind.objects()) {
        events++;
        model.set(object, made);
      }
    }

    private void compare(Writer writer) {
      BitSet dump = dumped();
      comparisons++;
      dumpWrong += dump.equals(writer.present()) ? 0 : 1;
      BitSet lacking = (BitSet) dump.clone();
      lacking.andNot(model);
      BitSet surplus = (BitSet) model.clone();
      surplus.andNot(dump);
      missing += lacking.cardinality();
      stale += surplus.cardinality();
      wrong += lacking.isEmpty() && surplus.isEmpty() ? 0 : 1;
    }

    private ListenerRow row() {
      return new ListenerRow(
          kind.name(),
          strategy.word,
          comparisons,
          events,
          overruns,
          wrong,
          missing,
          stale,
          dumpWrong,
          "");
    }
  }
}
