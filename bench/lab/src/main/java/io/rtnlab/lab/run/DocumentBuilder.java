// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.LabelResult;
import io.rtnlab.engine.Labels;
import io.rtnlab.engine.Latency;
import io.rtnlab.engine.Mix;
import io.rtnlab.engine.Phase;
import io.rtnlab.engine.RunResult;
import io.rtnlab.engine.Tally;
import io.rtnlab.lab.fingerprint.FingerprintReader;
import io.rtnlab.lab.fingerprint.StealTime;
import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.libc.Errno;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.event.LockKey;
import io.rtnlab.probes.ledger.Actor;
import io.rtnlab.probes.ledger.Cgroups;
import io.rtnlab.probes.ledger.HolderState;
import io.rtnlab.probes.ledger.HolderTime;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.ledger.LedgerRow;
import io.rtnlab.probes.ledger.OffCpu;
import io.rtnlab.probes.ledger.OtherLocks;
import io.rtnlab.probes.ledger.WaitSplit;
import io.rtnlab.probes.stack.SleepReason;
import io.rtnlab.results.AuditDocument;
import io.rtnlab.results.LedgerRows;
import io.rtnlab.results.OtherCounts;
import io.rtnlab.results.RunDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Puts what a run came to into the words of its document. */
final class DocumentBuilder {
  /** A percentile is given where so many samples lie beyond it. */
  private static final long SAMPLES_BEYOND = 10;

  private final RunSettings settings;
  private final ProbeSelection selection;
  private final Load load;
  private final Labels labels;
  private final Instant startedAt;
  private final List<String> remarks;

  DocumentBuilder(
      RunSettings settings,
      ProbeSelection selection,
      Load load,
      Labels labels,
      Instant startedAt,
      List<String> remarks) {
    this.remarks = remarks;
    this.settings = settings;
    this.selection = selection;
    this.load = load;
    this.labels = labels;
    this.startedAt = startedAt;
  }

  RunDocument build(
      RunResult result,
      Collector.Collected collected,
      Capture.@Nullable Statistics kernel,
      Collector collector,
      @Nullable List<RunDocument.Program> programs,
      @Nullable OtherCounts others,
      @Nullable AuditDocument audit,
      @Nullable StealTime stealBefore) {
    Ledger ledger = collected.ledger();
    StealTime stealAfter = StealTime.now();
    boolean watched = kernel != null;
    return new RunDocument(
        RunDocument.SCHEMA,
        startedAt.toString(),
        settings(result),
        result.measuredFromNs(),
        result.measuredNs(),
        result.stopped(),
        operations(result, ledger, watched),
        ledger(ledger, watched),
        watched
            ? LedgerRows.blame(ledger, this::name, actor -> foreign(actor, collected.cgroups()))
            : List.of(),
        watched ? LedgerRows.chain(ledger, this::name) : List.of(),
        watched ? holders(ledger) : List.of(),
        watched ? LedgerRows.bounds(ledger, this::name) : List.of(),
        watched ? longWaits(ledger) : List.of(),
        watched ? LedgerRows.waits(ledger) : null,
        probe(result, collected, programs),
        lost(collected, kernel, collector),
        checks(ledger, watched),
        others,
        audit,
        otherLocks(ledger, collected.otherLocks()),
        collected.cgroups().path(collected.cgroups().own()),
        Stream.concat(remarks.stream(), load.workers().remarks().stream()).toList(),
        FingerprintReader.read(
            stealBefore == null || stealAfter == null
                ? null
                : stealAfter.percentSince(stealBefore)));
  }

  private RunDocument.Settings settings(RunResult result) {
    Map<String, Integer> mix = new LinkedHashMap<>();
    for (Mix.Entry entry : result.plan().mix().entries()) {
      mix.put(entry.operation(), entry.weight());
    }
    Duration duration = settings.duration();
    return new RunDocument.Settings(
        settings.arguments(),
        mix,
        settings.threads(),
        settings.rate() == null ? "closed" : settings.poisson() ? "poisson" : "fixed",
        settings.rate(),
        settings.requests(),
        duration == null ? null : duration.toMillis(),
        settings.warmUp().toMillis(),
        settings.sharedNamespace(),
        settings.seed(),
        settings.links(),
        settings.batch(),
        settings.ack(),
        settings.family(),
        settings.nextHop(),
        settings.window(),
        settings.bridge());
  }

