// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.message.Family;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.Mirror;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a mirror of many routes costs beside a dump of them into records, and what it costs to
 * follow a thread that changes them at a steady rate.
 */
@Command(
    name = "rtnlab bench mirror",
    description = "A mirror of many routes: beside a dump into records, and while they change.")
public final class MirrorTable implements Callable<Integer> {
  private static final ThreadMXBean CPU_TIME = ManagementFactory.getThreadMXBean();
  private static final long NS_PER_S = 1_000_000_000;
  private static final double NS_PER_US = 1_000;
  private static final int BATCH = 100;
  private static final long PARK_NS = 1_000_000;
  private static final long QUIET_NS = 300_000_000;
  private static final long PATIENCE_NS = 120 * NS_PER_S;

  /** Added when all changes are made: what shows it has followed all of them. */
  private static final Route LAST =
      Route.to("172.16.0.1").dev(Fixture.LOOPBACK).table(Fixture.DUMPED_TABLE);

  @Option(names = "--routes", description = "So many are mirrored (${DEFAULT-VALUE}).")
  private int routes = 1_000_000;

  @Option(names = "--rate", description = "So many are changed a second (${DEFAULT-VALUE}).")
  private int rate = 50_000;

  @Option(names = "--seconds", description = "So long (${DEFAULT-VALUE}).")
  private int seconds = 10;

  @Option(names = "--rounds", description = "So many of dump and mirror, in turns.")
  private int rounds = 5;

  /** CPU time and wall time of one piece of work. */
  private record Cost(long cpuNs, long wallNs) {}

  public static void main(String[] arguments) {
    System.exit(Tables.run(new MirrorTable(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    Tables.within(1_000, 4_000_000, "--routes", routes);
    Tables.within(100, 1_000_000, "--rate", rate);
    Tables.within(1, 600, "--seconds", seconds);
    Tables.within(1, 100, "--rounds", rounds);
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      namespace.run(
          () -> {
            Tables.progress("making " + routes + " routes …");
            Fixture.set(routes / Fixture.BATCH * Fixture.BATCH, 1);
            compare();
            follow();
            return true;
          });
    }
    return 0;
  }

  private static Route filter() {
    return Route.all(Family.AF_INET).table(Fixture.DUMPED_TABLE);
  }

  private void compare() throws IOException {
    List<Cost> dumps = new ArrayList<>();
    List<Cost> mirrors = new ArrayList<>();
    int listed = 0;
    int mirrored = 0;
    for (int round = 0; round <= rounds; round++) { // the first warms up
      Tables.progress("dump and mirror, round " + round + " of " + rounds + " …");
      long cpu = CPU_TIME.getCurrentThreadCpuTime();
      long wall = System.nanoTime();
      try (NetlinkSession session = NetlinkSession.open()) {
        listed = session.dump(filter()).toList().size();
      }
      Cost dump = since(cpu, wall);
      cpu = CPU_TIME.getCurrentThreadCpuTime();
      wall = System.nanoTime();
      try (Mirror<Route> mirror = Mirror.open(filter())) {
        mirrored = mirror.size();
      }
      if (round > 0) {
        dumps.add(dump);
        mirrors.add(since(cpu, wall));
      }
    }
    Tables.progress("");
    if (listed != mirrored) {
      throw new IOException(listed + " routes listed, " + mirrored + " mirrored");
    }
    double dumpNs = least(dumps);
    double mirrorNs = least(mirrors);
    System.out.printf(
        "%,d routes, CPU of the thread for each, least of %d rounds%n"
            + "  dump into records  %8.3f µs%n  mirror             %8.3f µs   %.2f of the dump%n",
        listed,
        rounds,
        dumpNs / listed / NS_PER_US,
        mirrorNs / listed / NS_PER_US,
        mirrorNs / dumpNs);
  }

  private static Cost since(long cpu, long wall) {
    return new Cost(CPU_TIME.getCurrentThreadCpuTime() - cpu, System.nanoTime() - wall);
  }

  private static double least(List<Cost> costs) {
    return costs.stream().mapToLong(Cost::cpuNs).min().orElseThrow();
  }

  private void follow() throws IOException {
    Mirror<Route> mirror = Mirror.open(filter());
    try (NetlinkSession writer = NetlinkSession.open()) {
      long before = mirror.resynchronisations();
      AtomicLong followed = new AtomicLong();
      AtomicLong last = new AtomicLong(System.nanoTime());
      long[] cpuNs = {0};
      Thread follower =
          Thread.ofPlatform()
              .name("follower")
              .start(() -> cpuNs[0] = followToTheEnd(mirror, followed, last));
      long begin = System.nanoTime();
      long changes = change(writer);
      double took = (System.nanoTime() - begin) / (double) NS_PER_S;
      writer.add(LAST);
      while (!mirror.contains(LAST) && System.nanoTime() - begin < PATIENCE_NS) {
        LockSupport.parkNanos(PARK_NS);
      }
      while (System.nanoTime() - last.get() < QUIET_NS) {
        LockSupport.parkNanos(PARK_NS); // a dump may have shown it before older events were read
      }
      double behindMs = (last.get() - begin - took * NS_PER_S) / 1e6;
      boolean same = mirror.size() == (int) writer.dump(filter()).count();
      long again = mirror.resynchronisations() - before;
      mirror.close();
      join(follower);
      System.out.printf(
          "%,d changes in %.1f s (%,.0f a second) of %,d routes%n"
              + "  followed           %,d; %d dumps again; %.1f ms after the last change%n"
              + "  CPU of the thread  %8.3f µs for each, %.0f %% of one CPU%n"
              + "  mirror and dump    %s%n",
          changes,
          took,
          changes / took,
          routes,
          followed.get(),
          again,
          Math.max(0, behindMs),
          cpuNs[0] / (double) followed.get() / NS_PER_US,
          100 * cpuNs[0] / (took * NS_PER_S),
          same ? "have equally many routes" : "differ");
      if (!same) {
        throw new IOException("the mirror has " + mirror.size() + " routes, the kernel others");
      }
    } finally {
      mirror.close();
    }
  }

  private static long followToTheEnd(Mirror<Route> mirror, AtomicLong followed, AtomicLong last) {
    long cpu = CPU_TIME.getCurrentThreadCpuTime();
    try {
      while (mirror.followChange().isPresent()) {
        followed.incrementAndGet();
        last.set(System.nanoTime());
      }
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
    return CPU_TIME.getCurrentThreadCpuTime() - cpu;
  }

  /** Deletes and adds routes at the rate, a batch at a time. */
  private long change(NetlinkSession writer) throws IOException {
    long batches = (long) rate * seconds / BATCH;
    long begin = System.nanoTime();
    for (long batch = 0; batch < batches; batch++) {
      List<Request<?>> requests = new ArrayList<>(BATCH);
      for (int i = 0; i < BATCH; i += 2) {
        int number = (int) ((batch * BATCH / 2 + i / 2) % routes);
        Route route =
            Route.to(ColdProgram.address(number)).dev(Fixture.LOOPBACK).table(Fixture.DUMPED_TABLE);
        requests.add(Request.delete(route));
        requests.add(Request.add(route));
      }
      writer.sendAll(requests).orThrow();
      long due = begin + (batch + 1) * BATCH * NS_PER_S / rate;
      long early = due - System.nanoTime();
      if (early > 0) {
        LockSupport.parkNanos(early);
      }
    }
    return batches * BATCH;
  }

  private static void join(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
