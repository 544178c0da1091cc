// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.dumpcheck;

import io.rtnlab.lab.exchange.RawExchange;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.results.dumpcheck.ChangeLog;
import io.rtnlab.results.dumpcheck.DumpRow;
import io.rtnlab.results.dumpcheck.DumpSeen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Dumps each kind of object beside writers that make and delete a third of them, and judges the
 * dumps afterwards by the log of the changes. Each kind has a network namespace of its own, in
 * which nothing else changes anything.
 */
public final class DumpCheck {
  private static final int CONTROL_DUMPS = 20;

  /**
   * The kernel finishes an IPv6 address in a work queue ({@code addrconf_dad_work}), which changes
   * what is dumped after the acknowledgement.
   */
  private static final long SETTLE_NS = 50_000_000;

  private static final long SETTLE_ALL_NS = 10 * SETTLE_NS;

  private static final int CONTROL_CHANGES = 5;

  private final DumpPlan plan;
  private volatile String stage = "";

  public DumpCheck(DumpPlan plan) {
    this.plan = plan;
  }

  /** What it is at, in one line. For any thread. */
  public String progress() {
    return stage;
  }

  /**
   * Checks all kinds, each after its control.
   *
   * @throws IOException where no network namespace can be made
   */
  public List<DumpRow> run() throws IOException {
    List<String> names =
        DumpKinds.all(0).stream()
            .map(DumpKind::name)
            .filter(name -> plan.only().matcher(name).find())
            .toList();
    List<DumpRow> rows = new ArrayList<>();
    for (String name : names) {
      for (boolean control : new boolean[] {true, false}) {
        stage = name + (control ? ", control" : "") + " (" + rows.size() / 2 + " kinds done)";
        try (NetworkNamespace namespace = NetworkNamespace.create()) {
          rows.add(namespace.run(() -> check(namespace, name, control)));
        }
      }
    }
    stage = "";
    return rows;
  }

  private DumpRow check(NetworkNamespace namespace, String name, boolean control)
      throws IOException {
    try (RawExchange exchange = RawExchange.open(DumpSite.RECEIVE_BYTES)) {
      DumpKind kind = DumpSite.kind(name, plan.objects(), exchange);
      String refusal = DumpSite.fill(kind, exchange);
      if (!refusal.isEmpty()) {
        return DumpRow.untested(name, control, refusal);
      }
      ChangeLog log = new ChangeLog(kind.objects());
      List<DumpSeen> dumps =
          control ? alone(kind, exchange, log) : besideWriters(namespace, kind, log);
      return dumps.isEmpty()
          ? DumpRow.untested(name, control, "the dump shows none of them, or is refused")
          : DumpRow.of(name, control, dumps, log);
    }
  }

  private List<DumpSeen> alone(DumpKind kind, RawExchange changes, ChangeLog log)
      throws IOException {
    List<DumpSeen> dumps = new ArrayList<>();
    try (RawExchange reader = RawExchange.open(plan.bufferBytes())) {
      Writer writer = new Writer(kind, log, changes, 0, 1);
      LockSupport.parkNanos(SETTLE_ALL_NS);
      for (int dump = 0; dump < CONTROL_DUMPS; dump++) {
        for (int change = 0; change < CONTROL_CHANGES; change++) {
          writer.changeOne();
        }
        LockSupport.parkNanos(SETTLE_NS);
        DumpSite.read(kind, reader).ifPresent(dumps::add);
      }
    }
    return dumps;
  }

  private List<DumpSeen> besideWriters(NetworkNamespace namespace, DumpKind kind, ChangeLog log)
      throws IOException {
    List<DumpSeen> dumps = new ArrayList<>();
    AtomicBoolean stop = new AtomicBoolean();
    try (RawExchange reader = RawExchange.open(plan.bufferBytes());
        ExecutorService writers =
            Executors.newFixedThreadPool(
                plan.writers(), Thread.ofPlatform().name("writer-", 0).daemon().factory())) {
      List<Future<?>> running = new ArrayList<>();
      for (int each = 0; each < plan.writers(); each++) {
        int number = each;
        running.add(
            writers.submit(
                () -> {
                  namespace.enter();
                  write(kind, log, number, stop);
                  return null;
                }));
      }
      try {
        long untilNs = System.nanoTime() + plan.duration().toNanos();
        while (System.nanoTime() < untilNs && running.stream().noneMatch(Future::isDone)) {
          DumpSite.read(kind, reader).ifPresent(dumps::add);
        }
      } finally {
        stop.set(true);
      }
    }
    return dumps;
  }

  private void write(DumpKind kind, ChangeLog log, int number, AtomicBoolean stop)
      throws IOException {
    try (RawExchange exchange = RawExchange.open(DumpSite.RECEIVE_BYTES)) {
      Writer writer = new Writer(kind, log, exchange, number, plan.writers());
      while (!stop.get()) {
        writer.changeOne();
      }
    }
  }
}
