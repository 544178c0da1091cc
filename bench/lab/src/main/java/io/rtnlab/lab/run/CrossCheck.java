// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.lockstat.LockStat;
import io.rtnlab.probes.lockstat.LockStatSnapshot;
import io.rtnlab.results.OtherCounts;
import io.rtnlab.results.OtherCounts.HoldOffset;
import io.rtnlab.results.OtherCounts.LockStatCount;
import io.rtnlab.results.OtherCounts.ProbeCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The counters of the acquisitions of a run besides the probe that its ledger is made from: further
 * probes, and the kernel's lock statistics. Once begun it belongs to the collecting thread.
 */
final class CrossCheck implements AutoCloseable {
  private record Other(Capture capture, HoldRecorder log) {}

  private final HoldRecorder first;
  private final List<Other> others = new ArrayList<>();
  private final @Nullable LockStat lockStat;
  private final @Nullable LockStatSnapshot before;
  private @Nullable LockStatSnapshot after;

  /**
   * Starts to listen with each.
   *
   * @param first the probe that the ledger is made from
   */
  CrossCheck(Probe first, List<Backend> backends, CaptureOptions options) throws IOException {
    this.first = new HoldRecorder(first);
    try {
      for (Backend backend : backends) {
        others.add(new Other(backend.probe().open(options), new HoldRecorder(backend.probe())));
      }
      lockStat = LockStat.check() instanceof Availability.Available ? LockStat.open() : null;
      before = lockStat == null ? null : lockStat.snapshot();
    } catch (IOException | RuntimeException e) {
      others.forEach(other -> other.capture.close());
      throw e;
    }
    long nowNs = System.nanoTime();
    this.first.countFrom(nowNs);
    others.forEach(other -> other.log.countFrom(nowNs));
  }

  /** Whether any counter is available. */
  static boolean any(List<Backend> backends) {
    return !backends.isEmpty() || LockStat.check() instanceof Availability.Available;
  }

  /** Takes what the ledger is made from. */
  HoldRecorder first() {
    return first;
  }

  void poll() {
    others.forEach(other -> other.capture.poll(other.log));
  }

  /**
   * What comes from now on no longer counts, though what came is still on its way. No thread may
   * poll meanwhile: one of them would hear of more than the others.
   */
  void end() throws IOException {
    long nowNs = System.nanoTime();
    first.countUntil(nowNs);
    others.forEach(other -> other.log.countUntil(nowNs));
    after = lockStat == null ? null : lockStat.snapshot();
  }

  /** The counts, after the last {@link #poll}. */
  OtherCounts counts() {
    LockStatSnapshot atFirst = before;
    LockStatSnapshot atLast = after;
    LockStatCount kernel = atFirst == null || atLast == null ? null : count(atLast.minus(atFirst));
    List<ProbeCount> probes = new ArrayList<>();
    List<HoldOffset> offsets = new ArrayList<>();
    probes.add(first.count());
    for (Other other : others) {
      probes.add(other.log.count());
      HoldOffset offset = other.log.against(first);
      if (offset != null) {
        offsets.add(offset);
      }
    }
    return new OtherCounts(probes, offsets, kernel);
  }

  /** Of the first other probe that sees all of them; null where none does. */
  @Nullable RecordedHolds recordedHolds() {
    return others.stream()
        .map(Other::log)
        .map(HoldRecorder::recordedHolds)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static LockStatCount count(LockStatSnapshot difference) {
    return new LockStatCount(
        difference.acquisitions(),
        difference.contentions(),
        difference.waits().totalNs(),
        difference.holds().totalNs(),
        difference.waitingAt().stream()
            .map(site -> new OtherCounts.CallSite(site.symbol(), site.count()))
            .toList());
  }

  @Override
  public void close() {
    others.forEach(other -> other.capture.close());
    if (lockStat != null) {
      try {
        lockStat.close();
      } catch (IOException unwritable) {
        // The next start sets the switch back: this process will be dead by then.
      }
    }
  }
}
