// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.dumpcheck;

import io.rtnlab.lab.exchange.Answer;
import io.rtnlab.lab.exchange.RawExchange;
import io.rtnlab.libc.Errno;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.results.dumpcheck.ChangeLog;
import io.rtnlab.results.dumpcheck.DumpRow;
import io.rtnlab.results.dumpcheck.DumpSeen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final int RTM_NEWLINK = 16;
  private static final int MAKE = 0x600;
  private static final int CONTROL_DUMPS = 20;

  /**
   * The kernel finishes an IPv6 address in a work queue ({@code addrconf_dad_work}), which changes
   * what is dumped after the acknowledgement.
   */
  private static final long SETTLE_NS = 50_000_000;

  private static final long SETTLE_ALL_NS = 10 * SETTLE_NS;

  private static final int CONTROL_CHANGES = 5;
  private static final int RECEIVE_BYTES = 1 << 15;

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
    try (RawExchange exchange = RawExchange.open(RECEIVE_BYTES)) {
      DumpKind kind = kind(name, link(exchange));
      for (DumpKind.Preparation each : kind.before()) {
        for (int count = 0; count < each.count(); count++) {
          int number = count;
          int errno = exchange.ask(each.type(), MAKE, w -> each.body().write(w, number)).errno();
          if (errno != 0) {
            return DumpRow.untested(name, control, "preparing: " + Errno.describe(errno));
          }
        }
      }
      for (int object = 0; object < kind.most(); object++) {
        int number = object;
        int errno = exchange.ask(kind.type(), MAKE, w -> kind.make().write(w, number)).errno();
        if (errno != 0) {
          return DumpRow.untested(name, control, "making one: " + Errno.describe(errno));
        }
      }
      ChangeLog log = new ChangeLog(kind.most());
      List<DumpSeen> dumps =
          control ? alone(kind, exchange, log) : besideWriters(namespace, kind, log);
      return dumps.isEmpty()
          ? DumpRow.untested(name, control, "the dump shows none of them, or is refused")
          : DumpRow.of(name, control, dumps, log);
    }
  }

  private static DumpKind kind(String name, int link) {
    return DumpKinds.all(link).stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Makes a link that is up, for routes and addresses, and returns its index. */
  private static int link(RawExchange exchange) {
    Answer _ =
        exchange.ask(
            RTM_NEWLINK,
            MAKE,
            w -> {
              int info = w.u32(0).u32(0).u32(1).u32(1).text(3, DumpKinds.LINK).beginNested(18);
              w.text(1, "ifb").endNested(info);
            });
    return new LinkIndex(exchange).of(DumpKinds.LINK);
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
        read(kind, reader, dumps);
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
          read(kind, reader, dumps);
        }
      } finally {
        stop.set(true);
      }
    }
    return dumps;
  }

  private void write(DumpKind kind, ChangeLog log, int number, AtomicBoolean stop)
      throws IOException {
    try (RawExchange exchange = RawExchange.open(RECEIVE_BYTES)) {
      Writer writer = new Writer(kind, log, exchange, number, plan.writers());
      while (!stop.get()) {
        writer.changeOne();
      }
    }
  }

  /** A dump that fails, or shows none of the objects, says nothing of them. */
  private static void read(DumpKind kind, RawExchange reader, List<DumpSeen> dumps) {
    Map<Integer, Integer> shown = new HashMap<>();
    Answer answer =
        reader.dump(
            kind.type() + 2,
            w -> kind.dump().write(w, 0),
            (bytes, payload, end) -> {
              int object = kind.number().of(bytes, payload, end);
              if (object != DumpKind.OTHER) {
                shown.merge(object, 1, Integer::sum);
              }
            });
    if (answer.errno() == 0 && !shown.isEmpty()) {
      dumps.add(
          new DumpSeen(
              shown,
              answer.interrupted(),
              answer.sentNs(),
              answer.firstFilledNs(),
              answer.lastFillNs(),
              answer.endedNs()));
    }
  }
}