  private List<RunDocument.Operation> operations(RunResult result, Ledger ledger, boolean watched) {
    double seconds = result.measuredNs() / 1e9;
    List<RunDocument.Operation> operations = new ArrayList<>();
    for (LabelResult label : result.results()) {
      if (label.kind() != LabelResult.Kind.REQUEST && label.measured().requests() == 0) {
        continue;
      }
      Tally tally = label.measured();
      operations.add(
          new RunDocument.Operation(
              label.label(),
              switch (label.kind()) {
                case REQUEST -> "request";
                case FOLLOW_UP -> "follow-up";
                case OBSERVATION -> "observed";
              },
              tally.requests(),
              errors(tally),
              seconds > 0 ? tally.requests() / seconds : 0,
              seconds > 0 ? tally.messages() / seconds : 0,
              percentiles(
                  switch (label.latency()) {
                    case Latency.Service(Histogram serviceNs) -> serviceNs;
                    case Latency.ServiceAndResponse(Histogram serviceNs, Histogram response) ->
                        serviceNs;
                    case Latency.Observed(Histogram elapsedNs) -> elapsedNs;
                  }),
              label.latency() instanceof Latency.ServiceAndResponse(Histogram s, Histogram response)
                  ? percentiles(response)
                  : null,
              perRequest(label, ledger, watched)));
    }
    return operations;
  }

  private RunDocument.@Nullable PerRequest perRequest(
      LabelResult label, Ledger ledger, boolean watched) {
    if (label.kind() == LabelResult.Kind.OBSERVATION) {
      return null;
    }
    Tally tally = label.measured();
    LedgerRow row =
        ledger.operations().get(labels.span(Phase.MEASURED, labels.names().indexOf(label.label())));
    LedgerRow.OwnHold ownHold = row.ownHold();
    // What the ledger missed a request of has no exact count.
    boolean whole = watched && ownHold != null && row.requests().count() == tally.requests();
    return new RunDocument.PerRequest(
        tally.requests(),
        tally.messages(),
        tally.systemCalls(),
        whole && ownHold != null ? (Long) ownHold.holds() : null,
        watched && ownHold != null && ownHold.holds() > 0 ? (Long) ownHold.medianNs() : null,
        row.requests().count() > 0 ? (Long) row.perRequest().cpuMedianNs() : null);
  }

  private static Map<String, Long> errors(Tally tally) {
    Map<String, Long> byName = new LinkedHashMap<>();
    tally
        .errors()
        .forEach(
            (errno, count) ->
                byName.put(errno == Tally.UNKNOWN_ERRNO ? "unknown" : Errno.name(errno), count));
    return byName;
  }

  static RunDocument.@Nullable Percentiles percentiles(Histogram ns) {
    return ns.getTotalCount() == 0
        ? null
        : new RunDocument.Percentiles(
            percentile(ns, 50),
            percentile(ns, 90),
            percentile(ns, 99),
            percentile(ns, 99.9),
            ns.getMaxValue());
  }

  private static @Nullable Long percentile(Histogram ns, double percentile) {
    double beyond = ns.getTotalCount() * (100 - percentile) / 100;
    // 100 − 99.9 is a little less than 0.1
    return beyond + 1e-6 < SAMPLES_BEYOND ? null : (Long) ns.getValueAtPercentile(percentile);
  }

  private List<RunDocument.LedgerRow> ledger(Ledger ledger, boolean watched) {
    List<RunDocument.LedgerRow> rows = new ArrayList<>();
    for (int label = 0; label < labels.size(); label++) {
      LedgerRow row = ledger.operations().get(labels.span(Phase.MEASURED, label));
      if (row.requests().count() > 0) {
        rows.add(row(row, watched));
      }
    }
    return rows;
  }

