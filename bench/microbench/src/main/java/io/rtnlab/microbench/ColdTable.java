// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.microbench;

import io.rtnlab.libc.Loopback;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.samples.Sample11ContainerNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Whole processes, from their start to their end: a user's program in a JVM of its own, the same
 * with an AOT cache trained for it, {@code ip}, and for what a CNI plugin does the same in Go. The
 * programs take turns; of each the lowest of the rounds counts.
 */
@Command(
    name = "rtnlab bench cold",
    description =
        "Whole processes, JVM start included, beside ip and Go: CPU time, wall time, memory.")
public final class ColdTable implements Callable<Integer> {
  private static final int DUMPS = 5;
  private static final int US_PER_S = 1_000_000;
  private static final int KIB_PER_MIB = 1_024;
  private static final String CONTAINERS = "containers";

  /** For programs that end within seconds: one compiler, and no threads to collect garbage. */
  private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** For those that end at once: nothing runs often enough to be worth compiling. */
  private static final List<String> ONE_SHOT_FLAGS = List.of("-XX:+UseSerialGC", "-Xint");

  @Option(names = "--routes", description = "So many are inserted and dumped (${DEFAULT-VALUE}).")
  private int routes = 100_000;

  @Option(names = "--links", description = "So many are dumped, in pairs (${DEFAULT-VALUE}).")
  private int links = 1_000;

  @Option(
      names = "--containers",
      description = "So many are connected and disconnected, each a process (${DEFAULT-VALUE}).")
  private int containers = 10;

  @Option(names = "--rounds", description = "So many of each (${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--only",
      description = "One of insert, routes, links, containers; otherwise all of them.")
  private String only = "";

