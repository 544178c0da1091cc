// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rtnlab.libc.Loopback;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.libc.SystemCall;
import io.rtnlab.libc.SystemCallException;
import io.rtnlab.libc.SystemCallNumber;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Whole processes, from their start to their end: a user's program in a JVM of its own, the same
 * with an AOT cache trained for it, and {@code ip}. CPU time is what the kernel accounts to
 * children that have ended ({@code getrusage(RUSAGE_CHILDREN)}), the lowest of the rounds.
 */
@Command(
    name = "rtnlab bench cold",
    description = "Whole processes, JVM start included, beside ip: CPU time and wall time.")
public final class ColdTable implements Callable<Integer> {
  private static final int RUSAGE_CHILDREN = -1;
  private static final int RUSAGE_BYTES = 144;
  private static final long NS_PER_S = 1_000_000_000;
  private static final long NS_PER_US = 1_000;
  private static final int DUMPS = 5;

  /** For programs that end within seconds: one compiler, and no threads to collect garbage. */
  private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @Option(names = "--routes", description = "So many are inserted and dumped (${DEFAULT-VALUE}).")
  private int routes = 100_000;

  @Option(names = "--links", description = "So many are dumped, in pairs (${DEFAULT-VALUE}).")
  private int links = 1_000;

  @Option(names = "--rounds", description = "So many of each (${DEFAULT-VALUE}).")
  private int rounds = 3;

  /** One line of the table. */
  private record Line(String work, String program, double cpuSeconds, double wallSeconds) {}

  private final List<Line> lines = new ArrayList<>();

  public static void main(String[] arguments) {
    System.exit(Tables.run(new ColdTable(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    Tables.within(1, 1_000_000, "--routes", routes);
    Tables.within(2, 10_000, "--links", links);
    Tables.within(1, 100, "--rounds", rounds);
    Path folder = Files.createTempDirectory("rtnlab-cold");
    try {
      measure(folder);
    } finally {
      Tables.progress("");
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
    System.out.println("work                              program             CPU s   wall s");
    for (Line line : lines) {
      System.out.printf(
          "%-33s %-18s %6.2f   %6.2f%n",
          line.work, line.program, line.cpuSeconds, line.wallSeconds);
    }
    System.out.println("java is started with " + String.join(" ", FLAGS));
    return 0;
  }

  private void measure(Path folder) throws IOException {
    Path batch =
        Files.write(
            folder.resolve("batch"),
            IntStream.range(0, routes)
                .mapToObj(i -> "route add " + ColdProgram.address(i) + " dev lo")
                .toList());
    String insert = routes + " inserts";
    measure(insert, folder, ColdProgram.INSERT, routes, false, "ip", "-batch", batch.toString());
    String dumps = DUMPS + " dumps of " + routes + " routes";
    measure(dumps, folder, ColdProgram.ROUTES, DUMPS, true, "ip", "route", "show");
    String linkDumps = DUMPS + " dumps of " + links + " links";
    measure(linkDumps, folder, ColdProgram.LINKS, DUMPS, true, "ip", "link", "show");
  }

  /** The same work by a JVM, by one with a cache, and by ip. */
  private void measure(
      String label, Path folder, String work, int count, boolean repeatIp, String... ip)
      throws IOException {
    String[] program = {ColdProgram.class.getName(), work, Integer.toString(count)};
    best(label, "java", work, 1, java(List.of(), program));
    Path cache = folder.resolve(work + ".aot");
    if (run(work, 1, java(List.of("-XX:AOTCacheOutput=" + cache), program)).isEmpty()
        || !Files.exists(cache)) {
      System.err.println("no AOT cache: it needs a class path of jars alone, as a build makes it");
    } else {
      best(label, "java, AOT cache", work, 1, java(List.of("-XX:AOTCache=" + cache), program));
    }
    best(label, String.join(" ", Arrays.copyOf(ip, 2)), work, repeatIp ? DUMPS : 1, List.of(ip));
  }

  private static List<String> java(List<String> options, String... program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(FLAGS);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(Arrays.asList(program));
    return command;
  }

  private void best(String label, String program, String work, int times, List<String> command)
      throws IOException {
    double cpu = Double.MAX_VALUE;
    double wall = Double.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      Tables.progress(label + ", " + program + " …");
      List<Double> measured = run(work, times, command);
      if (measured.isEmpty()) {
        throw new IOException(String.join(" ", command.subList(0, 2)) + " failed");
      }
      cpu = Math.min(cpu, measured.get(0));
      wall = Math.min(wall, measured.get(1));
    }
    lines.add(new Line(label, program, cpu, wall));
  }

  /** CPU and wall seconds of a command in a namespace with what it works on; empty if it failed. */
  private List<Double> run(String work, int times, List<String> command) throws IOException {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      return namespace.run(
          () -> {
            prepare(work);
            long cpuBefore = childrenCpuNs();
            long wallBefore = System.nanoTime();
            for (int i = 0; i < times; i++) {
              Process process =
                  new ProcessBuilder(command)
                      .redirectErrorStream(true)
                      .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                      .start();
              if (process.waitFor() != 0) {
                return List.<Double>of();
              }
            }
            double wall = (System.nanoTime() - wallBefore) / (double) NS_PER_S;
            return List.of((childrenCpuNs() - cpuBefore) / (double) NS_PER_S, wall);
          });
    }
  }

  private void prepare(String work) throws IOException {
    Loopback.up();
    if (work.equals(ColdProgram.ROUTES)) {
      ColdProgram.main(ColdProgram.INSERT, Integer.toString(routes));
    } else if (work.equals(ColdProgram.LINKS)) {
      try (NetlinkSession session = NetlinkSession.open()) {
        for (int i = 0; i < links / 2; i++) {
          session.add(Link.veth("a" + i, "b" + i));
        }
      }
    }
  }

  /** {@code struct rusage}: 0 ru_utime s64 s │ 8 s64 µs │ 16 ru_stime s64 s │ 24 s64 µs. */
  private static long childrenCpuNs() throws SystemCallException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(RUSAGE_BYTES, Long.BYTES);
      long result =
          SystemCall.ofThread().call(SystemCallNumber.GETRUSAGE, RUSAGE_CHILDREN, usage.address());
      SystemCallException.check("getrusage", result);
      long seconds = usage.get(JAVA_LONG, 0) + usage.get(JAVA_LONG, 16);
      long micros = usage.get(JAVA_LONG, 8) + usage.get(JAVA_LONG, 24);
      return seconds * NS_PER_S + micros * NS_PER_US;
    }
  }
}