  private static RunDocument.LedgerRow row(LedgerRow row, boolean watched) {
    WaitSplit waiting = row.waiting();
    LedgerRow.OwnHold ownHold = row.ownHold();
    return new RunDocument.LedgerRow(
        row.operation(),
        row.requests().count(),
        row.requests().incomplete(),
        row.wallNs(),
        watched ? waiting.totalNs() : null,
        watched ? LedgerRows.share(row.waitShare()) : null,
        watched ? waiting.provedNs() : null,
        watched ? waiting.soleNs() : null,
        watched ? waiting.snapshotNs() : null,
        watched ? waiting.inferredNs() : null,
        watched ? waiting.handoverNs() : null,
        watched ? waiting.preemptedNs() : null,
        watched ? waiting.unknownNs() : null,
        watched ? waiting.handoverLowNs() : null,
        watched ? waiting.handoverHighNs() : null,
        ownHold == null ? null : (Long) ownHold.ns(),
        offCpu(row.offCpu()),
        row.otherLocksNs(),
        row.systemCallRestNs(),
        row.remainderNs(),
        row.perRequest().remainder().p99Ns());
  }

  private static RunDocument.@Nullable OffCpu offCpu(@Nullable OffCpu spent) {
    return spent == null
        ? null
        : new RunDocument.OffCpu(
            spent.heldAsleepNs(),
            spent.heldRcuNs(),
            spent.heldWantingCpuNs(),
            spent.afterHoldNs(),
            spent.elsewhereNs(),
            spent.elsewhereRcuNs());
  }

  /** Undo counts with its operation's label, the warm-up not at all. */
  private RunDocument.@Nullable OtherLocks otherLocks(Ledger ledger, @Nullable OtherLocks others) {
    if (others == null) {
      return null;
    }
    Set<String> measured = new HashSet<>();
    for (int label = 0; label < labels.size(); label++) {
      measured.add(ledger.operations().get(labels.span(Phase.MEASURED, label)).operation());
    }
    SpinlockSight spinlocks = SpinlockSight.of(others.spinlockSeen());
    return new RunDocument.OtherLocks(
        spinlocks.statement(),
        spinlocks.visible(),
        others.times().stream()
            .filter(time -> measured.contains(time.operation()))
            .map(
                time ->
                    new RunDocument.OtherLockRow(
                        name(new Actor.Operation(time.operation())),
                        time.lock().label(),
                        time.lock().kind(),
                        time.waits(),
                        time.ns(),
                        time.longestNs()))
            .toList());
  }

  private List<RunDocument.HolderRow> holders(Ledger ledger) {
    record Key(String holder, RunDocument.HolderState doing) {}
    Map<Key, RunDocument.HolderRow> rows = new LinkedHashMap<>();
    for (HolderTime time : ledger.holders()) {
      Key key = new Key(name(time.holder()), doing(time.state()));
      rows.merge(
          key,
          new RunDocument.HolderRow(
              key.holder(), key.doing(), time.ns(), (Long) time.lowNs(), (Long) time.ns()),
          (one, other) ->
              new RunDocument.HolderRow(
                  one.holder(),
                  one.doing(),
                  one.ns() + other.ns(),
                  LedgerRows.sum(one.lowNs(), other.lowNs()),
                  LedgerRows.sum(one.highNs(), other.highNs())));
    }
    return rows.values().stream()
        .sorted(Comparator.comparingLong(RunDocument.HolderRow::ns).reversed())
        .toList();
  }

  private List<RunDocument.LongWait> longWaits(Ledger ledger) {
    return ledger.longest().stream()
        .map(
            wait ->
                new RunDocument.LongWait(
                    name(wait.waiter()),
                    wait.thread(),
                    wait.beginNs(),
                    wait.lengthNs(),
                    wait.parts().stream()
                        .map(
                            part ->
                                new RunDocument.LongWaitPart(
                                    name(part.holder()),
                                    LedgerRows.word(part.evidence()),
                                    doing(part.state()),
                                    part.ns()))
                        .toList()))
        .toList();
  }

