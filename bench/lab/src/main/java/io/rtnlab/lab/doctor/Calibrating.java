// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.doctor;

import io.rtnlab.lab.run.Backends;
import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.lab.run.BackgroundLoad;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.bpf.BpfAuditSampler;
import io.rtnlab.probes.calibration.Calibration;
import io.rtnlab.probes.calibration.Calibrator;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.results.CalibrationDocument;
import io.rtnlab.results.report.text.Units;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code rtnlab doctor --calibrate}: how far each backend is off, against planted holds. */
public final class Calibrating {
  private final CalibrationPlan plan;
  private final PrintWriter out;
  private final List<Calibration> done = new ArrayList<>();
  private final List<String> unavailable = new ArrayList<>();
  private @Nullable RtnlAddress mutex;
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
      unavailable("without %s: %s (to unlock: %s)".formatted(probe.name(), reason, remedy));
      return false;
    }
    return true;
  }

  private void measure(List<Probe> opening) throws IOException, InterruptedException {
    RtnlAddress mutex = learn(opening);
    this.mutex = mutex;
    out.printf("rtnl_mutex at %s%n", mutex);
    out.flush();
    try (CalibratedHolder holder = CalibratedHolder.prepare();
        BpfAuditSampler sampler = sampler(mutex);
        BackgroundLoad _ = backgroundLoad()) {
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
      unavailable("without the audit: " + refused.getMessage());
      return null;
    }
  }

  private @Nullable BackgroundLoad backgroundLoad() throws IOException, InterruptedException {
    return plan.busyThreads() == 0 ? null : BackgroundLoad.of(plan.busyThreads());
  }

  /** By any backend that can; where the kernel says, none is asked. */
  private static RtnlAddress learn(List<Probe> opening) throws IOException {
    Backend witness =
        Backends.all().stream()
            .filter(backend -> opening.contains(backend.probe()))
            .findFirst()
            .orElse(Backends.all().getFirst());
    return AddressLearner.learn(witness.witness().get());
  }

  /** What came of it. */
  public CalibrationDocument document() {
    return new CalibrationDocument(
        CalibrationDocument.SCHEMA,
        Doctor.whereWeAre(),
        mutex == null ? null : mutex.toString(),
        plan.rounds(),
        plan.busyThreads(),
        List.copyOf(unavailable),
        done.stream().map(CalibrationDocuments::row).toList());
  }

  private void unavailable(String sentence) {
    unavailable.add(sentence);
    out.println(sentence);
  }
}
