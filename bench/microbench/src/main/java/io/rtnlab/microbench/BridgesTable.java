// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.port.NetlinkBridge;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The short comparison: every bridge against plain C in one process, round by round, as one table
 * of ratios. Takes a minute or two.
 */
public final class BridgesTable {
  private static final int DEFAULT_ROUNDS = 11;
  private static final String C = "C";
  private static final Set<String> NO_JAVA = Set.of(C, "libmnl");

  private final int rounds;
  private final List<Work> works;
  private final List<Result> results = new ArrayList<>();
  private List<String> facts = List.of();

  private BridgesTable(int rounds, List<Work> works) {
    this.rounds = rounds;
    this.works = works;
  }

  /** {@code rtnlab bench bridges}. */
  @Command(
      name = "rtnlab bench bridges",
      description = "The four bridges beside plain C, one table of ratios.")
  private static final class Order implements Callable<Integer> {
    @Option(names = "--rounds", description = "So many of each (${DEFAULT-VALUE}).")
    private int rounds = DEFAULT_ROUNDS;

    @Option(names = "--only", description = "Only work whose label has this in it.")
    private String only = "";

    @Option(names = "--out", description = "Every number, into this file.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
      if (out != null && !Files.isDirectory(out.toAbsolutePath().resolveSibling("."))) {
        throw new IllegalArgumentException("there is no folder for " + out + ": make it first");
      }
      BridgesTable table =
          new BridgesTable(Tables.within(1, Integer.MAX_VALUE, "--rounds", rounds), works(only));
      try (NetworkNamespace namespace = NetworkNamespace.create()) {
        namespace.run(table::measure);
      }
      table.print(System.out);
      if (out != null) {
        Files.write(out, table.lines());
        System.err.println("every number in " + out);
      }
      return 0;
    }
  }

  public static void main(String[] arguments) {
    System.exit(Tables.run(new Order(), arguments));
  }

  /** Those whose label has {@code only} in it. */
  private static List<Work> works(String only) {
    List<Work> some = Work.ALL.stream().filter(work -> work.label().contains(only)).toList();
    if (some.isEmpty()) {
      throw new IllegalArgumentException(
          Work.ALL.stream()
              .map(Work::label)
              .collect(
                  Collectors.joining(
                      "\n  ", "no work is called \"" + only + "\"; there are:\n  ", "")));
    }
    return some;
  }

  private boolean measure() throws IOException {
    Fixture.set();
    List<Implementation> implementations = new ArrayList<>();
    try (CImplementation baseline = CImplementation.plain()) {
      facts = Machine.facts(baseline.compiler());
      implementations.add(new InMemoryImplementation());
      addLibmnl(implementations);
      for (NetlinkBridge bridge : bridges()) {
        implementations.add(new BridgeImplementation(bridge));
      }
      Rounds all = new Rounds(baseline, implementations);
      for (Work work : works) {
        Tables.progress(work.label() + " …");
        results.addAll(all.measure(work, rounds));
      }
    } finally {
      Tables.progress("");
      implementations.forEach(Implementation::close);
    }
    return true;
  }

  private static void addLibmnl(List<Implementation> implementations) {
    try {
      implementations.add(CImplementation.libmnl());
    } catch (IOException e) {
      System.err.println("without libmnl: " + e.getMessage());
    }
  }

  private static List<NetlinkBridge> bridges() {
    List<NetlinkBridge> able = new ArrayList<>();
    for (NetlinkBridge bridge : ServiceLoader.load(NetlinkBridge.class)) {
      bridge
          .unavailable()
          .ifPresentOrElse(
              reason -> System.err.println("without " + bridge.name() + ": " + reason),
              () -> able.add(bridge));
    }
    able.sort(Comparator.comparing(NetlinkBridge::name));
    return able;
  }

  private void print(PrintStream out) {
    facts.forEach(out::println);
    List<String> names =
        results.stream().map(Result::implementation).distinct().filter(name -> !isC(name)).toList();
    out.printf(
        "%nCPU time as a ratio to plain C in the same round: median of %d rounds (quartiles)%n%n",
        rounds);
    out.printf("%-38s %9s %9s", "per unit", "C ns CPU", "C ns wall");
    names.forEach(name -> out.printf("   %-17s", name));
    out.println("   Java heap, bytes");
    for (Work work : works) {
      Result c = Objects.requireNonNull(result(work, C));
      out.printf(
          Locale.ROOT, "%-38s %9.1f %9.1f", work.label(), c.cpuNs().median(), c.wallNs().median());
      names.forEach(name -> out.printf("   %-17s", cell(work, name)));
      out.printf(Locale.ROOT, "   %.0f%n", mostAllocated(work));
    }
  }

  private String cell(Work work, String implementation) {
    Result result = result(work, implementation);
    if (result == null) {
      return "";
    }
    Spread ratio = result.cpuRatio();
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f–%.2f)",
        ratio.median(),
        ratio.lowerQuartile(),
        ratio.upperQuartile());
  }

  private double mostAllocated(Work work) {
    return results.stream()
        .filter(result -> result.work() == work && !NO_JAVA.contains(result.implementation()))
        .mapToDouble(result -> result.allocatedBytes().median())
        .max()
        .orElse(0);
  }

  private @Nullable Result result(Work work, String implementation) {
    return results.stream()
        .filter(result -> result.work() == work && result.implementation().equals(implementation))
        .findFirst()
        .orElse(null);
  }

  /** The facts as comments, then a line for each work and implementation. */
  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    facts.forEach(fact -> lines.add("# " + fact));
    lines.add(
        "# per unit; ratio = CPU time divided by plain C's in the same round; q1, q3 quartiles");
    lines.add(
        "work\tunit\tcontender\trounds\tcpu_ns\twall_ns\tallocated_bytes\tratio_q1\tratio"
            + "\tratio_q3");
    for (Result result : results) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s\t%s\t%s\t%d\t%.1f\t%.1f\t%.1f\t%.3f\t%.3f\t%.3f",
              result.work().label(),
              result.work().unit(),
              result.implementation(),
              result.rounds(),
              result.cpuNs().median(),
              result.wallNs().median(),
              result.allocatedBytes().median(),
              result.cpuRatio().lowerQuartile(),
              result.cpuRatio().median(),
              result.cpuRatio().upperQuartile()));
    }
    return lines;
  }

  private static boolean isC(String implementation) {
    return implementation.equals(C);
  }
}
