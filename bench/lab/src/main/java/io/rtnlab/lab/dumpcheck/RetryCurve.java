// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.dumpcheck;

import io.rtnlab.lab.exchange.RawExchange;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.results.dumpcheck.ChangeLog;
import io.rtnlab.results.dumpcheck.DumpJudgement;
import io.rtnlab.results.dumpcheck.DumpSeen;
import io.rtnlab.results.dumpcheck.RetryRow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * How often a dump must be tried until the kernel does not flag it with {@code NLM_F_DUMP_INTR},
 * beside one writer at several rates, for the ways to try that are in use; and how often the dump
 * that is then believed is no snapshot all the same.
 */
public final class RetryCurve {
  /** Cilium tries 30 times, 1 ms apart; others 5 times, 100 ms apart. */
  private static final List<Strategy> STRATEGIES =
      List.of(new Strategy(30, Duration.ofMillis(1)), new Strategy(5, Duration.ofMillis(100)));

  private static final List<Integer> CHANGES_PER_SECOND = List.of(10, 100, 1_000, 10_000);

  /** So often a strategy is followed from its first try on. */
  private static final int EPISODES = 40;

  private final DumpPlan plan;
  private volatile String stage = "";

  public RetryCurve(DumpPlan plan) {
    this.plan = plan;
  }

  private record Strategy(int tries, Duration pause) {}

  /** What it is at, in one line. For any thread. */
  public String progress() {
    return stage;
  }

  /**
   * Measures all kinds of which the plan wants some.
   *
   * @throws IOException where no network namespace can be made
   */
  public List<RetryRow> run() throws IOException {
    List<RetryRow> rows = new ArrayList<>();
    List<String> names =
        DumpKinds.all(0).stream()
            .map(DumpKind::name)
            .filter(name -> plan.only().matcher(name).find())
            .toList();
    for (String name : names) {
      for (int rate : CHANGES_PER_SECOND) {
        for (Strategy strategy : STRATEGIES) {
          stage = name + ", " + rate + " changes/s, at most " + strategy.tries + " tries";
          try (NetworkNamespace namespace = NetworkNamespace.create()) {
            namespace.run(() -> measure(namespace, name, rate, strategy)).ifPresent(rows::add);
          }
        }
      }
    }
    stage = "";
    return rows;
  }

  private Optional<RetryRow> measure(
      NetworkNamespace namespace, String name, int rate, Strategy strategy) throws Exception {
    try (RawExchange exchange = RawExchange.open(DumpSite.RECEIVE_BYTES)) {
      DumpKind kind = DumpSite.kind(name, plan.objects(), exchange);
      if (!DumpSite.fill(kind, exchange).isEmpty()) {
        return Optional.empty();
      }
      ChangeLog log = new ChangeLog(kind.objects());
      AtomicBoolean stop = new AtomicBoolean();
      List<DumpSeen> believed = new ArrayList<>();
      int[] cleanAt = new int[strategy.tries];
      long beganNs;
      long endedNs;
      try (ExecutorService writing =
          Executors.newSingleThreadExecutor(
              Thread.ofPlatform().name("writer").daemon().factory())) {
        Future<?> writer =
            writing.submit(
                () -> {
                  namespace.enter();
                  write(kind, log, rate, stop);
                  return null;
                });
        try (RawExchange reader = RawExchange.open(plan.bufferBytes())) {
          beganNs = System.nanoTime();
          for (int episode = 0; episode < EPISODES && !writer.isDone(); episode++) {
            follow(kind, reader, strategy, cleanAt, believed);
          }
          endedNs = System.nanoTime();
        } finally {
          stop.set(true);
        }
        writer.get();
      }
      long torn =
          believed.stream().filter(dump -> DumpJudgement.of(dump, log).noSnapshot()).count();
      double seconds = (endedNs - beganNs) / 1e9;
      List<Integer> clean = new ArrayList<>();
      for (int count : cleanAt) {
        clean.add(count);
      }
      return Optional.of(
          new RetryRow(
              name,
              Math.round(log.size() / seconds),
              strategy.pause.toMillis(),
              EPISODES,
              clean,
              torn));
    }
  }

  /** Tries until a dump is not flagged, or the strategy gives up. */
  private static void follow(
      DumpKind kind,
      RawExchange reader,
      Strategy strategy,
      int[] cleanAt,
      List<DumpSeen> believed) {
    for (int attempt = 0; attempt < strategy.tries; attempt++) {
      Optional<DumpSeen> dump = DumpSite.read(kind, reader);
      if (dump.isPresent() && !dump.get().interrupted()) {
        cleanAt[attempt]++;
        believed.add(dump.get());
        return;
      }
      LockSupport.parkNanos(strategy.pause.toNanos());
    }
  }

  private static void write(DumpKind kind, ChangeLog log, int rate, AtomicBoolean stop)
      throws IOException {
    try (RawExchange exchange = RawExchange.open(DumpSite.RECEIVE_BYTES)) {
      Writer writer = new Writer(kind, log, exchange, 0, 1);
      long periodNs = 1_000_000_000L / rate;
      long dueNs = System.nanoTime();
      while (!stop.get()) {
        writer.changeOne();
        dueNs += periodNs;
        while (!stop.get() && System.nanoTime() < dueNs) {
          LockSupport.parkNanos(Math.min(dueNs - System.nanoTime(), 10_000_000));
        }
      }
    }
  }
}
