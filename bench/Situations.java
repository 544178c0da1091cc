// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Holds the blame of a run (its CSV) beside the owners of rtnl_mutex that bpftrace printed
 * meanwhile: nanoseconds, thread, flags, name of the thread. Who waited at a sample is known from
 * segments.bin (big endian: waiter s32, from ns s64, until ns s64, holder s32, evidence u8, behind
 * a line), who owned the mutex by bpftrace alone. While no thread owns it, it is being handed over by
 * the owner before, to whom the ledger charges that, too. Shares no code with rtnlab.
 *
 * <p>{@code java Situations.java NAME RUN_FOLDER OWNERS BLAME_CSV}, or {@code --head}
 */
final class Situations {
  private static final int PICKUP = 4;
  private static final int BLOCKS = 50;

  /** Two standard errors of a mean of so many blocks. */
  private static final double STUDENT = 2.01;

  /** How our own threads are called. */
  private static final String OUR_THREADS = "rtnlab";

  private static final String ROW = "%-18s %-11s %-40s %15s %14s %14s  %s%n";

  /** What is ours begins so: the run's only operation and its undo. */
  private static final String OURS = "route-";

  private record Sample(long ns, int thread, String name) {}

  /** A foreign holder by the ledger, in shares of all waiting. */
  private record Blamed(String label, double share, double low, double high) {
    /** Without processes and handler; a worker of the kernel without its queue. */
    String name() {
      return family(label.replaceFirst("( ×\\d+|\\[\\d+\\])?( \\(.*\\))?$", ""));
    }

    String handler() {
      int bracket = label.lastIndexOf(" (");
      return bracket < 0 ? "" : label.substring(bracket + 2, label.length() - 1);
    }
  }

  private static String family(String name) {
    return name.startsWith("kworker") ? "kworker" : name;
  }

  public static void main(String[] args) throws IOException {
    if (args[0].equals("--head")) {
      System.out.printf(ROW, "situation", "culprit", "at", "ledger, bounds", "bpftrace: owns", "handing over", "verdict");
      return;
    }
    System.exit(judge(args[0], Path.of(args[1]), Path.of(args[2]), Path.of(args[3])) ? 0 : 1);
  }

  private static boolean judge(String situation, Path run, Path owners, Path csv)
      throws IOException {
    List<Sample> samples = samples(owners);
    List<Set<Integer>> waiters = waiters(run.resolve("segments.bin"), samples);
    Map<String, double[][]> seen = new LinkedHashMap<>();
    Map<String, double[][]> handing = new LinkedHashMap<>();
    String owner = "";
    double[] all = new double[BLOCKS];
    int first = 0;
    int last = samples.size();
    while (first < last && waiters.get(first).isEmpty()) {
      first++;
    }
    while (last > first && waiters.get(last - 1).isEmpty()) {
      last--;
    }
    for (int i = first; i < last; i++) {
      int block = (int) ((double) (i - first) / (last - first) * BLOCKS);
      Sample sample = samples.get(i);
      int open = waiters.get(i).size();
      all[block] += open;
      // One that waits has the mutex handed to it.
      boolean owned = sample.thread != 0 && !waiters.get(i).contains(sample.thread);
      owner = owned ? family(sample.name) : owner;
      (owned ? seen : handing)
              .computeIfAbsent(owner, name -> new double[1][BLOCKS])[0][block] += open;
    }
    List<Blamed> blamed = blamed(csv);
    Blamed top = blamed.isEmpty() ? new Blamed("(none)", 0, 0, 0) : blamed.get(0);
    String culprit = top.name();
    double[] share = share(seen.getOrDefault(culprit, new double[1][BLOCKS])[0], all);
    double[] after = share(handing.getOrDefault(culprit, new double[1][BLOCKS])[0], all);
    String most =
        seen.entrySet().stream()
            .filter(each -> !each.getKey().startsWith(OUR_THREADS))
            .max(Comparator.comparingDouble(each -> Arrays.stream(each.getValue()[0]).sum()))
            .map(Map.Entry::getKey)
            .orElse("(none)");
    boolean sameCulprit = most.equals(culprit);
    boolean inside = Math.abs(top.share - share[0]) <= share[1];
    boolean handed =
        top.share >= share[0] - share[1] && top.share <= share[0] + after[0] + share[1] + after[1];
    boolean bounds = top.low <= share[0] + share[1] && top.high >= share[0] - share[1];
    System.out.printf(
        Locale.ROOT,
        ROW,
        situation,
        culprit,
        top.handler(),
        "%.1f %% %.0f..%.0f".formatted(100 * top.share, 100 * top.low, 100 * top.high),
        "%.1f %% ± %.1f".formatted(100 * share[0], 100 * share[1]),
        "%.1f %% ± %.1f".formatted(100 * after[0], 100 * after[1]),
        !sameCulprit
            ? "ANOTHER: " + most + " by bpftrace"
            : top.handler().isEmpty()
                ? "NO HANDLER"
                : inside
                    ? "inside"
                    : handed ? "inside with hand-overs" : bounds ? "within bounds" : "OUTSIDE");
    return sameCulprit && bounds && !top.handler().isEmpty();
  }