  public static void main(String[] arguments) {
    System.exit(Tables.run(new ColdTable(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    Tables.within(1, 1_000_000, "--routes", routes);
    Tables.within(2, 10_000, "--links", links);
    Tables.within(1, 1_000, "--containers", containers);
    Tables.within(1, 100, "--rounds", rounds);
    List<String> works =
        List.of(ColdProgram.INSERT, ColdProgram.ROUTES, ColdProgram.LINKS, CONTAINERS);
    if (!only.isEmpty() && !works.contains(only)) {
      throw new IllegalArgumentException("--only " + only + ": one of " + String.join(", ", works));
    }
    System.out.println(
        "work                     program             CPU s  wall s    MiB  each µs   CPU/ip");
    Path folder = Files.createTempDirectory("rtnlab-cold");
    try {
      for (String work : only.isEmpty() ? works : List.of(only)) {
        measure(work, folder);
      }
    } finally {
      Tables.progress("");
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    System.out.println(
        "java is started with "
            + String.join(" ", FLAGS)
            + ", for containers with "
            + String.join(" ", ONE_SHOT_FLAGS));
    return 0;
  }

  private void measure(String work, Path folder) throws IOException {
    switch (work) {
      case ColdProgram.INSERT -> {
        Path batch =
            Files.write(
                folder.resolve("batch"),
                IntStream.range(0, routes)
                    .mapToObj(i -> "route add " + ColdProgram.address(i) + " dev lo")
                    .toList());
        compare(work, routes + " inserts", routes, folder, routes, ip("-batch", batch.toString()));
      }
      case ColdProgram.ROUTES ->
          compare(
              work, DUMPS + " × " + routes + " routes", DUMPS * routes, folder, DUMPS, routes());
      case ColdProgram.LINKS ->
          compare(work, DUMPS + " × " + links + " links", DUMPS * links, folder, DUMPS, links());
      default -> compareContainers(folder);
    }
  }

  private static List<List<String>> ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(Arrays.asList(arguments));
    return List.of(List.copyOf(command));
  }

  private static List<List<String>> routes() {
    return Collections.nCopies(DUMPS, List.of("ip", "route", "show"));
  }

  private static List<List<String>> links() {
    return Collections.nCopies(DUMPS, List.of("ip", "link", "show"));
  }

  /** The same work by a JVM, by one with a cache, and by ip. */
  private void compare(
      String work, String label, int items, Path folder, int times, List<List<String>> ip)
      throws IOException {
    String[] program = {ColdProgram.class.getName(), work, Integer.toString(times)};
    Map<String, List<List<String>>> programs = new LinkedHashMap<>();
    programs.put("java", List.of(java(List.of(), program)));
    Path cache = folder.resolve(work + ".aot");
    if (train(work, cache, List.of(), program)) {
      programs.put("java, AOT cache", List.of(java(List.of("-XX:AOTCache=" + cache), program)));
    }
    programs.put("ip " + ip.getFirst().get(1), ip);
    measure(work, label, items, programs);
  }

  /** What a CNI plugin does: the sample, the same with a cache, and its like in Go. */
  private void compareContainers(Path folder) throws IOException {
    try (NetworkNamespace container = NetworkNamespace.create()) {
      String path = "/proc/" + ProcessHandle.current().pid() + "/fd/" + container.file().number();
      String[] add = {"add", path, "eth0", "10.88.0.2/24", "10.88.0.1"};
      String[] delete = {"del", path, "eth0"};
      Map<String, List<List<String>>> programs = new LinkedHashMap<>();
      programs.put("java", calls(java(List.of(), sample(add)), java(List.of(), sample(delete))));
      Path cache = folder.resolve(CONTAINERS + ".aot");
      List<String> undo = java(List.of(), sample(delete));
      if (train(CONTAINERS, cache, List.of(undo), sample(add))) {
        List<String> cached = List.of("-XX:AOTCache=" + cache);
        programs.put(
            "java, AOT cache", calls(java(cached, sample(add)), java(cached, sample(delete))));
      }
      Optional<Path> go = ContainerInGo.build(folder);
      if (go.isPresent()) {
        programs.put("go", calls(command(go.get(), add), command(go.get(), delete)));
      } else {
        System.err.println(ContainerInGo.MISSING);
      }
      measure(CONTAINERS, containers + " " + CONTAINERS, containers, programs);
    }
  }

  private List<List<String>> calls(List<String> add, List<String> delete) {
    return Collections.nCopies(containers, List.of(add, delete)).stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<String> command(Path program, String... arguments) {
    return Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments)).toList();
  }

  private static String[] sample(String... arguments) {
    return Stream.concat(
            Stream.of(Sample11ContainerNetwork.class.getName()), Arrays.stream(arguments))
        .toArray(String[]::new);
  }

  /** Makes an AOT cache by a run of the program, after which {@code undo} is run. */
  private boolean train(String work, Path cache, List<List<String>> undo, String... program)
      throws IOException {
    Tables.progress(work + ", training run …");
    List<List<String>> commands = new ArrayList<>();
    commands.add(java(List.of("-XX:AOTCacheOutput=" + cache), program));
    commands.addAll(undo);
    inNamespace(work, () -> WholeProcess.run(commands));
    if (Files.exists(cache)) {
      return true;
    }
    System.err.println("no AOT cache: it needs a class path of jars alone, as a build makes it");
    return false;
  }

  private static List<String> java(List<String> options, String... program) {
    boolean oneShot = program[0].equals(Sample11ContainerNetwork.class.getName());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(oneShot ? ONE_SHOT_FLAGS : FLAGS);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(Arrays.asList(program));
    return command;
  }

  /** Prints a line for each program; ip, or Go where there is no ip, is what they are held to. */
  private void measure(
      String work, String label, int items, Map<String, List<List<String>>> programs)
      throws IOException {
    Map<String, List<WholeProcess.Cost>> costs = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, List<List<String>>> each : programs.entrySet()) {
        Tables.progress(label + ", " + each.getKey() + ", round " + (round + 1) + " …");
        costs
            .computeIfAbsent(each.getKey(), key -> new ArrayList<>())
            .add(inNamespace(work, () -> WholeProcess.run(each.getValue())));
      }
    }
    String last = List.copyOf(programs.keySet()).getLast();
    double reference =
        last.startsWith("java")
            ? Double.NaN
            : lowest(costs.getOrDefault(last, List.of())).cpuSeconds();
    for (Map.Entry<String, List<List<String>>> each : programs.entrySet()) {
      WholeProcess.Cost cost = lowest(costs.getOrDefault(each.getKey(), List.of()));
      boolean brief = work.equals(CONTAINERS);
      List<List<String>> watched =
          brief ? each.getValue() : each.getValue().stream().distinct().toList();
      long peak = inNamespace(work, () -> WholeProcess.peakKib(watched));
      Tables.progress("");
      System.out.printf(
          "%-24s %-17s %7.2f %7.2f %6.1f %8.1f %8.2f%n",
          label,
          each.getKey(),
          cost.cpuSeconds(),
          cost.wallSeconds(),
          peak / (double) KIB_PER_MIB,
          cost.cpuSeconds() * US_PER_S / items,
          cost.cpuSeconds() / reference);
    }
  }

  private static WholeProcess.Cost lowest(List<WholeProcess.Cost> costs) {
    double wall = costs.stream().mapToDouble(WholeProcess.Cost::wallSeconds).min().orElseThrow();
    double cpu = costs.stream().mapToDouble(WholeProcess.Cost::cpuSeconds).min().orElseThrow();
    return new WholeProcess.Cost(cpu, wall);
  }

  /** Does something in a namespace of its own with what is worked on. */
  private <T> T inNamespace(String work, Callable<T> measured) throws IOException {
    try (NetworkNamespace namespace = NetworkNamespace.create()) {
      return namespace.run(
          () -> {
            prepare(work);
            return measured.call();
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
}
