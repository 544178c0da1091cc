// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Judges the segments of waits that rtnlab wrote (segments.bin, big endian: waiter s32, from ns
 * s64, until ns s64, holder s32, evidence u8, change u8, behind a line that names the classes) by
 * the owners that bpftrace printed (nanoseconds, thread id, flags). Shares no code with rtnlab.
 *
 * <p>{@code java AuditByBpftrace.java RUN_FOLDER OWNERS}
 */
final class AuditByBpftrace {
  private static final int PICKUP = 4;
  private static final int BLOCKS = 50;

  /** What the segments said at one sample, a line each: waiter, holder, class. */
  private record Said(int waiter, int holder, int evidence) {}

  public static void main(String[] args) throws IOException {
    Path run = Path.of(args[0]);
    long[] times;
    int[] owners;
    {
      List<long[]> lines = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of(args[1]))) {
        String[] fields = line.trim().split(" ");
        if (fields.length == 3 && fields[0].chars().allMatch(Character::isDigit)) {
          int flags = Integer.parseInt(fields[2]);
          // A mutex on its way names who gets it next, and no thread owns it.
          long owner = (flags & PICKUP) != 0 ? 0 : Long.parseLong(fields[1]);
          lines.add(new long[] {Long.parseLong(fields[0]), owner});
        }
      }
      lines.sort((one, two) -> Long.compare(one[0], two[0]));
      times = lines.stream().mapToLong(line -> line[0]).toArray();
      owners = lines.stream().mapToInt(line -> (int) line[1]).toArray();
    }
    if (times.length == 0) {
      System.err.println("bpftrace printed no sample: see whether it runs here by itself");
      System.exit(1);
    }
    requireOneClock();

    String[] kinds;
    List<List<Said>> said = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      said.add(new ArrayList<>());
    }
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(run.resolve("segments.bin")), 1 << 20))) {
      StringBuilder head = new StringBuilder();
      for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
        head.append((char) c);
      }
      kinds = head.toString().replace("rtnlab-segments 2 ", "").split(" ");
      try {
        while (true) {
          int waiter = in.readInt();
          long from = in.readLong();
          long until = in.readLong();
          int holder = in.readInt();
          int evidence = in.readUnsignedByte();
          in.readByte();
          int at = Arrays.binarySearch(times, from);
          at = at < 0 ? -at - 1 : at;
          while (at > 0 && times[at - 1] == from) {
            at--;
          }
          for (; at < times.length && times[at] < until; at++) {
            said.get(at).add(new Said(waiter, holder, evidence));
          }
        }
      } catch (EOFException end) {
        // all read
      }
    }
    judge(kinds, times, owners, said);
  }

  /** bpftrace's nsecs counts the time in suspension too, CLOCK_MONOTONIC does not. */
  private static void requireOneClock() throws IOException {
    String uptime = Files.readString(Path.of("/proc/uptime"));
    // At once: whatever a busy machine takes in between would pass for a suspension, or hide one.
    double monotonic = System.nanoTime() / 1e9;
    double suspended = Double.parseDouble(uptime.split(" ")[0]) - monotonic;
    if (suspended > 0.2) {
      System.err.printf(
          Locale.ROOT,
          "this machine was suspended for %.1f s, so bpftrace's clock and rtnlab's differ: judge"
              + " after a boot%n",
          suspended);
      System.exit(1);
    }
  }

  private static void judge(String[] kinds, long[] times, int[] owners, List<List<Said>> said) {
    var counts = new TreeMap<Integer, long[]>(); // class -> all, right, another, no owner
    int first = 0;
    while (first < times.length && said.get(first).isEmpty()) {
      first++;
    }
    int last = times.length;
    while (last > first && said.get(last - 1).isEmpty()) {
      last--;
    }
    double[][] wrong = new double[BLOCKS][2];
    double[][] overstated = new double[BLOCKS][2];
    long another = 0;
    long stretches = 0;
    int before = -1;
    for (int i = first; i < last; i++) {
      int block = (int) ((double) (i - first) / (last - first) * BLOCKS);
      int owner = owners[i];
      for (Said wait : said.get(i)) {
        owner = wait.waiter == owner ? 0 : owner; // it has the mutex handed to it, and waits
      }
      // Samples in a row that found one owner are one observation.
      stretches += owner == before || said.get(i).isEmpty() ? 0 : 1;
      before = owner;
      for (Said wait : said.get(i)) {
        long[] count = counts.computeIfAbsent(wait.evidence, kind -> new long[4]);
        String kind = kinds[wait.evidence];
        boolean right =
            wait.holder != 0 ? wait.holder == owner : kind.equals("HANDOVER") && owner == 0;
        count[0]++;
        count[right ? 1 : owner == 0 ? 3 : 2]++;
        boolean orNoOwner = kind.equals("SOLE");
        wrong[block][1]++;
        overstated[block][1]++;
        if (wait.holder != 0 && !right) {
          another += owner == 0 ? 0 : 1;
          (orNoOwner && owner == 0 ? overstated : wrong)[block][0]++;
        }
      }
    }
    long all = counts.values().stream().mapToLong(count -> count[0]).sum();
    System.out.printf(
        Locale.ROOT, "bpftrace: %,d samples, %,d waits open at them%n", last - first, all);
    System.out.printf("wrongly named  %s%n", share(wrong, stretches));
    System.out.printf("overstated     %s%n", share(overstated, stretches));
    System.out.printf(Locale.ROOT, "another held   %.3f %%%n", 100.0 * another / Math.max(1, all));
    System.out.printf(
        "%-10s %9s %9s %9s %9s%n", "evidence", "samples", "right", "another", "no owner");
    counts.forEach(
        (kind, count) ->
            System.out.printf(
                Locale.ROOT,
                "%-10s %,9d %7.2f %% %7.2f %% %7.2f %%%n",
                kinds[kind].toLowerCase(Locale.ROOT),
                count[0],
                100.0 * count[1] / count[0],
                100.0 * count[2] / count[0],
                100.0 * count[3] / count[0]));
  }

  /** A share with the scatter between blocks of time, or at most what none in so many allows. */
  private static String share(double[][] blocks, long stretches) {
    double events = 0;
    double all = 0;
    for (double[] block : blocks) {
      events += block[0];
      all += block[1];
    }
    double share = all == 0 ? 0 : events / all;
    if (events == 0) {
      double most = 1 - Math.pow(0.05, 1.0 / Math.max(1, stretches));
      return String.format(
          Locale.ROOT,
          "none, so at most %.2f %% (95 %%; %,d stretches of one owner)",
          100 * most,
          stretches);
    }
    double squares = 0;
    for (double[] block : blocks) {
      squares += Math.pow(block[0] - share * block[1], 2);
    }
    double error = all == 0 ? 0 : 2.01 * Math.sqrt(squares * BLOCKS / (BLOCKS - 1)) / all;
    return String.format(
        Locale.ROOT, "%.2f %% ± %.2f, between blocks of time", 100 * share, 100 * error);
  }
}
