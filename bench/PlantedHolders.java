// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges what rtnlab says of the holders that ForeignHolder.java planted: the segments of waits
 * (segments.bin) and the holders' bounds (run.json) against the holders' own clock. Shares no code
 * with rtnlab.
 *
 * <p>{@code java PlantedHolders.java RUN_FOLDER LOG...}; ends with 1 where the truth lies outside
 * of the bounds, where the bounds are wide, or where a holder is blamed after its system call.
 *
 * <pre>
 *  truth      entry ── seen ███████████████ end ── exit        held from seen to end for certain
 *  segments            │ X │ X  │ X │ X, change inside │ free
 *  bounds            ├──── low ───┤                            segments that name X, none changes
 *                    ├────────────── high ───────────┤         the same with those that change, and time
 *                                                              in which another may have held unseen
 * </pre>
 *
 * Time that no thread waited for is in neither: no holder is blamed for it. Bounds are wide where
 * they exceed a tenth of the hold, 0.1 ms and what the truth itself leaves open (from the waited
 * time between seen and end to that between entry and exit).
 */
final class PlantedHolders {
  /** What the probe's clock readings and the holder's may differ by. */
  private static final long CLOCK_NS = 20_000;

  /** Holds that were waited for during less of their time say little. */
  private static final double WAITED = 0.5;

  private static final double WIDE = 0.1;
  private static final long WIDE_NS = 100_000;
  private static final long AROUND_NS = 1_000_000;

  private record Hold(
      String kind, long micros, int thread, long entry, long seen, long end, long exit) {}

  private record Segment(long from, long until, int holder, String evidence, boolean changes) {}

  private final List<Hold> holds;
  private final Map<Integer, List<Hold>> ofThread = new HashMap<>();

  /** Segments that name one of the holders, by thread; and all segments about a hold. */
  private final Map<Integer, List<Segment>> naming = new HashMap<>();

  private final List<List<Segment>> around = new ArrayList<>();
  private double sureNs;
  private double possibleNs;

  private PlantedHolders(List<Hold> holds) {
    this.holds = holds;
    for (Hold hold : holds) {
      ofThread.computeIfAbsent(hold.thread, _ -> new ArrayList<>()).add(hold);
      around.add(new ArrayList<>());
    }
  }

  public static void main(String[] args) throws IOException {
    List<Hold> holds = new ArrayList<>();
    String process = "";
    List<String> problems = new ArrayList<>();
    for (String log : Arrays.asList(args).subList(1, args.length)) {
      for (String line : Files.readAllLines(Path.of(log))) {
        String[] fields = line.split(" ");
        if (fields[0].equals("process")) {
          process = fields[1];
        } else if (fields.length == 7) {
          long[] times = Arrays.stream(fields).skip(1).mapToLong(Long::parseLong).toArray();
          if (fields[0].equals("last")) {
            LongBuffer ends = ends(Path.of(log + ".last"));
            times[4] = ends.get(0);
            times[5] = ends.get(1);
          }
          holds.add(
              new Hold(
                  fields[0], times[0], (int) times[1], times[2], times[3], times[4], times[5]));
        }
      }
    }
    holds.sort(Comparator.comparingLong(Hold::entry));
    PlantedHolders judge = new PlantedHolders(holds);
    judge.read(Path.of(args[0]).resolve("segments.bin"));
    judge.table(problems);
    judge.bounds(Files.readString(Path.of(args[0]).resolve("run.json")), process, problems);
    problems.forEach(problem -> System.out.println("MISSED: " + problem));
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  private static LongBuffer ends(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  private void read(Path file) throws IOException {
    long[] starts = holds.stream().mapToLong(Hold::entry).toArray();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
      StringBuilder head = new StringBuilder();
      for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
        head.append((char) c);
      }
      String[] kinds = head.toString().replace("rtnlab-segments 2 ", "").split(" ");
      try {
        while (true) {
          in.readInt();
          long from = in.readLong();
          long until = in.readLong();
          int holder = in.readInt();
          String evidence = kinds[in.readUnsignedByte()];
          boolean changes = in.readBoolean();
          take(new Segment(from, until, holder, evidence, changes), starts);
        }
      } catch (EOFException end) {
        // all read
      }
    }
  }

