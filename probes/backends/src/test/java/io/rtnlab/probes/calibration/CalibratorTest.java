// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.probes.audit.AuditTable;
import io.rtnlab.probes.audit.AuditedClass;
import io.rtnlab.probes.bpf.BpfAuditSampler;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.bpf.BpfSamplingProbe;
import io.rtnlab.probes.bpf.Needs;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.probes.ledger.Evidence;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
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
  void looksNameTheHolderAndNoOther() throws IOException {
    try (CalibratedHolder holder = Needs.holder()) {
      Calibration bpf = new Calibrator(holder).calibrate(new BpfProbe(), mutex, ROUNDS, LENGTH);
      assertTrue(bpf.looks().right() >= ROUNDS, bpf::toString);
      assertEquals(0, bpf.looks().wrong() + bpf.looks().free() + bpf.looks().unread());
      assertEquals(
          bpf.planted().rounds(),
          bpf.errors().waitLength().reported() + bpf.errors().waitLength().missed());
      assertTrue(bpf.errors().waitLength().reported() > 0, bpf::toString);
      assertTrue(bpf.errors().releaseTime().leastNs() >= 0, bpf::toString);
    }
  }

  @Test
  void samplesOfTheOwnerJudgeTheSegmentsOfTheWaits() throws IOException {
    try (CalibratedHolder holder = Needs.holder();
        BpfAuditSampler sampler = sampler()) {
      Calibration bpf =
          new Calibrator(holder, sampler).calibrate(new BpfProbe(), mutex, ROUNDS, LENGTH);
      AuditTable audit = Objects.requireNonNull(bpf.audit());
      AuditedClass proved =
          audit.classes().stream()
              .filter(row -> row.evidence() == Evidence.PROVED)
              .findFirst()
              .orElseThrow(() -> new AssertionError("no sample fell into a hold: " + bpf));
      assertTrue(proved.right() > 0, bpf::toString);
      assertEquals(0, proved.other(), bpf::toString);
    }
  }

  private static BpfAuditSampler sampler() {
    try {
      return BpfAuditSampler.open(mutex, BpfAuditSampler.gap());
    } catch (IOException refused) {
      assumeTrue(false, "needs bpf_timer: " + refused.getMessage());
      throw new AssertionError(refused);
    }
  }

  @Test
  void aSamplerLooksButShowsOfNoWait() throws IOException {
    try (CalibratedHolder holder = Needs.holder()) {
      Calibration sampling =
          new Calibrator(holder).calibrate(new BpfSamplingProbe(), mutex, ROUNDS, LENGTH);
      assertTrue(sampling.looks().right() > 0, sampling::toString);
      assertEquals(0, sampling.looks().wrong());
      assertEquals(ROUNDS, sampling.errors().waitLength().missed());
    }
  }
}
