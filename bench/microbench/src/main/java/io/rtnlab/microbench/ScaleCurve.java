// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.bridge.ffm.FfmBridge;
import io.rtnlab.libc.NetworkNamespace;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Whether a route or a link costs the same however many there are: CPU time for each, by plain C
 * and over the FFM bridge.
 */
public final class ScaleCurve {
  private static final int[] ROUTES = {1_000, 10_000, 100_000, 1_000_000};
  private static final int[] LINKS = {11, 101, 1_001, 5_001};
  private static final int FEW_ROUTES = 250;
  private static final int FEW_LINKS = 1;
  private static final int ROUNDS = 5;
  private static final double WARM_UP_CPU_NS = 300_000_000;

  /** A small table is worked on again and again, so that each round is long enough to measure. */
  private static final int UNITS_PER_ROUND = 20_000;

  private ScaleCurve() {}

  /** {@code rtnlab bench scale}. */
  @Command(
      name = "rtnlab bench scale",
      description = "A route's and a link's cost, however many there are.")
  private static final class Order implements Callable<Integer> {
    @Option(
        names = "--full",
        description = "Up to 1,000,000 routes and 5,001 links, not 100,000 and 1,001.")
    private boolean full;

    @Override
    public Integer call() throws IOException {
      print(full ? ROUTES.length : ROUTES.length - 1);
      return 0;
    }
  }

  public static void main(String[] arguments) {
    System.exit(Tables.run(new Order(), arguments));
  }

  private static void print(int steps) throws IOException {
    Machine.facts().forEach(System.out::println);
    System.out.printf(
        "%n%10s  %-38s %9s %9s %7s  (median of %d rounds)%n",
        "how many", "CPU ns for each", "C", "ffm", "ffm/C", ROUNDS);
    for (int step = 0; step < steps; step++) {
      row(Work.INSERT_256, ROUTES[step], FEW_ROUTES, FEW_LINKS);
    }
    for (int step = 0; step < steps; step++) {
      row(Work.ROUTE_DUMP, ROUTES[step], ROUTES[step], FEW_LINKS);
    }
    for (int step = 0; step < steps; step++) {
      row(Work.LINK_DUMP, LINKS[step], FEW_ROUTES, LINKS[step]);
    }
  }

  private static void row(Work work, int size, int routes, int links) throws IOException {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      namespace.run(
          () -> {
            Fixture.set(routes, links);
            try (CImplementation plainC = CImplementation.plain();
                BridgeImplementation ffm = new BridgeImplementation(new FfmBridge())) {
              measure(work, size, plainC, ffm);
            }
            return true;
          });
    }
  }

  private static void measure(
      Work work, int size, CImplementation plainC, BridgeImplementation ffm) {
    double warmUpNs = 0;
    while (warmUpNs < WARM_UP_CPU_NS) {
      warmUpNs += once(work, size, ffm, plainC).cpuNs() * size;
    }
    Cost[][] costs = new Cost[2][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int turn = 0; turn < 2; turn++) {
        int who = (turn + round) % 2;
        costs[who][round] = once(work, size, who == 0 ? plainC : ffm, plainC);
      }
    }
    Result c = Result.of(work, plainC.name(), costs[0], costs[0]);
    Result java = Result.of(work, ffm.name(), costs[1], costs[0]);
    System.out.printf(
        Locale.ROOT,
        "%,10d  %-38s %9.1f %9.1f %7.2f%n",
        size,
        work.label(),
        c.cpuNs().median(),
        java.cpuNs().median(),
        java.cpuRatio().median());
  }

  /** Inserts exactly so many, dumps as often as makes a round. */
  private static Cost once(
      Work work, int size, Implementation implementation, CImplementation plainC) {
    if (!Work.INSERTS.contains(work)) {
      return Cost.of(
          implementation, work, Math.max(size, work == Work.LINK_DUMP ? 2_000 : UNITS_PER_ROUND));
    }
    int units = (size + 255) / 256 * 256;
    Cost cost = Cost.of(implementation, work, units);
    long removed = plainC.removeRoutes(units, false);
    if (removed != units) {
      throw new IllegalStateException("not all of " + units + " routes were there: " + removed);
    }
    return cost;
  }
}
