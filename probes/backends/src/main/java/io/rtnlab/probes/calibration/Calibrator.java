// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.calibration;

import io.rtnlab.libc.Niceness;
import io.rtnlab.libc.ThreadId;
import io.rtnlab.libc.Uninterrupted;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.address.LockingRequest;
import io.rtnlab.probes.attribution.Attribution;
import io.rtnlab.probes.attribution.WaitObserver;
import io.rtnlab.probes.audit.Audit;
import io.rtnlab.probes.bpf.BpfAuditSampler;
import io.rtnlab.probes.event.EventSink;
import io.rtnlab.probes.event.LockEvent;
import io.rtnlab.probes.event.ProbeCapabilities;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.hold.Hold;
import io.rtnlab.probes.hold.OpenHold;
import io.rtnlab.probes.hold.RealTime;
import io.rtnlab.probes.stream.EventMerger;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Plants holds of the RTNL, waits for each, and compares what a backend and the attribution report
 * with what is known. Any other thread that takes the RTNL meanwhile is a decoy. Every hold stalls
 * whatever else configures networks on this machine.
 */
public final class Calibrator {
  private final CalibratedHolder holder;
  private final @Nullable BpfAuditSampler sampler;

  /**
   * Calibrates with this holder.
   *
   * @param holder stays the caller's to close
   */
  public Calibrator(CalibratedHolder holder) {
    this(holder, null);
  }

  /**
   * Calibrates, and judges the ledger by samples of the owner.
   *
   * @param holder stays the caller's to close
   * @param sampler too; null for none
   */
  public Calibrator(CalibratedHolder holder, @Nullable BpfAuditSampler sampler) {
    this.holder = holder;
    this.sampler = sampler;
  }

  /**
   * One backend's errors.
   *
   * @param mutex address of {@code rtnl_mutex}
   * @param rounds how many holds are to be waited for: one without a waiter, or that events were
   *     lost of, says nothing and is planted again, but no more than twice as many in all
   * @param length of each hold
   * @throws IOException if the backend does not open, or a hold fails
   */
  public Calibration calibrate(Probe probe, long mutex, int rounds, Duration length)
      throws IOException {
    try (ExecutorService waiting =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("rtnl-waiter").factory())) {
      return Uninterrupted.get(
          waiting.submit(
              () -> {
                RealTime.OBSERVER
                    .claim(); // it must find the mutex held, however busy the machine is
                return plant(probe, mutex, rounds, length);
              }),
          () -> {});
    }
  }

  private Calibration plant(Probe probe, long mutex, int rounds, Duration length)
      throws IOException {
    List<PlantedRound> planted = new ArrayList<>();
    try (Capture capture = probe.open(CaptureOptions.of(mutex));
        Listener listener = new Listener(capture, probe.capabilities(), sampler);
        LockingRequest request = new LockingRequest()) {
      while (!Calibration.isEnough(planted, rounds)) {
        listener.begin();
        long requestNs;
        Hold hold;
        try (OpenHold open = holder.begin(length)) {
          requestNs = System.nanoTime();
          request.send();
          hold = open.await();
        }
        listener.end();
        planted.add(
            PlantedRound.judge(
                hold, ThreadId.current(), requestNs, listener.events, listener.segments));
      }
      return Calibration.of(
          probe.name(),
          length.toNanos(),
          planted,
          capture.statistics().lost(),
          sampler == null ? null : listener.audit.table(_ -> true));
    }
  }

  /** What comes of one round after the other, in time order. */
  private static final class Listener implements AutoCloseable {
    private static final long PERIOD_MS = 10;

    /** So many events are dealt with long before the kernel's buffer runs over. */
    private static final int FEW = 10_000;

    /** Slow programs may never be up to date. */
    private static final int TRIES = 10;

    private final RoundSegments segments = new RoundSegments();
    private final Audit audit = new Audit();
    private final EventSink looks = audit.looks();
    private final @Nullable BpfAuditSampler sampler;
    private final List<LockEvent> events = new ArrayList<>();
    private final EventMerger merger = new EventMerger(this::take);
    private final Attribution attribution;
    private final ScheduledExecutorService poller =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("listener").daemon().factory());

    private Listener(
        Capture capture, ProbeCapabilities capabilities, @Nullable BpfAuditSampler sampler) {
      this.sampler = sampler;
      capture.addTo(merger);
      attribution = new Attribution(List.of(), capabilities, WaitObserver.both(segments, audit));
      Future<?> _ = poller.submit(() -> Niceness.set(Capture.READER_NICENESS));
      Future<?> _ =
          poller.scheduleWithFixedDelay(this::hear, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** Samples of a time come before the segments of that time. */
    private void sample() {
      if (sampler != null) {
        int _ = sampler.poll(audit);
      }
    }

    /** A round may last longer than the kernel's buffer does. */
    private synchronized void hear() {
      sample();
      merger.read();
    }

    private void take(LockEvent event) {
      events.add(event);
      looks.accept(event);
      attribution.accept(event);
    }

    /** Begins with an empty buffer: dealing with many events lets many more come. */
    private synchronized void begin() {
      for (int tries = 0; tries < TRIES && end() > FEW; tries++) {
        events.clear();
      }
      events.clear();
      segments.clear();
    }

    /**
     * No answer is read before the hold's end, so that all that concerns it has come.
     *
     * @return how many events came since it was asked last
     */
    private synchronized int end() {
      sample();
      return merger.flush();
    }

    @Override
    public void close() {
      poller.close();
    }
  }
}
