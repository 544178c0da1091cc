package io.rtnlab.results.report.text;

import io.rtnlab.results.AuditDocument;
import io.rtnlab.results.OtherCounts;
import io.rtnlab.results.RunDocument;
import io.rtnlab.results.RunDocument.LedgerRow;
import io.rtnlab.results.RunDocument.Operation;
import io.rtnlab.results.RunDocument.Percentiles;
import io.rtnlab.results.RunDocument.Waits;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run as a person reads it in a terminal. */
public final class RunReport {
  /** How a run begins to say that it had to do with another probe than the best. */
  private static final String SECOND_BEST = "the best that opens; ";

  private final RunDocument run;
  private final Lines text = new Lines();

  private RunReport(RunDocument run) {
    this.run = run;
  }

  /** The whole report, each line ended. */
  public static String of(RunDocument run) {
    RunReport report = new RunReport(run);
    report.heading();
    report.operations();
    report.ledger();
    Waits waits = run.waits();
    if (waits != null) {
      report.text.append(BlameReport.of(run.blame(), waits));
    }
    report.text.append(HolderReport.of(run));
    AuditDocument audit = run.audit();
    if (audit != null) {
      report.text.append(AuditReport.of(audit));
    }
    OtherCounts others = run.others();
    if (others != null) {
      report.text.append(OtherCountsReport.of(others));
    }
    report.probe();
    report.checks();
    run.remarks().forEach(remark -> report.text.line("%s", remark));
    return report.text.toString();
  }

  private void heading() {
    RunDocument.Settings settings = run.settings();
    text.line(
        "rtnlab run · %s · %d threads, %s · %s%s · seed %d · bridge %s",
        mix(settings.mix()),
        settings.threads(),
        settings.sharedNamespace() ? "one namespace for all" : "a namespace each",
        pacing(settings),
        run.interrupted() ? " · CUT SHORT" : "",
        settings.seed(),
        settings.bridge());
    text.line(
        "Linux %s, build %s · %d × %s · measured for %s",
        run.fingerprint().kernelRelease(),
        shorten(run.fingerprint().kernelBuildId()),
        run.fingerprint().cpus(),
        run.fingerprint().cpuModel(),
        Units.time(run.durationNs()));
    if (run.fingerprint().timesMeanNothing()) {
      text.line(
          "UNDER SOFTWARE EMULATION (%s): counts are right, times are not a real machine's",
          run.fingerprint().accelerator());
    }
    weakerEvidence();
    String contenders = Contenders.of(run.blame());
    if (!contenders.isEmpty()) {
      text.line("also on this RTNL: %s", contenders);
    }
    text.line("");
  }

  /** What the reader would otherwise learn at the report's end: a better probe does not open. */
  private void weakerEvidence() {
    RunDocument.Probe probe = run.probe();
    if (run.waits() == null) {
      text.line("no probe: latencies alone, no waits and no holders (%s)", probe.why());
    } else if (probe.why().startsWith(SECOND_BEST)) {
      text.line(
          "weaker evidence, by probe %s: %s",
          probe.name(), probe.why().substring(SECOND_BEST.length()));
    }
  }

  private void operations() {
    boolean open = run.operations().stream().anyMatch(o -> o.responseNs() != null);
    table("operation", run.operations(), Operation::serviceNs, "service time");
    if (open) {
      text.line("");
      table(
          "operation",
          run.operations().stream().filter(o -> o.responseNs() != null).toList(),
          Operation::responseNs,
          "response time, from when each request should have started");
    }
    if (run.operations().stream().anyMatch(o -> o.serviceNs() != null && suppressed(o))) {
      text.line("– : fewer than ten requests lie beyond that percentile");
    }
    if (run.settings().pacing().equals("closed")) {
      text.line(
          "closed loop: a stalled worker sends nothing, so these times leave out the requests that"
              + " a stall would have delayed (coordinated omission); --rate gives response times");
    }
    text.line("");
  }

  private void table(
      String title,
      List<Operation> operations,
      Function<Operation, @Nullable Percentiles> times,
      String what) {
    text.line("%s", what);
    TextTable table =
        new TextTable(
            1,
            title,
            "count",
            "errors",
            "requests",
            "messages",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "max");
    for (Operation o : operations) {
      Percentiles p = times.apply(o);
      table.row(
          o.kind().equals("request") ? o.name() : o.name() + " (" + o.kind() + ")",
          Units.count(o.count()),
          errors(o.errors()),
          Units.rate(o.ratePerSecond()),
          Units.rate(o.messagesPerSecond()),
          Units.time(p == null ? null : p.p50()),
          Units.time(p == null ? null : p.p90()),
          Units.time(p == null ? null : p.p99()),
          Units.time(p == null ? null : p.p999()),
          Units.time(p == null || o.count() == 0 ? null : (Long) p.max()));
    }
    text.append(table);
  }

