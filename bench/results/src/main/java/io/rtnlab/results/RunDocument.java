// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All results of a run: {@code run.json} in its folder, and what {@code --json} prints. Component
 * names are the JSON's field names; times are nanoseconds of {@code CLOCK_MONOTONIC}; null means
 * "not measured" or "too few to say", never 0.
 *
 * <p>Within one schema version fields may be added; a field that changes its meaning or goes away
 * raises the version. Version 2: a foreign actor's label is {@code name[process] (handler)} where
 * it was {@code name (process)}; added are holders, long waits, and in ledger and blame what is off
 * the CPU and who foreign actors are, all of them null in runs of version 1. Version 4: {@code
 * sole} is a kind of its own, which was {@code snapshot} before; every figure that is not exact has
 * bounds ({@code lowNs}, {@code highNs}), which contain the truth, and the shares that are quoted a
 * confidence ({@code plusMinus}), which is statistics; {@code namedShare} is one of all waiting;
 * {@code handoverAtMostNs} has become {@code handoverHighNs}. All of them null in older runs.
 *
 * @param schema version of this layout, {@link #SCHEMA}
 * @param startedAt wall-clock time of the start, ISO 8601
 * @param settings what was asked for
 * @param measuredFromNs begin of the measured phase, {@code CLOCK_MONOTONIC}: what {@code
 *     events.bin} holds from here for {@code durationNs} is what the figures cover; null in older
 *     runs
 * @param durationNs length of the measured phase
 * @param interrupted whether it was cut short; all figures then cover what had run
 * @param operations one for each label, undo labels too
 * @param ledger where the requests' time went, one row for each label
 * @param blame who waited for whom
 * @param chain what holders waited for themselves while others waited for them, and because of
 *     whom; null in older runs
 * @param holders what each holder did while others waited for it, most waiting first
 * @param holderBounds how long others waited while each holder held, at least and at most
 * @param longWaits the longest few waits, longest first
 * @param waits how the waiting spreads
 * @param probe which backend served, and what it says of itself
 * @param lost events missing from the stream, by every count there is
 * @param checks figures that were counted by another way
 * @param others the same acquisitions counted by others; null where no other counted
 * @param audit the ledger judged by samples; null where none was asked for
 * @param otherLocks for which other locks requests waited; null where the probe does not see that,
 *     and in older runs
 * @param cgroup path of the cgroup v2 of the run's own threads; null where unknown
 * @param remarks what operations had to say besides, a sentence each
 */
public record RunDocument(
    int schema,
    String startedAt,
    Settings settings,
    @Nullable Long measuredFromNs,
    long durationNs,
    boolean interrupted,
    List<Operation> operations,
    List<LedgerRow> ledger,
    List<BlameRow> blame,
    @Nullable List<RecordingDocument.ChainRow> chain,
    @Nullable List<HolderRow> holders,
    @Nullable List<HolderBounds> holderBounds,
    @Nullable List<LongWait> longWaits,
    @Nullable Waits waits,
    Probe probe,
    Lost lost,
    Checks checks,
    @Nullable OtherCounts others,
    @Nullable AuditDocument audit,
    @Nullable OtherLocks otherLocks,
    @Nullable String cgroup,
    List<String> remarks,
    Fingerprint fingerprint) {

  /** The same with the blame summed by another than the holder: of that there are no bounds. */
  public RunDocument by(By by) {
    return by == By.HOLDER
        ? this
        : new RunDocument(
            schema,
            startedAt,
            settings,
            measuredFromNs,
            durationNs,
            interrupted,
            operations,
            ledger,
            BlameBy.of(blame, by, cgroup),
            chain,
            holders,
            null,
            longWaits,
            waits,
            probe,
            lost,
            checks,
            others,
            audit,
            otherLocks,
            cgroup,
            remarks,
            fingerprint);
  }

  /** The version that this program writes. */
  public static final int SCHEMA = 4;

  /**
   * What was asked for, with every default filled in.
   *
   * @param arguments the command line as typed
   * @param mix operation → weight; weights count requests
   * @param pacing "closed", "fixed" or "poisson"
   * @param ratePerSecond total over all workers; null in a closed loop
   * @param requests how many to stop after; null where a duration decides
   * @param durationMs how long to measure; null where a count decides
   */
  public record Settings(
      List<String> arguments,
      Map<String, Integer> mix,
      int threads,
      String pacing,
      @Nullable Double ratePerSecond,
      @Nullable Long requests,
      @Nullable Long durationMs,
      long warmUpMs,
      boolean sharedNamespace,
      long seed,
      int links,
      int batch,
      String ack,
      String family,
      boolean nextHop,
      int window,
      String bridge) {}

  /**
   * What one label did in the measured phase.
   *
   * @param kind "request"; "follow-up": what a request made necessary, such as deleting what it
   *     inserted, outside that one's percentiles; "observed": set off by a request and over later,
   *     such as a tear-down by the kernel
   * @param errors errno name → how often
   * @param ratePerSecond requests per second over all workers
   * @param messagesPerSecond netlink messages per second over all workers
   * @param serviceNs from the request's start to its end
   * @param responseNs from when it should have started to its end; null in a closed loop, where no
   *     such time exists
   * @param perRequest what a comparison needs; null in older runs
   */
  public record Operation(
      String name,
      String kind,
      long count,
      Map<String, Long> errors,
      double ratePerSecond,
      double messagesPerSecond,
      @Nullable Percentiles serviceNs,
      @Nullable Percentiles responseNs,
      @Nullable PerRequest perRequest) {}

  /**
   * What a comparison with other kernels needs of a label's finished requests.
   *
   * @param requests that were finished
   * @param messages netlink messages that they sent
   * @param systemCalls that they made; null where they were not counted
   * @param acquisitions of rtnl_mutex; null where the probe does not see every one
   * @param holdMedianNs length of one hold; null where the probe does not see every one
   * @param cpuMedianNs of one request's wall time less its waits for rtnl_mutex and what it spent
   *     off its CPU in the kernel; null in older runs
   */
  public record PerRequest(
      long requests,
      long messages,
      @Nullable Long systemCalls,
      @Nullable Long acquisitions,
      @Nullable Long holdMedianNs,
      @Nullable Long cpuMedianNs) {}

  /** Percentiles in ns; null where fewer than ten samples lie beyond one. */
  public record Percentiles(
      @Nullable Long p50, @Nullable Long p90, @Nullable Long p99, @Nullable Long p999, long max) {}

  /**
   * Where the time of one label's requests went, in totals over all of them. {@code wallNs} =
   * {@code waitNs} + {@code ownHoldNs} (where measured) + {@code systemCallRestNs} + {@code
   * remainderNs}; {@code waitNs} is the sum of its seven kinds.
   *
   * @param count finished requests
   * @param incomplete those during which events were lost: their waits may be missing
   * @param wallNs from begin to end
   * @param waitNs waiting for rtnl_mutex; null without a probe
   * @param waitShare the same as a share of {@code wallNs}; null without a probe
   * @param provedNs of it: the holder is proved to have held throughout
   * @param soleNs of it: the holder held at first, and then it or no thread
   * @param snapshotNs of it: the holder was seen at one end; others may have held in between
   * @param inferredNs of it: the holder is guessed from who got the mutex last
   * @param handoverNs of it: no thread held the mutex; it was free or being handed over
   * @param preemptedNs of it: the waiter, which spun, had lost its CPU, and no owner is known; null
   *     where the probe does not see that, and before schema 3
   * @param unknownNs of it: nothing is known of the holder
   * @param handoverLowNs the least time during which no thread held
   * @param handoverHighNs the most
   * @param ownHoldNs holding the mutex; null where the probe cannot measure that
   * @param offCpu what they spent off their CPU inside the kernel; null where the probe does not
   *     see that
   * @param otherLocksNs waiting for locks other than rtnl_mutex, a part of {@code systemCallRestNs}
   *     and, where the wait slept, of {@code offCpu}; null where the probe does not see that, and
   *     in older runs
   * @param systemCallRestNs inside system calls, less what stands above
   * @param remainderNs outside system calls: our own encoding, decoding and harness
   * @param remainderP99Ns 99th percentile of one request's remainder
   */
  public record LedgerRow(
      String operation,
      long count,
      long incomplete,
      long wallNs,
      @Nullable Long waitNs,
      @Nullable Share waitShare,
      @Nullable Long provedNs,
      @Nullable Long soleNs,
      @Nullable Long snapshotNs,
      @Nullable Long inferredNs,
      @Nullable Long handoverNs,
      @Nullable Long preemptedNs,
      @Nullable Long unknownNs,
      @Nullable Long handoverLowNs,
      @Nullable Long handoverHighNs,
      @Nullable Long ownHoldNs,
      @Nullable OffCpu offCpu,
      @Nullable Long otherLocksNs,
      long systemCallRestNs,
      long remainderNs,
      long remainderP99Ns) {}

  /**
   * Off the CPU inside the kernel, waits for rtnl_mutex apart: a part of {@code ownHoldNs} where
   * that is measured, and of {@code systemCallRestNs}.
   *
   * @param heldAsleepNs asleep while holding rtnl_mutex
   * @param heldRcuNs of it: for RCU
   * @param heldWantingCpuNs preempted or woken, and not running, while holding it
   * @param afterHoldNs in netdev_run_todo, which releases rtnl_mutex first and may then sleep
   * @param elsewhereNs asleep or woken anywhere else
   * @param elsewhereRcuNs of it: for RCU
   */
  public record OffCpu(
      long heldAsleepNs,
      long heldRcuNs,
      long heldWantingCpuNs,
      long afterHoldNs,
      long elsewhereNs,
      long elsewhereRcuNs) {}

  /**
   * One cell of "who waited for whom".
   *
   * @param waiter label of ours, or a foreign thread
   * @param holder label of ours, a foreign thread, "(free or handed over)", "(waiter had no CPU)"
   *     or "(unknown)"
   * @param root because of whom the holder waited for another lock meanwhile, as far as was seen;
   *     null where it did not wait, and in older runs
   * @param ns total
   * @param lowNs how much of it is proved to have been the holder's, or no thread's
   * @param highNs how much of it may have been
   * @param waits in how many waits it occurs
   * @param evidence "proved", "sole", "snapshot", "inferred", "handover", "preempted" or "unknown"
   * @param waiterIs more of a foreign waiter; null for ours
   * @param holderIs more of a foreign holder; null for ours and where no thread held
   */
  public record BlameRow(
      String waiter,
      String holder,
      @Nullable String root,
      long ns,
      @Nullable Long lowNs,
      @Nullable Long highNs,
      long waits,
      String evidence,
      @Nullable Foreign waiterIs,
      @Nullable Foreign holderIs) {

    /** The same with another root. */
    BlameRow because(@Nullable String other) {
      return new BlameRow(
          waiter, holder, other, ns, lowNs, highNs, waits, evidence, waiterIs, holderIs);
    }

    /** The same with another holder, of whom nothing else is known. */
    BlameRow heldBy(String other) {
      return new BlameRow(waiter, other, root, ns, lowNs, highNs, waits, evidence, waiterIs, null);
    }

    /** Both together; {@code other} has the same waiter, holder, root and evidence. */
    BlameRow plus(BlameRow other) {
      return new BlameRow(
          waiter,
          holder,
          root,
          ns + other.ns,
          LedgerRows.sum(lowNs, other.lowNs),
          LedgerRows.sum(highNs, other.highNs),
          waits + other.waits,
          evidence,
          waiterIs,
          holderIs);
    }
  }

  /**
   * A foreign thread.
   *
   * @param name of the thread ({@code comm}), or "kworker" and its queue
   * @param process id; null where it has none worth naming
   * @param networkNamespace inode number of its network namespace; null where unknown
   * @param handler kernel function that it ran, such as "rtnl_newlink"; null where no stack shows
   *     it
   * @param cgroup path of its cgroup v2, such as "/system.slice/ssh.service"; null where unknown
   */
  public record Foreign(
      String name,
      @Nullable Integer process,
      @Nullable Long networkNamespace,
      @Nullable String handler,
      @Nullable String cgroup) {

    /** Of whom no cgroup is known. */
    public Foreign(
        String name,
        @Nullable Integer process,
        @Nullable Long networkNamespace,
        @Nullable String handler) {
      this(name, process, networkNamespace, handler, null);
    }
  }

  /**
   * What a holder did while others waited for it.
   *
   * @param ns waiting time of all who waited; several at once count several times
   * @param lowNs how much of it is proved
   * @param highNs how much of it may have been this holder's
   */
  public record HolderRow(
      String holder, HolderState doing, long ns, @Nullable Long lowNs, @Nullable Long highNs) {}

  /**
   * How long others waited while a holder held, whatever it did. The truth lies between the bounds,
   * the clocks' error apart.
   *
   * @param lowNs proved
   * @param namedNs all that names it in {@code blame}
   * @param highNs proved, what only it or no thread held, and all time in which it may have held
   *     without an event
   */
  public record HolderBounds(String holder, long lowNs, long namedNs, long highNs) {}

  /**
   * A share and how much it scatters within this run, by blocks of time (batch means): statistics,
   * no bound, and silent about other runs.
   *
   * @param share between 0 and 1
   * @param plusMinus half width of the 95 % confidence interval; null where the run was too short
   */
  public record Share(double share, @Nullable Double plusMinus) {}

  /**
   * What a holder did.
   *
   * @param state "running" (or not seen), "wanting cpu", "asleep", "waiting" (for another lock) or
   *     "reclaiming" (memory of others, because its own allocation found too little)
   * @param reason what it slept for: "rcu", "lock", "memory", "device references", "kernel work",
   *     "timer" or "other"; null if it did not sleep
   * @param function kernel function in which it slept; null if it did not, or no stack reported
   * @param lock that it waited for, such as "dev-&gt;lock@eth0"; null if it did not
   * @param root because of whom, as far as was seen; null if it did not wait
   */
  public record HolderState(
      String state,
      @Nullable String reason,
      @Nullable String function,
      @Nullable String lock,
      @Nullable String root) {

    /** Of a holder that did not wait for another lock. */
    public HolderState(String state, @Nullable String reason, @Nullable String function) {
      this(state, reason, function, null, null);
    }
  }

  /**
   * For which other locks requests waited.
   *
   * @param spinlocks whether waits for spinlocks show on this machine, in a sentence
   * @param spinlocksVisible the same for machines; null where none was waited for
   * @param rows most time first, at most 64
   */
  public record OtherLocks(
      String spinlocks, @Nullable Boolean spinlocksVisible, List<OtherLockRow> rows) {}

  /**
   * Waits of one label's requests for locks of one name.
   *
   * @param lock symbol, "dev-&gt;lock@eth0", or its kind and the function that waited first: "mutex
   *     in static_key_slow_inc"
   * @param kind "mutex", "rwsem", "percpu rwsem", "rt mutex", "rwlock" or "spinlock"
   */
  public record OtherLockRow(
      String operation, String lock, String kind, long waits, long ns, long longestNs) {}

  /**
   * A long wait, whole.
   *
   * @param thread id of the waiter
   * @param beginNs {@code CLOCK_MONOTONIC}
   * @param parts who held meanwhile, most time first; they add up to {@code lengthNs}
   */
  public record LongWait(
      String waiter, int thread, long beginNs, long lengthNs, List<LongWaitPart> parts) {}

  /** A part of a long wait; {@code evidence} as in {@code blame}. */
  public record LongWaitPart(String holder, String evidence, HolderState doing, long ns) {}

  /**
   * How all waits spread, ours and foreign.
   *
   * @param count waits
   * @param totalNs all waiting
   * @param longestNs the longest
   * @param fewestFor90Percent how few waits, the longest first, make 90 % of all waiting
   * @param mostFor90Percent the same, at most: lengths are counted in classes 1.6 % wide
   * @param namedShare the share of all waiting that names a holder, however sure that is; before
   *     schema 4 of the waiting that was neither handover nor preempted
   * @param proved the share whose holder is proved
   * @param identified the share whose holder is proved, or which only the named one or no thread
   *     held
   * @param handoverLowNs the least time during which no thread held
   * @param handoverHighNs the most
   */
  public record Waits(
      long count,
      long totalNs,
      long longestNs,
      long fewestFor90Percent,
      long mostFor90Percent,
      double namedShare,
      @Nullable Share proved,
      @Nullable Share identified,
      @Nullable Long handoverLowNs,
      @Nullable Long handoverHighNs) {}

  /**
   * The backend that served.
   *
   * @param name "none" where none did
   * @param why why this one: forced, the best that opened, or why none
   * @param mutexAddress kernel address of rtnl_mutex, hexadecimal; null where unknown
   * @param addressLearned how the address was learned
   * @param blindSpots what it cannot see
   * @param cost what it cost
   * @param programs its BPF programs; null where it has none, or was not metered: metering is done
   *     in the warm-up, if that lasts for 200 ms
   */
  public record Probe(
      String name,
      String why,
      @Nullable String mutexAddress,
      @Nullable String addressLearned,
      List<String> blindSpots,
      String cost,
      @Nullable List<Program> programs) {}

  /**
   * A BPF program of the probe, metered by the kernel ({@code BPF_ENABLE_STATS}).
   *
   * @param runsPerSecond on all CPUs, mostly to find that an event is none of its business
   * @param nsPerRun mean time of one run
   */
  public record Program(String name, double runsPerSecond, double nsPerRun) {}

  /**
   * What is missing from the stream.
   *
   * @param kernel events the kernel had to drop, by its own count
   * @param kernelDetail where that count comes from
   * @param spans request boundaries that our own rings had no room for
   * @param late events that arrived too late to be put in their place
   * @param events why {@code events.bin} is incomplete; null where it is whole
   */
  public record Lost(
      long kernel, String kernelDetail, long spans, long late, @Nullable String events) {}

  /**
   * Figures counted by another way, and the ledger held against itself. What is counted here is in
   * the sums all the same, unless said otherwise: nothing is corrected in silence.
   *
   * @param routesReported routes that the workers believe are in the kernel at the peak
   * @param routesCounted the same by reading /proc; equal, or one of the two is wrong
   * @param routesLeft by reading /proc after everything was taken back; 0
   * @param negativeParts requests with a negative part or with parts that exceed the wall time
   * @param waitsNotAddingUp waits whose segments do not sum to their length
   * @param holdersOutsideRequest waits blamed on a thread of ours that had no request open
   * @param contradictions evidence against what is proved: another thread or none owned the mutex
   *     while its owner was said to sleep with it; before schema 4 every trylock too
   * @param contradictedNs the time that they touch; null in older runs
   * @param unseenAcquisitions how often, at least, the mutex changed hands unseen
   * @param unseenReturns how often an owner came back to a CPU unseen: what it ran then is not
   *     reported apart from what it ran before; null in older runs
   * @param overlaps rebuilt holds that overlapped, before any correction; null where the probe
   *     shows no release
   * @param worstOverlapNs the longest of them; a probe that sees a release only by the wake-up that
   *     follows it overlaps by that much
   * @param unmatchedWaits waits without an end in the stream; left out of all sums
   * @param unmatchedRequests requests without a begin or an end in the stream; left out
   * @param unorderedTies evidence of two threads at the same nanosecond
   */
  public record Checks(
      @Nullable Long routesReported,
      @Nullable Long routesCounted,
      @Nullable Long routesLeft,
      long negativeParts,
      long waitsNotAddingUp,
      long holdersOutsideRequest,
      long contradictions,
      @Nullable Long contradictedNs,
      long unseenAcquisitions,
      @Nullable Long unseenReturns,
      @Nullable Long overlaps,
      @Nullable Long worstOverlapNs,
      long unmatchedWaits,
      long unmatchedRequests,
      long unorderedTies) {}
}
