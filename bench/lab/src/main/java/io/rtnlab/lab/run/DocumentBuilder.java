// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.engine.LabelResult;
import io.rtnlab.engine.Labels;
import io.rtnlab.engine.Latency;
import io.rtnlab.engine.Phase;
import io.rtnlab.engine.RunResult;
import io.rtnlab.engine.Tally;
import io.rtnlab.lab.fingerprint.FingerprintReader;
import io.rtnlab.lab.fingerprint.StealTime;
import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.libc.Errno;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.ledger.Actor;
import io.rtnlab.probes.ledger.Cgroups;
import io.rtnlab.probes.ledger.Ledger;
import io.rtnlab.probes.ledger.LedgerRow;
import io.rtnlab.probes.ledger.OffCpu;
import io.rtnlab.probes.ledger.OtherLocks;
import io.rtnlab.probes.ledger.WaitSplit;
import io.rtnlab.results.AuditDocument;
import io.rtnlab.results.Checks;
import io.rtnlab.results.LedgerDocument;
import io.rtnlab.results.LedgerRows;
import io.rtnlab.results.OtherCounts;
import io.rtnlab.results.RunDocument;
import java.time.Instant;
import java.util.ArrayList;
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
      @Nullable FunctionMeter functions,
      @Nullable OtherCounts others,
      @Nullable AuditDocument audit,
      @Nullable StealTime stealBefore) {
    Ledger ledger = collected.ledger();
    StealTime stealAfter = StealTime.now();
    boolean watched = kernel != null;
    return new RunDocument(
        RunDocument.SCHEMA,
        settings.asked(),
        new RunDocument.Measured(
            startedAt.toString(), result.measuredFromNs(), result.measuredNs(), result.stopped()),
        operations(result, ledger, watched, functions == null ? Map.of() : functions.rows()),
        ledger(ledger, watched),
        watched
            ? LedgerRows.document(ledger, this::name, actor -> foreign(actor, collected.cgroups()))
            : LedgerDocument.UNWATCHED,
        new RunDocument.Observed(
            probe(result, collected, programs),
            lost(collected, kernel, collector),
            checks(ledger, watched),
            others,
            audit,
            otherLocks(ledger, collected.otherLocks()),
            collected.cgroups().path(collected.cgroups().own())),
        Stream.of(
                remarks,
                load.workers().remarks(),
                functions == null ? List.<String>of() : functions.remarks())
            .flatMap(List::stream)
            .toList(),
        FingerprintReader.read(
            stealBefore == null || stealAfter == null
                ? null
                : stealAfter.percentSince(stealBefore)));
  }

  private List<RunDocument.Operation> operations(
      RunResult result,
      Ledger ledger,
      boolean watched,
      Map<String, List<RunDocument.FunctionRow>> functions) {
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
              perRequest(label, ledger, watched, functions.get(label.label()))));
    }
    return operations;
  }

  private RunDocument.@Nullable PerRequest perRequest(
      LabelResult label,
      Ledger ledger,
      boolean watched,
      @Nullable List<RunDocument.FunctionRow> functions) {
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
        row.requests().count() > 0 ? (Long) row.perRequest().cpuMedianNs() : null,
        functions);
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

  private List<LedgerDocument.LedgerRow> ledger(Ledger ledger, boolean watched) {
    List<LedgerDocument.LedgerRow> rows = new ArrayList<>();
    for (int label = 0; label < labels.size(); label++) {
      LedgerRow row = ledger.operations().get(labels.span(Phase.MEASURED, label));
      if (row.requests().count() > 0) {
        rows.add(row(row, watched));
      }
    }
    return rows;
  }

  private static LedgerDocument.LedgerRow row(LedgerRow row, boolean watched) {
    LedgerRow.OwnHold ownHold = row.ownHold();
    return new LedgerDocument.LedgerRow(
        row.operation(),
        row.requests().count(),
        row.requests().incomplete(),
        row.wallNs(),
        watched ? waiting(row) : LedgerDocument.Waiting.UNKNOWN,
        ownHold == null ? null : (Long) ownHold.ns(),
        offCpu(row.offCpu()),
        new LedgerDocument.Rest(
            row.systemCallRestNs(),
            row.otherLocksNs(),
            row.remainderNs(),
            row.perRequest().remainder().p99Ns()));
  }

  private static LedgerDocument.Waiting waiting(LedgerRow row) {
    WaitSplit waiting = row.waiting();
    return new LedgerDocument.Waiting(
        (Long) waiting.totalNs(),
        LedgerRows.share(row.waitShare()),
        new LedgerDocument.ByEvidence(
            (Long) waiting.provedNs(),
            (Long) waiting.soleNs(),
            (Long) waiting.snapshotNs(),
            (Long) waiting.inferredNs(),
            (Long) waiting.handoverNs(),
            (Long) waiting.preemptedNs(),
            (Long) waiting.unknownNs()),
        (Long) waiting.handoverLowNs(),
        (Long) waiting.handoverHighNs());
  }

  private static LedgerDocument.@Nullable OffCpu offCpu(@Nullable OffCpu spent) {
    return spent == null
        ? null
        : new LedgerDocument.OffCpu(
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
    SpinlockVisibility spinlocks = SpinlockVisibility.of(others.spinlockSeen());
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

  private static LedgerDocument.@Nullable Foreign foreign(Actor actor, Cgroups cgroups) {
    return switch (actor) {
      case Actor.ForeignProcess(
              int process,
              String name,
              long namespace,
              long cgroup,
              String handler) ->
          new LedgerDocument.Foreign(
              name,
              process,
              namespace == 0 ? null : (Long) namespace,
              orNull(handler),
              cgroups.path(cgroup));
      case Actor.KernelWorker(_, String handler) ->
          new LedgerDocument.Foreign(actor.inHandler("").label(), null, null, orNull(handler), "/");
      case Actor.UnnamedThread(_, String handler) ->
          new LedgerDocument.Foreign(actor.inHandler("").label(), null, null, orNull(handler));
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
      case Actor.WaiterPreempted(List<String> ran) -> {
        List<String> names = ran.stream().map(span -> name(new Actor.Operation(span))).toList();
        yield "(" + new Actor.WaiterPreempted(names).label() + ")";
      }
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
        programs,
        selection.refused());
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

  private Checks checks(Ledger ledger, boolean watched) {
    io.rtnlab.probes.ledger.Checks checks = ledger.checks();
    Load.Routes routes = load.routes();
    return new Checks(
        routes == null
            ? new Checks.Routes(null, null, null)
            : new Checks.Routes(
                (Long) routes.reported(), (Long) routes.counted(), (Long) routes.left()),
        new Checks.Sums(
            checks.sums().negativeParts(),
            checks.sums().waitsNotAddingUp(),
            checks.sums().holdersOutsideRequest()),
        new Checks.Proofs(
            checks.proofs().contradictions(),
            (Long) checks.proofs().contradictedNs(),
            checks.proofs().unseenAcquisitions(),
            (Long) checks.proofs().unseenReturns()),
        new Checks.Overlaps(
            watched && ledger.holds().holds() > 0 ? (Long) ledger.holds().overlaps() : null,
            watched && ledger.holds().holds() > 0 ? (Long) ledger.holds().worstOverlapNs() : null),
        new Checks.LeftOut(
            checks.leftOut().waits(), checks.leftOut().requests(), checks.order().unorderedTies()));
  }
}
