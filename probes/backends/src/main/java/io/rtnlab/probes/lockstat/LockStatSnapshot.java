// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.lockstat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel counted of one lock class since lock statistics were last cleared.
 *
 * @param contentions acquisitions that had to wait
 * @param waits how long they waited
 * @param acquisitions all
 * @param holds how long they held
 * @param waitingAt where waiters asked for the lock, most first
 * @param heldAt where the holders that waiters found asked for it, most first
 */
public record LockStatSnapshot(
    long contentions,
    Times waits,
    long acquisitions,
    Times holds,
    List<CallSite> waitingAt,
    List<CallSite> heldAt) {

  private static final String HEAD = "lock_stat version";

  /** Nothing counted: the kernel lists a class only after its first acquisition. */
  public static final LockStatSnapshot EMPTY =
      new LockStatSnapshot(0, Times.NONE, 0, Times.NONE, List.of(), List.of());

  /**
   * A sum of times. The extremes are those since the last clearing, also in a difference: no reader
   * can subtract them.
   */
  public record Times(long minSinceClearNs, long maxSinceClearNs, long totalNs) {
    static final Times NONE = new Times(0, 0, 0);

    private Times minus(Times earlier) {
      return new Times(minSinceClearNs, maxSinceClearNs, totalNs - earlier.totalNs);
    }
  }

  /**
   * A place in the kernel.
   *
   * @param symbol such as {@code rtnetlink_rcv_msg+0x130/0x420}
   */
  public record CallSite(String symbol, long count) {}

  /** What happened since an earlier snapshot. */
  public LockStatSnapshot minus(LockStatSnapshot earlier) {
    return new LockStatSnapshot(
        contentions - earlier.contentions,
        waits.minus(earlier.waits),
        acquisitions - earlier.acquisitions,
        holds.minus(earlier.holds),
        minus(waitingAt, earlier.waitingAt),
        minus(heldAt, earlier.heldAt));
  }

  /**
   * Finds a class in the text of {@code /proc/lock_stat}.
   *
   * @param lockClass its whole name: {@code rtnl_mutex.wait_lock} is another one
   * @throws IllegalArgumentException if it is not version 0.4 of that text
   */
  public static LockStatSnapshot parse(String text, String lockClass) {
    // A warning that lock debugging was disabled may stand in front.
    List<String> lines =
        text.lines().map(String::strip).dropWhile(line -> !line.startsWith(HEAD)).toList();
    if (lines.isEmpty() || !lines.getFirst().equals(HEAD + " 0.4")) {
      throw new IllegalArgumentException(
          "not /proc/lock_stat version 0.4: "
              + (lines.isEmpty() ? "no line says \"" + HEAD + "\"" : lines.getFirst()));
    }
    for (int line = 0; line < lines.size(); line++) {
      if (lines.get(line).startsWith(lockClass + ": ")) {
        return parseClass(lines.subList(line, lines.size()), lockClass);
      }
    }
    return EMPTY;
  }

  /**
   * The line of numbers, then up to two blocks of call sites, each behind a line of hyphens.
   *
   * <pre>
   *  0 con-bounces  1 contentions   2 waittime-min  3 -max  4 -total  5 -avg
   *  6 acq-bounces  7 acquisitions  8 holdtime-min  9 -max 10 -total 11 -avg    times in µs
   * </pre>
   */
  private static LockStatSnapshot parseClass(List<String> lines, String lockClass) {
    String[] columns = lines.getFirst().substring(lockClass.length() + 1).strip().split("\\s+", -1);
    if (columns.length != 12) {
      throw new IllegalArgumentException(
          "/proc/lock_stat: 12 numbers expected of " + lockClass + ": " + lines.getFirst());
    }
    List<List<CallSite>> blocks = List.of(new ArrayList<>(), new ArrayList<>());
    int block = -1;
    for (String line : lines.subList(1, lines.size())) {
      if (line.matches("-+")) {
        block++;
        continue;
      }
      Optional<CallSite> site = callSite(line, lockClass);
      if (site.isEmpty() || block < 0 || block > 1) {
        break;
      }
      blocks.get(block).add(site.get());
    }
    return new LockStatSnapshot(
        count(columns[1]),
        new Times(ns(columns[2]), ns(columns[3]), ns(columns[4])),
        count(columns[7]),
        new Times(ns(columns[8]), ns(columns[9]), ns(columns[10])),
        List.copyOf(blocks.get(0)),
        List.copyOf(blocks.get(1)));
  }

  /** {@code rtnl_mutex 109 [<00000000a5ac5c80>] rtnetlink_rcv_msg+0x130/0x420}, {@code [tun]}. */
  private static Optional<CallSite> callSite(String line, String lockClass) {
    String[] words = line.split("\\s+", 6);
    boolean inModule = words.length == 5 && words[4].startsWith("[") && words[4].endsWith("]");
    if (!words[0].equals(lockClass) || (words.length != 4 && !inModule)) {
      return Optional.empty();
    }
    return Optional.of(
        new CallSite(inModule ? words[3] + " " + words[4] : words[3], count(words[1])));
  }

  private static long count(String digits) {
    if (!digits.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("/proc/lock_stat: no count: " + digits);
    }
    return Long.parseLong(digits);
  }

  /** Microseconds with two decimals. */
  private static long ns(String microseconds) {
    if (!microseconds.matches("\\d{1,15}(\\.\\d{1,9})?")) {
      throw new IllegalArgumentException("/proc/lock_stat: no time: " + microseconds);
    }
    return Math.round(Double.parseDouble(microseconds) * 1_000);
  }

  private static List<CallSite> minus(List<CallSite> later, List<CallSite> earlier) {
    return later.stream()
        .map(site -> new CallSite(site.symbol, site.count - count(earlier, site.symbol)))
        .filter(site -> site.count != 0)
        .toList();
  }

  private static long count(List<CallSite> sites, String symbol) {
    return sites.stream()
        .filter(site -> site.symbol.equals(symbol))
        .mapToLong(CallSite::count)
        .sum();
  }
}