  private static List<Sample> samples(Path owners) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (String line : Files.readAllLines(owners, StandardCharsets.ISO_8859_1)) {
      String[] fields = line.split(" ", 4);
      if (fields.length == 4 && fields[0].matches("\\d+") && fields[2].matches("\\d+")) {
        // A mutex on its way names who gets it next, and no thread owns it.
        boolean owned = (Integer.parseInt(fields[2]) & PICKUP) == 0;
        samples.add(
            new Sample(
                Long.parseLong(fields[0]), owned ? Integer.parseInt(fields[1]) : 0, fields[3]));
      }
    }
    samples.sort(Comparator.comparingLong(Sample::ns));
    return samples;
  }

  /** The threads that waited at each sample. */
  private static List<Set<Integer>> waiters(Path segments, List<Sample> samples)
      throws IOException {
    long[] times = samples.stream().mapToLong(Sample::ns).toArray();
    List<Set<Integer>> waiters = new ArrayList<>();
    samples.forEach(sample -> waiters.add(new HashSet<>()));
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(segments), 1 << 20))) {
      for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
        // the names of the classes of evidence
      }
      while (true) {
        int waiter = in.readInt();
        long from = in.readLong();
        long until = in.readLong();
        in.skipNBytes(Integer.BYTES + 2); // holder, evidence, change
        int at = Arrays.binarySearch(times, from);
        at = at < 0 ? -at - 1 : at;
        while (at > 0 && times[at - 1] == from) {
          at--;
        }
        for (; at < times.length && times[at] < until; at++) {
          waiters.get(at).add(waiter);
        }
      }
    } catch (EOFException end) {
      return waiters;
    }
  }

  /** The share of {@code part} in {@code all}, and its scatter between blocks of time. */
  private static double[] share(double[] part, double[] all) {
    double sum = Arrays.stream(all).sum();
    double share = sum == 0 ? 0 : Arrays.stream(part).sum() / sum;
    double squares = 0;
    for (int i = 0; i < BLOCKS; i++) {
      squares += Math.pow(part[i] - share * all[i], 2);
    }
    double error = sum == 0 ? 0 : STUDENT * Math.sqrt(squares * BLOCKS / (BLOCKS - 1)) / sum;
    return new double[] {share, error};
  }

  /** The foreign holders of the first table, most waiting first. */
  private static List<Blamed> blamed(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    int cells = lines.indexOf("");
    double total = 0;
    // The second table, who waited for whom, ends at the next empty line.
    for (int at = cells + 2; at < lines.size() && !lines.get(at).isEmpty(); at++) {
      total += Double.parseDouble(fields(lines.get(at)).get(4));
    }
    List<Blamed> blamed = new ArrayList<>();
    for (String line : lines.subList(1, cells)) {
      List<String> fields = fields(line);
      if (!fields.get(1).startsWith(OURS)) {
        blamed.add(
            new Blamed(
                fields.get(1),
                Double.parseDouble(fields.get(2)),
                Double.parseDouble(fields.get(4)) / total,
                Double.parseDouble(fields.get(5)) / total));
      }
    }
    return blamed;
  }

  /** RFC 4180; no name here holds a line break. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