  private RunDocument.HolderState doing(HolderState doing) {
    return switch (doing) {
      case HolderState.Running _ -> new RunDocument.HolderState("running", null, null);
      case HolderState.WantingCpu _ -> new RunDocument.HolderState("wanting cpu", null, null);
      case HolderState.Reclaiming _ -> new RunDocument.HolderState("reclaiming", null, null);
      case HolderState.Waiting(LockKey lock, Actor root) ->
          new RunDocument.HolderState("waiting", null, null, lock.label(), name(root));
      case HolderState.Asleep(SleepReason reason) ->
          new RunDocument.HolderState(
              "asleep",
              reason.kind().word(),
              reason.function().isEmpty() ? null : reason.function());
    };
  }

  private static RunDocument.@Nullable Foreign foreign(Actor actor, Cgroups cgroups) {
    return switch (actor) {
      case Actor.ForeignProcess(
              int process,
              String name,
              long namespace,
              long cgroup,
              String handler) ->
          new RunDocument.Foreign(
              name,
              process,
              namespace == 0 ? null : (Long) namespace,
              orNull(handler),
              cgroups.path(cgroup));
      case Actor.KernelWorker(_, String handler) ->
          new RunDocument.Foreign(actor.inHandler("").label(), null, null, orNull(handler), "/");
      case Actor.UnnamedThread(_, String handler) ->
          new RunDocument.Foreign(actor.inHandler("").label(), null, null, orNull(handler));
      default -> null;
    };
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private String name(Actor actor) {
    return switch (actor) {
      case Actor.Operation(String span) ->
          labels.names().get(labels.labelOf(labels.spans().indexOf(span)));
      case Actor.WaiterPreempted none -> "(" + none.label() + ")";
      case Actor.NoHolder none -> "(" + none.label() + ")";
      case Actor.Unknown none -> "(" + none.label() + ")";
      default -> actor.label();
    };
  }

  private RunDocument.Probe probe(
      RunResult result,
      Collector.Collected collected,
      @Nullable List<RunDocument.Program> programs) {
    Backend backend = selection.backend();
    return new RunDocument.Probe(
        backend == null ? "none" : backend.name(),
        selection.why(),
        selection.mutex() == null
            ? null
            : String.format(Locale.ROOT, "0x%016x", selection.mutex().address()),
        selection.mutex() == null
            ? null
            : "learned from " + selection.mutex().evidence() + selection.check(),
        backend == null ? List.of() : backend.probe().blindSpots(),
        String.format(
            Locale.ROOT,
            "collecting and attributing took %.1f %% of one CPU",
            100.0 * collected.cpuNs() / Math.max(1, result.measuredNs())),
        programs);
  }

  private static RunDocument.Lost lost(
      Collector.Collected collected, Capture.@Nullable Statistics kernel, Collector collector) {
    Throwable eventsFailure = collector.eventsFailure();
    return new RunDocument.Lost(
        kernel == null ? 0 : kernel.lost(),
        kernel == null ? "no probe" : kernel.detail(),
        collected.droppedSpans(),
        collected.merged().late(),
        eventsFailure == null ? null : String.valueOf(eventsFailure.getMessage()));
  }

  private RunDocument.Checks checks(Ledger ledger, boolean watched) {
    io.rtnlab.probes.ledger.Checks checks = ledger.checks();
    Load.Routes routes = load.routes();
    return new RunDocument.Checks(
        routes == null ? null : (Long) routes.reported(),
        routes == null ? null : (Long) routes.counted(),
        routes == null ? null : (Long) routes.left(),
        checks.sums().negativeParts(),
        checks.sums().waitsNotAddingUp(),
        checks.sums().holdersOutsideRequest(),
        checks.proofs().contradictions(),
        (Long) checks.proofs().contradictedNs(),
        checks.proofs().unseenAcquisitions(),
        (Long) checks.proofs().unseenReturns(),
        watched && ledger.holds().holds() > 0 ? (Long) ledger.holds().overlaps() : null,
        watched && ledger.holds().holds() > 0 ? (Long) ledger.holds().worstOverlapNs() : null,
        checks.leftOut().waits(),
        checks.leftOut().requests(),
        checks.order().unorderedTies());
  }
}
