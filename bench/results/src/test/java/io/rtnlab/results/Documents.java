// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.Foreign;
import io.rtnlab.results.LedgerDocument.HolderBounds;
import io.rtnlab.results.LedgerDocument.HolderRow;
import io.rtnlab.results.LedgerDocument.HolderState;
import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.LedgerDocument.LongWait;
import io.rtnlab.results.LedgerDocument.LongWaitPart;
import io.rtnlab.results.LedgerDocument.OffCpu;
import io.rtnlab.results.LedgerDocument.Share;
import io.rtnlab.results.LedgerDocument.Waits;
import io.rtnlab.results.RunDocument.Lost;
import io.rtnlab.results.RunDocument.Operation;
import io.rtnlab.results.RunDocument.Percentiles;
import io.rtnlab.results.RunDocument.Probe;
import java.util.List;
import java.util.Map;

/** A small document whose figures add up, for tests of what is written and printed. */
public final class Documents {
  private Documents() {}

  public static RunDocument sample() {
    return of("hardware", checks(100, 100), 3);
  }

  /** With nothing wrong. */
  public static RunDocument sound() {
    return of("hardware", checks(100, 100), 0);
  }

  public static RunDocument emulated() {
    return of("tcg", checks(100, 100), 3);
  }

  public static RunDocument withRoutes(long reported, long counted) {
    return of("hardware", checks(reported, counted), 3);
  }

  private static Checks checks(long reported, long counted) {
    return new Checks(
        new Checks.Routes(reported, counted, 0L),
        new Checks.Sums(0, 0, 0),
        new Checks.Proofs(0, 0L, 0, 0L),
        new Checks.Overlaps(null, null),
        new Checks.LeftOut(0, 0, 0));
  }

  private static final HolderState RUNNING = new HolderState("running", null, null);
  private static final HolderState IN_RCU = new HolderState("asleep", "rcu", "synchronize_rcu");

  private static BlameRow foreignHolder(int process, long ns, long waits) {
    return new BlameRow(
        "route-insert",
        "ip[" + process + "] (rtnl_dellink)",
        null,
        ns,
        0L,
        (Long) ns,
        waits,
        "snapshot",
        null,
        new Foreign("ip", process, 4_026_531_840L, "rtnl_dellink"));
  }

  private static RunDocument of(String accelerator, Checks checks, long lost) {
    return new RunDocument(
        RunDocument.SCHEMA,
        new Settings(
            List.of("--threads", "2"),
            Map.of("route-insert", 1),
            2,
            new Settings.Pace("closed", null),
            new Settings.Extent(null, 10_000L, 2_000, null),
            false,
            1,
            Settings.Choices.DEFAULT,
            "ffm"),
        new RunDocument.Measured("2026-01-02T03:04:05Z", 1_000_000_000L, 10_000_000_000L, false),
        List.of(
            new Operation(
                "route-insert",
                "request",
                5_000,
                Map.of("EEXIST", 2L),
                500,
                500,
                new Percentiles(8_000L, 20_000L, 90_000L, null, 1_200_000),
                null,
                null)),
        List.of(
            new LedgerRow(
                "route-insert",
                5_000,
                0,
                100_000_000,
                new LedgerDocument.Waiting(
                    40_000_000L,
                    new Share(0.4, 0.012),
                    new LedgerDocument.ByEvidence(
                        20_000_000L, 5_000_000L, 10_000_000L, 0L, 4_000_000L, 0L, 1_000_000L),
                    3_000_000L,
                    20_000_000L),
                null,
                new OffCpu(20_000_000, 15_000_000, 1_000_000, 4_000_000, 2_000_000, 0),
                new LedgerDocument.Rest(55_000_000, 500_000L, 5_000_000, 2_000))),
        new LedgerDocument(
            List.of(
                new BlameRow(
                    "route-insert",
                    "link-dump",
                    null,
                    20_000_000,
                    20_000_000L,
                    20_000_000L,
                    60,
                    "proved",
                    null,
                    null),
                new BlameRow(
                    "route-insert",
                    "link-dump",
                    null,
                    5_000_000,
                    0L,
                    5_000_000L,
                    10,
                    "sole",
                    null,
                    null),
                foreignHolder(4711, 6_000_000, 5),
                foreignHolder(4712, 4_000_000, 4),
                new BlameRow(
                    "route-insert",
                    "(handed over)",
                    null,
                    4_000_000,
                    3_000_000L,
                    4_000_000L,
                    80,
                    "handover",
                    null,
                    null),
                new BlameRow(
                    "route-insert",
                    "(unknown)",
                    null,
                    1_000_000,
                    0L,
                    1_000_000L,
                    3,
                    "unknown",
                    null,
                    null)),
            List.of(),
            List.of(
                new HolderRow("link-dump", RUNNING, 25_000_000, 20_000_000L, 25_000_000L),
                new HolderRow("ip[4711] (rtnl_dellink)", IN_RCU, 6_000_000, 0L, 6_000_000L)),
            List.of(
                new HolderBounds("link-dump", 20_000_000, 25_000_000, 37_000_000),
                new HolderBounds("ip[4711] (rtnl_dellink)", 0, 6_000_000, 12_000_000)),
            List.of(
                new LongWait(
                    "route-insert",
                    17,
                    1_000,
                    12_000_000,
                    List.of(
                        new LongWaitPart("ip[4711] (rtnl_dellink)", "proved", IN_RCU, 10_000_000),
                        new LongWaitPart("ip[4711] (rtnl_dellink)", "snapshot", RUNNING, 1_000_000),
                        new LongWaitPart("link-dump", "snapshot", RUNNING, 600_000),
                        new LongWaitPart("(handed over)", "handover", RUNNING, 300_000),
                        new LongWaitPart("(unknown)", "unknown", RUNNING, 100_000)))),
            new Waits(
                80,
                40_000_000,
                1_000_000,
                12,
                13,
                0.87,
                new Share(0.5, 0.004),
                new Share(0.625, null),
                3_000_000L,
                20_000_000L)),
        new RunDocument.Observed(
            new Probe(
                "bpf",
                "the best that opened",
                "0xffffffff82345678",
                "8 of 8 planted holds",
                List.of("holds without a waiter"),
                "210 ns per event",
                List.of(
                    new RunDocument.Program("contention_begin", 40_000, 250),
                    new RunDocument.Program("sched_process_exec", 0, 0)),
                List.of()),
            new Lost(lost, "failed reservations in the ring buffer", 0, 0, null),
            checks,
            null,
            null,
            new RunDocument.OtherLocks(
                "waits for spinlocks are visible here, and counted",
                true,
                List.of(
                    new RunDocument.OtherLockRow(
                        "route-insert", "mutex in proc_sys", "mutex", 12, 500_000, 90_000))),
            "/user.slice"),
        List.of("a remark"),
        new Fingerprint(
            new Fingerprint.Kernel(
                "6.18.0-test",
                "#1 SMP PREEMPT_DYNAMIC",
                "0123456789abcdef0123",
                "unknown",
                "quiet"),
            "full",
            Map.of(),
            Map.of(),
            new Fingerprint.Machine("A CPU", 2, 1L << 30, 0.5, "QEMU", accelerator),
            List.of(),
            "Vendor 25",
            0));
  }
}
