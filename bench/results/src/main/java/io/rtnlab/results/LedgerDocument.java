// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import io.rtnlab.probes.ledger.Evidence;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who made whom wait: what every document has that is made from a ledger, a run's as a recording's.
 * {@link LedgerRows} makes it.
 *
 * @param blame who waited for whom
 * @param chain what holders waited for themselves while others waited for them, and because of
 *     whom; null in older runs
 * @param holders what each holder did while others waited for it, most waiting first
 * @param holderBounds how long others waited while each holder held, at least and at most
 * @param longWaits the longest few waits, longest first
 * @param waits how the waiting spreads; null where no probe watched
 */
public record LedgerDocument(
    List<BlameRow> blame,
    @Nullable List<ChainRow> chain,
    @Nullable List<HolderRow> holders,
    @Nullable List<HolderBounds> holderBounds,
    @Nullable List<LongWait> longWaits,
    @Nullable Waits waits) {

  private static final Set<String> WITHOUT_HOLDER =
      Arrays.stream(Evidence.values())
          .filter(evidence -> !evidence.namesHolder())
          .map(LedgerRows::word)
          .collect(Collectors.toUnmodifiableSet());

  /** Where no probe watched. */
  public static final LedgerDocument UNWATCHED =
      new LedgerDocument(List.of(), List.of(), List.of(), List.of(), List.of(), null);

  /**
   * The same with the blame summed by another than the holder: of that there are no bounds.
   *
   * @param own cgroup of the run's own threads; null where unknown
   */
  LedgerDocument by(By by, @Nullable String own) {
    return by == By.HOLDER
        ? this
        : new LedgerDocument(BlameBy.of(blame, by, own), chain, holders, null, longWaits, waits);
  }

  /** Whether evidence of this class names a thread that held. */
  public static boolean namesHolder(String evidence) {
    return !WITHOUT_HOLDER.contains(evidence);
  }

  /** Null where one is: an older document has no bounds. */
  public static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    return one == null || other == null ? null : (Long) (one + other);
  }

  /** The same with what holders waited for themselves, and its root in the blame. */
  public LedgerDocument behind(List<ChainRow> others) {
    return new LedgerDocument(
        RootBlame.of(blame, others), others, holders, holderBounds, longWaits, waits);
  }

  /**
   * Where the time of one label's requests went, in totals over all of them. {@code wallNs} =
   * {@code waitNs} + {@code ownHoldNs} (where measured) + {@code systemCallRestNs} + {@code
   * remainderNs}.
   *
   * @param count finished requests
   * @param incomplete those during which events were lost: their waits may be missing
   * @param wallNs from begin to end
   * @param waiting for rtnl_mutex
   * @param ownHoldNs holding the mutex; null where the probe cannot measure that
   * @param offCpu what they spent off their CPU inside the kernel; null where the probe does not
   *     see that
   * @param rest neither waiting nor holding
   */
  public record LedgerRow(
      String operation,
      long count,
      long incomplete,
      long wallNs,
      @Inline Waiting waiting,
      @Nullable Long ownHoldNs,
      @Nullable OffCpu offCpu,
      @Inline Rest rest) {

    public @Nullable Long waitNs() {
      return waiting.waitNs;
    }
  }

  /**
   * Waiting for rtnl_mutex; all of it null without a probe.
   *
   * @param waitNs all of it, the sum of its seven kinds
   * @param waitShare the same as a share of the wall time
   * @param handoverLowNs the least time during which no thread held
   * @param handoverHighNs the most
   */
  public record Waiting(
      @Nullable Long waitNs,
      @Nullable Share waitShare,
      @Inline ByEvidence byEvidence,
      @Nullable Long handoverLowNs,
      @Nullable Long handoverHighNs) {

    /** Without a probe. */
    public static final Waiting UNKNOWN =
        new Waiting(
            null, null, new ByEvidence(null, null, null, null, null, null, null), null, null);
  }

  /**
   * Waiting by how sure its holder is.
   *
   * @param provedNs the holder is proved to have held throughout
   * @param soleNs the holder held at first, and then it or no thread
   * @param snapshotNs the holder was seen at one end; others may have held in between
   * @param inferredNs the holder is guessed from who got the mutex last
   * @param handoverNs no thread held the mutex; it was free or being handed over
   * @param preemptedNs the waiter, which spun, had lost its CPU, and no owner is known; null where
   *     the probe does not see that, and before schema 3
   * @param unknownNs nothing is known of the holder
   */
  public record ByEvidence(
      @Nullable Long provedNs,
      @Nullable Long soleNs,
      @Nullable Long snapshotNs,
      @Nullable Long inferredNs,
      @Nullable Long handoverNs,
      @Nullable Long preemptedNs,
      @Nullable Long unknownNs) {}

  /**
   * What is left of the wall time.
   *
   * @param systemCallRestNs inside system calls, less waits and holds
   * @param otherLocksNs of it: waiting for locks other than rtnl_mutex; null where the probe does
   *     not see that, and in older runs
   * @param remainderNs outside system calls: our own encoding, decoding and harness
   * @param remainderP99Ns 99th percentile of one request's remainder
   */
  public record Rest(
      long systemCallRestNs, @Nullable Long otherLocksNs, long remainderNs, long remainderP99Ns) {}

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
   *     with the operations of ours that ran meanwhile, as in "(waiter had no CPU; ran:
   *     link-dump)", or "(unknown)"
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

    /** Whether a thread held. Its name says nothing of it: udev's workers are "(udev-worker)". */
    public boolean namesHolder() {
      return LedgerDocument.namesHolder(evidence);
    }

    /** The same with another root. */
    BlameRow because(@Nullable String other) {
      return new BlameRow(
          waiter, holder, other, ns, lowNs, highNs, waits, evidence, waiterIs, holderIs);
    }

    /** The same with another holder, of whom nothing else is known. */
    BlameRow heldBy(String other) {
      return new BlameRow(waiter, other, root, ns, lowNs, highNs, waits, evidence, waiterIs, null);
    }

    /** The sum of two rows; {@code other} has the same waiter, holder, root and evidence. */
    BlameRow plus(BlameRow other) {
      return new BlameRow(
          waiter,
          holder,
          root,
          ns + other.ns,
          sum(lowNs, other.lowNs),
          sum(highNs, other.highNs),
          waits + other.waits,
          evidence,
          waiterIs,
          holderIs);
    }
  }

  /**
   * So long a waiter waited for a holder that itself waited for another lock.
   *
   * @param root who released that lock at last, or the lock behind it: "(unknown)" where no thread
   *     was seen to
   * @param lock that the holder waited for: by name, or its address in hexadecimal
   */
  public record ChainRow(String waiter, String holder, String root, String lock, long ns) {
    ChainRow lasting(long howLongNs) {
      return new ChainRow(waiter, holder, root, lock, howLongNs);
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
   * @param plusMinus half width of the 95 % confidence interval; null where the run was too short,
   *     and where nothing scatters, as with a share of 0
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
}
