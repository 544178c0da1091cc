package io.rtnlab.lab.doctor;

import io.rtnlab.lab.run.Backends;
import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.lab.run.Crowd;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.audit.AuditTable;
import io.rtnlab.probes.audit.AuditedClass;
import io.rtnlab.probes.audit.Share;
import io.rtnlab.probes.bpf.BpfAuditSampler;
import io.rtnlab.probes.calibration.Calibration;
import io.rtnlab.probes.calibration.Calibrator;
import io.rtnlab.probes.calibration.Errors;
import io.rtnlab.probes.calibration.Looks;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.results.report.text.TextTable;
import io.rtnlab.results.report.text.Units;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code rtnlab doctor --calibrate}: how far each backend is off, against planted holds. */
public final class Calibrating {
  private static final String NOTHING = "–";

  private final CalibrationPlan plan;
  private final PrintWriter out;
  private final List<Calibration> done = new ArrayList<>();
  private volatile String stage = "";

  public Calibrating(CalibrationPlan plan, PrintWriter out) {
    this.plan = plan;
    this.out = out;
  }

  /** What it is at, in one line. For any thread. */
  public String progress() {
    return stage;
  }

  /**
   * Plants the holds, and prints a line for each backend that does not open.
   *
   * @return what came of it; empty where no backend opened
   * @throws IOException where holds cannot be planted here, or the mutex cannot be found
   */
  public List<Calibration> run() throws IOException, InterruptedException {
    List<Probe> opening = opening();
    if (!opening.isEmpty()) {
      measure(opening);
      stage = "";
    }
    return List.copyOf(done);
  }