  private void ledger() {
    if (run.ledger().isEmpty()) {
      return;
    }
    text.line("where the time went, in shares of each operation's own");
    TextTable table =
        new TextTable(
            1,
            "operation",
            "requests",
            "wall",
            "waiting",
            "proved",
            "sole",
            "snapshot",
            "inferred",
            "handover",
            "preempted",
            "unknown",
            "own hold",
            "in kernel",
            "remainder",
            "p99 of it");
    for (LedgerRow row : run.ledger()) {
      table.row(
          row.operation(),
          Units.count(row.count()),
          Units.time(row.wallNs()),
          row.waitShare() == null ? part(row.waitNs(), row.wallNs()) : Units.share(row.waitShare()),
          part(row.provedNs(), row.wallNs()),
          part(row.soleNs(), row.wallNs()),
          part(row.snapshotNs(), row.wallNs()),
          part(row.inferredNs(), row.wallNs()),
          part(row.handoverNs(), row.wallNs()),
          part(row.preemptedNs(), row.wallNs()),
          part(row.unknownNs(), row.wallNs()),
          part(row.ownHoldNs(), row.wallNs()),
          part(row.systemCallRestNs(), row.wallNs()),
          part(row.remainderNs(), row.wallNs()),
          Units.time(row.remainderP99Ns()));
    }
    text.append(table);
    text.line(
        "wall = waiting + own hold + in kernel + remainder (user space); waiting = the seven"
            + " kinds");
    text.line("± : 95 %% confidence within this run; bounds are written low..high");
    text.line("");
  }

  private void probe() {
    RunDocument.Probe probe = run.probe();
    text.line("probe %s: %s", probe.name(), probe.why());
    if (probe.mutexAddress() != null && probe.addressLearned() != null) {
      text.line("  rtnl_mutex at %s, %s", probe.mutexAddress(), probe.addressLearned());
    }
    for (String blindSpot : probe.blindSpots()) {
      text.line("  cannot see: %s", blindSpot);
    }
    if (!probe.cost().isEmpty()) {
      text.line("  cost: %s", probe.cost());
    }
    programs(probe.programs());
    text.line(
        "  lost: %s lock events (%s), %s requests (no room in our own rings), %s events too late to"
            + " place",
        Units.count(run.lost().kernel()),
        run.lost().kernelDetail(),
        Units.count(run.lost().spans()),
        Units.count(run.lost().late()));
    if (run.lost().events() != null) {
      text.line("  events.bin is incomplete: %s", run.lost().events());
    }
  }

  private void programs(@Nullable List<RunDocument.Program> programs) {
    if (programs == null || programs.isEmpty()) {
      return;
    }
    double busyNsPerSecond =
        programs.stream().mapToDouble(p -> p.runsPerSecond() * p.nsPerRun()).sum();
    text.line(
        "  BPF programs, metered while warming up: %.1f %% of one CPU: %s",
        busyNsPerSecond / 1e7,
        programs.stream()
            .filter(p -> p.runsPerSecond() > 0)
            .map(
                p ->
                    "%s %s × %.0f ns"
                        .formatted(p.name(), Units.rate(p.runsPerSecond()), p.nsPerRun()))
            .collect(Collectors.joining(", ")));
  }

  private void checks() {
    RunDocument.Checks checks = run.checks();
    Long reported = checks.routesReported();
    Long counted = checks.routesCounted();
    Long left = checks.routesLeft();
    if (reported != null && counted != null && left != null) {
      text.line(
          "routes at the peak: %s reported, %s counted in /proc%s; %s left after the undo",
          Units.count(reported),
          Units.count(counted),
          reported.equals(counted) ? "" : " — THEY DIFFER",
          Units.count(left));
    }
    text.line(
        "the ledger against itself: %s requests with a negative part, %s waits that do not add up,"
            + " %s holders outside a request, %s contradicted proofs%s, %s pairs at one instant and"
            + " so unordered%s",
        Units.count(checks.negativeParts()),
        Units.count(checks.waitsNotAddingUp()),
        Units.count(checks.holdersOutsideRequest()),
        Units.count(checks.contradictions()),
        checks.contradictions() == 0 || checks.contradictedNs() == null
            ? ""
            : " (of " + Units.time(checks.contradictedNs()) + ")",
        Units.count(checks.unorderedTies()),
        overlaps(checks));
    text.line(
        "left out: %s waits and %s requests whose other end is not in the stream",
        Units.count(checks.unmatchedWaits()), Units.count(checks.unmatchedRequests()));
  }

  private static String pacing(RunDocument.Settings settings) {
    Double rate = settings.ratePerSecond();
    return rate == null
        ? "closed loop"
        : settings.pacing() + " rate of " + Units.rate(rate) + " in total";
  }

  private static String mix(Map<String, Integer> mix) {
    return mix.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(","));
  }

  private static boolean suppressed(Operation o) {
    Percentiles p = o.serviceNs();
    return p != null && (p.p50() == null || p.p999() == null);
  }

  private static String errors(Map<String, Long> errors) {
    return errors.isEmpty()
        ? "0"
        : errors.entrySet().stream()
            .map(e -> Units.count(e.getValue()) + " " + e.getKey())
            .collect(Collectors.joining(", "));
  }

  private static String overlaps(RunDocument.Checks checks) {
    Long overlaps = checks.overlaps();
    if (overlaps == null) {
      return "";
    }
    return ", %s rebuilt holds that overlap (by %s at worst)"
        .formatted(Units.count(overlaps), Units.time(checks.worstOverlapNs()));
  }

  private static String part(@Nullable Long part, long whole) {
    return part == null ? "–" : Units.share(part, whole);
  }

  private static String shorten(String buildId) {
    return buildId.length() > 12 ? buildId.substring(0, 12) : buildId;
  }
}
