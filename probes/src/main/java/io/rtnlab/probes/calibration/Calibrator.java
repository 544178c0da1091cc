package io.rtnlab.probes.calibration;

import io.rtnlab.libc.ThreadId;
import io.rtnlab.libc.hold.CalibratedHolder;
import io.rtnlab.libc.hold.Hold;
import io.rtnlab.libc.hold.OpenHold;
import io.rtnlab.probes.Capture;
import io.rtnlab.probes.CaptureOptions;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.address.LockingRequest;
import io.rtnlab.probes.event.LockEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Plants holds of the RTNL, has the calling thread wait for each, and compares what a backend tells
 * with what is known. Every hold stalls whatever else configures networks on this machine.
 */
public final class Calibrator {
  private final CalibratedHolder holder;

  /**
   * Calibrates with this holder.
   *
   * @param holder stays the caller's to close
   */
  public Calibrator(CalibratedHolder holder) {
    this.holder = holder;
  }

  /**
   * One backend's errors.
   *
   * @param mutex address of {@code rtnl_mutex}
   * @param length of each hold
   * @throws IOException if the backend does not open, or a hold fails
   */
  public Calibration calibrate(Probe probe, long mutex, int rounds, Duration length)
      throws IOException {
    List<LockEvent> events = new ArrayList<>();
    List<PlantedRound> planted = new ArrayList<>();
    long lost;
    try (Capture capture = probe.open(CaptureOptions.of(mutex));
        LockingRequest request = new LockingRequest()) {
      for (int round = 0; round < rounds; round++) {
        planted.add(plant(request, length, events));
        capture.poll(events::add);
      }
      while (capture.poll(events::add) > 0) {}
      lost = capture.statistics().lost();
    }
    events.sort(Comparator.comparingLong(LockEvent::timeNs));
    return new Calibration(
        probe.name(),
        rounds,
        length.toNanos(),
        planted.stream().map(PlantedRound::looks).reduce(Looks.NONE, Looks::plus),
        errors(planted, PlantedRound::waitErrorNs),
        errors(planted, PlantedRound::releaseErrorNs),
        errors(planted, PlantedRound::holdErrorNs),
        lost);
  }

  private PlantedRound plant(LockingRequest request, Duration length, List<LockEvent> events)
      throws IOException {
    try (OpenHold open = holder.begin(length)) {
      long requestNs = System.nanoTime();
      request.send();
      Hold hold = open.await();
      return new PlantedRound(hold, ThreadId.current(), requestNs, events);
    }
  }

  private static Errors errors(List<PlantedRound> planted, ToLongFunction<PlantedRound> error) {
    long[] told =
        planted.stream()
            .mapToLong(error)
            .filter(errorNs -> errorNs != PlantedRound.NOT_TOLD)
            .toArray();
    return Errors.of(told, planted.size());
  }
}