  private List<Probe> opening() {
    List<Probe> all =
        Stream.concat(Backends.all().stream().map(Backend::probe), Backends.samplers().stream())
            .toList();
    List<Probe> chosen =
        all.stream()
            .filter(
                probe ->
                    plan.probe().equals(CalibrationPlan.EVERY_PROBE)
                        || plan.probe().equals(probe.name()))
            .toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no probe '%s'; there are: %s"
              .formatted(
                  plan.probe(), all.stream().map(Probe::name).collect(Collectors.joining(", "))));
    }
    return chosen.stream().filter(this::opens).toList();
  }

  private boolean opens(Probe probe) {
    if (probe.check() instanceof Availability.Unavailable(String reason, String remedy)) {
      out.printf("without %s: %s (to unlock: %s)%n", probe.name(), reason, remedy);
      return false;
    }
    return true;
  }

  private void measure(List<Probe> opening) throws IOException, InterruptedException {
    RtnlAddress mutex = learn(opening);
    out.printf("rtnl_mutex at %s%n", mutex);
    out.flush();
    try (CalibratedHolder holder = CalibratedHolder.prepare();
        BpfAuditSampler sampler = sampler(mutex);
        Crowd _ = crowd()) {
      Calibrator calibrator = new Calibrator(holder, sampler);
      for (Probe probe : opening) {
        for (Duration length : plan.lengths()) {
          stage =
              "holding the RTNL for " + Units.time(length.toNanos()) + ", heard by " + probe.name();
          done.add(calibrator.calibrate(probe, mutex.address(), plan.rounds(), length));
        }
      }
    }
  }

  private @Nullable BpfAuditSampler sampler(RtnlAddress mutex) throws IOException {
    try {
      return BpfAuditSampler.open(mutex.address(), BpfAuditSampler.gap());
    } catch (IOException refused) {
      out.printf("without the audit: %s%n", refused.getMessage());
      return null;
    }
  }

  private @Nullable Crowd crowd() throws IOException, InterruptedException {
    return plan.busyThreads() == 0 ? null : Crowd.of(plan.busyThreads());
  }

  /** By any backend that can; where the kernel tells, none is asked. */
  private static RtnlAddress learn(List<Probe> opening) throws IOException {
    Backend witness =
        Backends.all().stream()
            .filter(backend -> opening.contains(backend.probe()))
            .findFirst()
            .orElse(Backends.all().getFirst());
    return AddressLearner.learn(witness.witness().get());
  }

  /** Prints what came of it. */
  public void print() {
    out.printf(
        "%d planted holds of each length to be waited for%s; errors: median (least … greatest)%n%n",
        plan.rounds(),
        plan.busyThreads() == 0
            ? ""
            : ", amid " + plan.busyThreads() + " threads that insert and delete routes");
    out.print(looks());
    out.println();
    out.print(ledger());
    out.println();
    out.print(audits());
    out.printf(
        """

        looks: whom the backend named as owner while the planted holder surely held. wait: as told,
        less the time from the waiter's request to the end of the hold. release: when it was told,
        less when the holder was let go, so its way out of the kernel is in it. waited for: rounds in
        which somebody waited for at least 95 %% of the hold; the columns to its right are of these,
        and others, which say nothing, were planted again.
        proved: of them, those in which at least 95 %% of the hold are proved to be the holder's.
        at least, at most: for how long the holder is blamed, without and with the pieces inside
        which it got in or let go, less how long it surely held: from the moment at which the fault
        it sleeps in is seen to the end of that. known to: how much longer it may have held: from
        its call, or the end of its own wait, to the return of its call. right: the two intervals
        meet, give or take 2 %%. decoys: how long others are blamed while the holder surely held.
        audited: waits open at samples of the owner that the ledger never saw. wrongly named: the
        thread named did not own the mutex; overstated: "X or nobody", and nobody did; another:
        another thread owned it. The intervals are within this run.%n\
        """);
    out.flush();
  }

  private TextTable looks() {
    TextTable table =
        new TextTable(
            1, "probe", "hold", "looks: right", "wrong", "free", "wait", "release", "lost");
    for (Calibration row : done) {
      Looks looks = row.looks();
      table.row(
          row.probe(),
          Units.time(row.holdNs()),
          looks.unread() > 0 ? "cannot look" : Units.count(looks.right()),
          looks.unread() > 0 ? NOTHING : Units.count(looks.wrong()),
          looks.unread() > 0 ? NOTHING : Units.count(looks.free()),
          errors(row.waitLength()),
          errors(row.releaseTime()),
          Units.count(row.lost()));
    }
    return table;
  }

  private TextTable ledger() {
    TextTable table =
        new TextTable(
            1,
            "probe",
            "hold",
            "waited for",
            "named, at least",
            "proved, at least",
            "proved",
            "at least",
            "at most",
            "known to",
            "right",
            "decoys");
    for (Calibration row : done) {
      boolean judged = row.waitedFor() > 0;
      table.row(
          row.probe(),
          Units.time(row.holdNs()),
          row.waitedFor() + " of " + row.rounds(),
          judged ? percent(row.leastNamed()) : NOTHING,
          judged ? percent(row.leastProved()) : NOTHING,
          judged ? row.proved() + " of " + row.waitedFor() : NOTHING,
          errors(row.atLeast()),
          errors(row.atMost()),
          errors(row.knownTo()),
          judged ? row.rightLength() + " of " + row.waitedFor() : NOTHING,
          judged ? Units.time(row.decoyNs()) : NOTHING);
    }
    return table;
  }

  private TextTable audits() {
    TextTable table =
        new TextTable(
            1,
            "probe",
            "hold",
            "audited",
            "wrongly named",
            "95 % interval",
            "overstated",
            "another");
    for (Calibration row : done) {
      AuditTable audit = row.audit();
      long audited =
          audit == null ? 0 : audit.classes().stream().mapToLong(AuditedClass::samples).sum();
      if (audit != null && audited > 0) {
        Share wrong = audit.wronglyNamed();
        table.row(
            row.probe(),
            Units.time(row.holdNs()),
            Units.count(audited),
            percent(wrong.share()),
            percent(wrong.low()) + " to " + percent(wrong.high()),
            percent(audit.overstated().share()),
            percent(audit.another().share()));
      }
    }
    return table;
  }

  private static String errors(Errors errors) {
    if (errors.told() == 0) {
      return NOTHING;
    }
    String told =
        "%s (%s … %s)"
            .formatted(
                Units.time(errors.medianNs()),
                Units.time(errors.leastNs()),
                Units.time(errors.mostNs()));
    return errors.missed() == 0 ? told : told + ", " + errors.missed() + " missed";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