  private void take(Segment segment, long[] starts) {
    if (ofThread.containsKey(segment.holder)) {
      naming.computeIfAbsent(segment.holder, _ -> new ArrayList<>()).add(segment);
    }
    int at = Arrays.binarySearch(starts, segment.until + AROUND_NS);
    // Holds follow one another, but for two that overlap.
    for (int i = Math.min(at < 0 ? -at - 1 : at, starts.length - 1), n = 0; i >= 0 && n < 4; i--) {
      n++;
      Hold hold = holds.get(i);
      if (segment.from < hold.exit + AROUND_NS && segment.until > hold.entry - AROUND_NS) {
        around.get(i).add(segment);
        if (hold.kind.equals("running") || hold.kind.equals("trylock")) {
          continue;
        }
        sureNs +=
            Math.max(0, Math.min(segment.until, hold.end) - Math.max(segment.from, hold.seen));
        possibleNs +=
            Math.max(0, Math.min(segment.until, hold.exit) - Math.max(segment.from, hold.entry));
      }
    }
  }

  /** How much of a time such segments cover; what several waits have in common counts once. */
  private static long cover(
      List<Segment> segments, long from, long until, Predicate<Segment> such) {
    long covered = 0;
    long reached = from;
    for (Segment segment :
        segments.stream().filter(such).sorted(Comparator.comparingLong(Segment::from)).toList()) {
      long end = Math.min(segment.until, until);
      covered += Math.max(0, end - Math.max(segment.from, reached));
      reached = Math.max(reached, end);
    }
    return covered;
  }

  /** What is said of one hold, against what is true. */
  private record Said(
      Hold hold, long sure, long possible, long low, long proved, long high, long[] after) {
    boolean contained() {
      return low <= possible + CLOCK_NS && high >= sure - CLOCK_NS;
    }
  }

  private Said said(int number) {
    Hold hold = holds.get(number);
    List<Hold> own = ofThread.get(hold.thread);
    int next = own.indexOf(hold) + 1;
    long until = next < own.size() ? own.get(next).entry : Long.MAX_VALUE;
    long since = hold.entry - CLOCK_NS;
    List<Segment> mine = naming.getOrDefault(hold.thread, List.of());
    List<Segment> all = around.get(number);
    return new Said(
        hold,
        cover(all, hold.seen, hold.end, _ -> true),
        cover(all, hold.entry, hold.exit, _ -> true),
        cover(mine, since, until, segment -> !segment.changes),
        cover(mine, since, until, segment -> segment.evidence.equals("PROVED")),
        cover(mine, since, until, _ -> true)
            + cover(all, hold.entry, hold.exit, segment -> isOpen(segment, hold)),
        new long[] {
          cover(mine, hold.exit, until, segment -> segment.evidence.equals("PROVED")),
          cover(mine, hold.exit, until, segment -> !segment.changes),
          cover(mine, hold.exit, until, _ -> true)
        });
  }

  /**
   * Whether another than the named thread may have held it unseen: the holder's upper bound has it.
   * A trylock that succeeds leaves no event: all that is not proved another's may be its own.
   */
  private static boolean isOpen(Segment segment, Hold hold) {
    return segment.holder != hold.thread
        && switch (segment.evidence) {
          case "PROVED" -> false;
          case "SOLE" -> hold.kind.equals("trylock");
          case "HANDOVER" -> segment.changes || hold.kind.equals("trylock");
          default -> true;
        };
  }

  private void table(List<String> problems) {
    Map<String, List<Said>> groups = new LinkedHashMap<>();
    for (int i = 0; i < holds.size(); i++) {
      Hold hold = holds.get(i);
      if (hold.kind.equals("warm-up")) {
        continue;
      }
      groups
          .computeIfAbsent(hold.kind + " " + hold.micros / 1e3 + " ms", _ -> new ArrayList<>())
          .add(said(i));
    }
    System.out.printf(
        "%-17s %6s %6s %9s %11s %18s %11s %8s %27s%n",
        "planted",
        "holds",
        "waited",
        "contained",
        "true (p50)",
        "width (p50)",
        "truth's own",
        "proved",
        "blamed after its return");
    int judged = 0;
    for (Map.Entry<String, List<Said>> group : groups.entrySet()) {
      judged += line(group.getKey(), group.getValue(), problems);
    }
    if (judged == 0) {
      problems.add("nothing was judged: no thread waited for a hold");
    }
  }

