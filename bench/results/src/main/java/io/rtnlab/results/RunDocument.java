// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.results;

import io.rtnlab.results.LedgerDocument.BlameRow;
import io.rtnlab.results.LedgerDocument.ChainRow;
import io.rtnlab.results.LedgerDocument.HolderBounds;
import io.rtnlab.results.LedgerDocument.HolderRow;
import io.rtnlab.results.LedgerDocument.LedgerRow;
import io.rtnlab.results.LedgerDocument.LongWait;
import io.rtnlab.results.LedgerDocument.Waits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All results of a run: {@code run.json} in its folder, and what {@code --json} prints. Component
 * names are the JSON's field names; times are nanoseconds of {@code CLOCK_MONOTONIC}; null means
 * "not measured" or "too few to say", never 0.
 *
 * <p>In a file the field {@code checksum} follows: {@code crc32c:} and eight hexadecimal digits
 * over all other fields, whatever their layout. A document without it was written by an older
 * version.
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
 * @param settings what was asked for
 * @param measured when and how long
 * @param operations one for each label, undo labels too
 * @param ledger where the requests' time went, one row for each label
 * @param waiting who waited for whom
 * @param observed what the figures rest on
 * @param remarks what operations had to say besides, a sentence each
 */
public record RunDocument(
    int schema,
    Settings settings,
    @Inline Measured measured,
    List<Operation> operations,
    List<LedgerRow> ledger,
    @Inline LedgerDocument waiting,
    @Inline Observed observed,
    List<String> remarks,
    Fingerprint fingerprint) {

  /** The version that this program writes. */
  public static final int SCHEMA = 4;

  /** The remark of a document that is not as it was written. */
  private static final String DOUBT =
      "run.json is damaged or was edited: by its checksum something else was written, and any"
          + " figure may be false";

  /** How a remark begins that names an operation which was not run, and why. */
  private static final String LEFT_OUT = "left out: ";

  /** A remark: an operation of the mix was not run. */
  public static String leftOut(String operationAndWhy) {
    return LEFT_OUT + operationAndWhy;
  }

  /** The operations of the mix that were not run, each with why. */
  public List<String> leftOut() {
    return remarks.stream()
        .filter(remark -> remark.startsWith(LEFT_OUT))
        .map(remark -> remark.substring(LEFT_OUT.length()))
        .toList();
  }

  /** The same, with a remark that it is not as it was written. */
  RunDocument doubted() {
    List<String> more = new ArrayList<>(List.of(DOUBT));
    more.addAll(remarks);
    return new RunDocument(
        schema, settings, measured, operations, ledger, waiting, observed, more, fingerprint);
  }

  /** Why no figure of it can be relied on; empty where it is as it was written. */
  public Optional<String> doubt() {
    return remarks.contains(DOUBT) ? Optional.of(DOUBT) : Optional.empty();
  }

  /**
   * The measured phase.
   *
   * @param startedAt wall-clock time of the run's start, ISO 8601
   * @param measuredFromNs begin of the phase, {@code CLOCK_MONOTONIC}: what {@code events.bin}
   *     holds from here for {@code durationNs} is what the figures cover; null in older runs
   * @param durationNs its length
   * @param interrupted whether it was cut short; all figures then cover what had run
   */
  public record Measured(
      String startedAt, @Nullable Long measuredFromNs, long durationNs, boolean interrupted) {}

  /**
   * What the figures rest on.
   *
   * @param probe which backend served, and what it says of itself
   * @param lost events missing from the stream, by every count there is
   * @param checks figures that were counted by another way
   * @param others the same acquisitions counted by others; null where no other counted
   * @param audit the ledger judged by samples; null where none was asked for
   * @param otherLocks for which other locks requests waited; null where the probe does not see
   *     that, and in older runs
   * @param cgroup path of the cgroup v2 of the run's own threads; null where unknown
   */
  public record Observed(
      Probe probe,
      Lost lost,
      Checks checks,
      @Nullable OtherCounts others,
      @Nullable AuditDocument audit,
      @Nullable OtherLocks otherLocks,
      @Nullable String cgroup) {}

  /** The same with the blame summed by another than the holder: of that there are no bounds. */
  public RunDocument by(By by) {
    return new RunDocument(
        schema,
        settings,
        measured,
        operations,
        ledger,
        waiting.by(by, observed.cgroup),
        observed,
        remarks,
        fingerprint);
  }

  // What is nested, for readers that need not know where.

  public String startedAt() {
    return measured.startedAt;
  }

  public @Nullable Long measuredFromNs() {
    return measured.measuredFromNs;
  }

  public long durationNs() {
    return measured.durationNs;
  }

  public boolean interrupted() {
    return measured.interrupted;
  }

  public List<BlameRow> blame() {
    return waiting.blame();
  }

  public @Nullable List<HolderRow> holders() {
    return waiting.holders();
  }

  public @Nullable List<HolderBounds> holderBounds() {
    return waiting.holderBounds();
  }

  public @Nullable List<LongWait> longWaits() {
    return waiting.longWaits();
  }

  public @Nullable Waits waits() {
    return waiting.waits();
  }

  public Probe probe() {
    return observed.probe;
  }

  public Lost lost() {
    return observed.lost;
  }

  public Checks checks() {
    return observed.checks;
  }

  public @Nullable OtherCounts others() {
    return observed.others;
  }

  public @Nullable AuditDocument audit() {
    return observed.audit;
  }

  public @Nullable OtherLocks otherLocks() {
    return observed.otherLocks;
  }

  public @Nullable String cgroup() {
    return observed.cgroup;
  }

  public @Nullable List<ChainRow> chain() {
    return waiting.chain();
  }

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
   * @param functions what the kernel's functions took, most time first; null where none was traced
   */
  public record PerRequest(
      long requests,
      long messages,
      @Nullable Long systemCalls,
      @Nullable Long acquisitions,
      @Nullable Long holdMedianNs,
      @Nullable Long cpuMedianNs,
      @Nullable List<FunctionRow> functions) {}

  /**
   * What a kernel function takes of a request, traced in the warm-up by function_graph, which makes
   * every call longer by about the same: differences between kernels are real, sizes are not.
   *
   * @param function its name
   * @param held whether it ran in a hold of rtnl_mutex; where the probe sees no holds, false
   * @param requests that were traced
   * @param calls median of its calls in a request
   * @param selfNs median of what it took of a request, without what it called
   */
  public record FunctionRow(
      String function, boolean held, long requests, long calls, long selfNs) {}

  /** Percentiles in ns; null where fewer than ten samples lie beyond one. */
  public record Percentiles(
      @Nullable Long p50, @Nullable Long p90, @Nullable Long p99, @Nullable Long p999, long max) {}

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
   * The backend that served.
   *
   * @param name "none" where none did
   * @param why why this one: forced, the best that opened, or why none
   * @param mutexAddress kernel address of rtnl_mutex, hexadecimal; null where unknown
   * @param addressLearned how the address was learned
   * @param blindSpots what it cannot see
   * @param cost what it cost
   * @param programs its BPF programs; null where it has none, or was not metered: metering is done
   *     in the first half of the warm-up, if that lasts for 200 ms
   * @param refused better backends that did not open, the best first; null in documents that have
   *     them in {@code why} alone, see {@link #better}
   */
  public record Probe(
      String name,
      String why,
      @Nullable String mutexAddress,
      @Nullable String addressLearned,
      List<String> blindSpots,
      String cost,
      @Nullable List<Program> programs,
      @Nullable List<Refusal> refused) {
    private static final String IN_WORDS = "the best that opens; not ";
    private static final String NEXT_IN_WORDS = "; not ";

    /** Better backends that did not open, the best first. */
    public List<Refusal> better() {
      if (refused != null || !why.startsWith(IN_WORDS)) {
        return refused == null ? List.of() : refused;
      }
      return Arrays.stream(why.substring(IN_WORDS.length()).split(NEXT_IN_WORDS, -1))
          .map(each -> each.split(": ", 2))
          .filter(each -> each.length == 2)
          .map(each -> new Refusal(each[0], each[1]))
          .toList();
    }
  }

  /**
   * A backend that did not open.
   *
   * @param why and what would unlock it
   */
  public record Refusal(String backend, String why) {
    @Override
    public String toString() {
      return backend + ": " + why;
    }
  }

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
      long kernel, String kernelDetail, long spans, long late, @Nullable String events) {

    /** Says that the event stream is incomplete, and why. */
    public static String incompleteEvents(String why) {
      return "events.bin is incomplete: " + why;
    }
  }
}
