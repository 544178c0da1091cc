package io.rtnlab.probes.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.bpf.BpfSamplingProbe;
import io.rtnlab.probes.bpf.Needs;
import io.rtnlab.probes.hold.CalibratedHolder;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On the running kernel. */
class CalibratorTest {
  private static final int ROUNDS = 5;
  private static final Duration LENGTH = Duration.ofMillis(10);

  private static long mutex;

  @BeforeAll
  static void learnTheAddress() throws IOException {
    mutex = Needs.mutex();
  }

  @Test
  void looksNameTheHolderAndNobodyElse() throws IOException {
    try (CalibratedHolder holder = Needs.holder()) {
      Calibration bpf = new Calibrator(holder).calibrate(new BpfProbe(), mutex, ROUNDS, LENGTH);
      assertTrue(bpf.looks().right() >= ROUNDS, bpf::toString);
      assertEquals(0, bpf.looks().wrong() + bpf.looks().free() + bpf.looks().unread());
      assertEquals(bpf.rounds(), bpf.waitLength().told() + bpf.waitLength().missed());
      assertTrue(bpf.waitLength().told() > 0, bpf::toString);
      assertTrue(bpf.releaseTime().leastNs() >= 0, bpf::toString);
    }
  }

  @Test
  void aSamplerLooksButTellsOfNoWait() throws IOException {
    try (CalibratedHolder holder = Needs.holder()) {
      Calibration sampling =
          new Calibrator(holder).calibrate(new BpfSamplingProbe(), mutex, ROUNDS, LENGTH);
      assertTrue(sampling.looks().right() > 0, sampling::toString);
      assertEquals(0, sampling.looks().wrong());
      assertEquals(ROUNDS, sampling.waitLength().missed());
    }
  }
}