  /** Returns how many of its holds were judged. */
  private static int line(String name, List<Said> all, List<String> problems) {
    // No holder is blamed for time without a waiter.
    List<Said> waited =
        all.stream()
            .filter(said -> said.sure >= WAITED * (said.hold.end - said.hold.seen))
            .toList();
    if (waited.isEmpty()) {
      System.out.printf("%-17s %6d %6d   not judged%n", name, all.size(), 0);
      return 0;
    }
    long contained = waited.stream().filter(Said::contained).count();
    double truth = median(waited.stream().mapToLong(said -> said.hold.end - said.hold.seen));
    double width = median(waited.stream().mapToLong(said -> said.high - said.low));
    // The judge does not know the hold's length better than this.
    double own = median(waited.stream().mapToLong(said -> said.possible - said.sure));
    double proved =
        100.0
            * waited.stream().mapToLong(Said::proved).sum()
            / Math.max(1, waited.stream().mapToLong(Said::possible).sum());
    long surely = waited.stream().mapToLong(said -> said.after[1]).max().orElse(0);
    long atMost = waited.stream().mapToLong(said -> said.after[2]).max().orElse(0);
    System.out.printf(
        Locale.ROOT,
        "%-17s %6d %6d %9d %8.3f ms %6.3f ms %8s %8.3f ms %7.1f%% %8.3f ms, at most %.3f ms%n",
        name,
        all.size(),
        waited.size(),
        contained,
        truth / 1e6,
        width / 1e6,
        truth > 0 ? String.format(Locale.ROOT, "%.0f%%", 100 * width / truth) : "-",
        own / 1e6,
        proved,
        surely / 1e6,
        atMost / 1e6);
    if (contained < waited.size()) {
      problems.add(name + ": the bounds of " + (waited.size() - contained) + " miss the truth");
      waited.stream()
          .filter(said -> !said.contained())
          .limit(3)
          .forEach(said -> System.out.println("    " + words(said)));
    }
    // A trylock's are as wide as all that is not proved another's.
    if (!waited.getFirst().hold.kind.equals("trylock")
        && width > Math.max(WIDE_NS, Math.max(WIDE * truth, own + CLOCK_NS))) {
      problems.add(name + ": the bounds are wide");
    }
    if (surely > CLOCK_NS) {
      problems.add(name + ": blamed after its system call had returned");
    }
    // For a trylock no thread is known to have waited, which any bounds contain.
    return waited.getFirst().hold.kind.equals("trylock") ? 0 : waited.size();
  }

  private static String words(Said said) {
    return String.format(
        Locale.ROOT,
        "held %.3f to %.3f ms, said %.3f to %.3f ms (entry %d)",
        said.sure / 1e6,
        said.possible / 1e6,
        said.low / 1e6,
        said.high / 1e6,
        said.hold.entry);
  }

  private static double median(java.util.stream.LongStream values) {
    long[] sorted = values.sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /**
   * The run's own table of holders, in waiters' time. What is planted asleep is all that the
   * process does in dev_ifconf; it takes the RTNL for other things besides in __tun_chr_ioctl.
   */
  private void bounds(String json, String process, List<String> problems) {
    Pattern holder = Pattern.compile("\"holder\" : \"([^\"]*\\[" + process + "\\][^\"]*)\"");
    double low = 0;
    double high = 0;
    int from = json.indexOf("\"holderBounds\"");
    for (String row : json.substring(from, json.indexOf("} ]", from)).split("}")) {
      Matcher named = holder.matcher(row);
      if (named.find() && named.group(1).contains("dev_ifconf")) {
        long lowNs = number(row, "lowNs");
        long highNs = number(row, "highNs");
        System.out.printf(
            Locale.ROOT, "%-44s %9.3f..%.3f s%n", named.group(1), lowNs / 1e9, highNs / 1e9);
        low += lowNs;
        high += highNs;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-44s %9.3f..%.3f s%n",
        "truth, by its own clock and the waiters",
        sureNs / 1e9,
        possibleNs / 1e9);
    if (low > possibleNs * 1.001 || high < sureNs) {
      problems.add("the run's table of holders misses the truth");
    }
  }

  private static long number(String row, String name) {
    Matcher value = Pattern.compile("\"" + name + "\" : (\\d+)").matcher(row);
    return value.find() ? Long.parseLong(value.group(1)) : 0;
  }
}
