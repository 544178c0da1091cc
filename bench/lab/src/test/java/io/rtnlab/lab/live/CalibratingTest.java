// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.lab.doctor.Calibrating;
import io.rtnlab.lab.doctor.CalibrationPlan;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.calibration.Calibration;
import io.rtnlab.probes.hold.CalibratedHolder;
import io.rtnlab.results.report.calibration.CalibrationReport;
import io.rtnlab.results.report.format.TextFormat;
import io.rtnlab.results.report.format.TextStyle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Planted holds amid busy threads. With all rounds: {@code rtnlab doctor --calibrate --probe bpf
 * --busy 8 --holds 1ms,20ms,300ms,3s}.
 */
class CalibratingTest {
  private static final int ROUNDS = 3;

  @Test
  void aLongHoldAmidOtherLoadIsProvedToBeTheHolders() throws Exception {
    Live.needsNamespaces();
    Live.needs(new BpfProbe(), "bpf");
    needsHolder();
    StringWriter out = new StringWriter();
    Calibrating calibrating =
        new Calibrating(
            new CalibrationPlan(List.of(Duration.ofMillis(300)), ROUNDS, 8, "bpf"),
            new PrintWriter(out));
    Calibration bpf = calibrating.run().getFirst();
    String text =
        new TextFormat(TextStyle.PLAIN).render(CalibrationReport.of(calibrating.document()));
    assertTrue(bpf.looks().right() >= ROUNDS, bpf::toString);
    assertEquals(0, bpf.looks().wrong(), bpf::toString);
    assertTrue(bpf.blame().waitedFor() > 0, bpf::toString);
    assertEquals(bpf.blame().waitedFor(), bpf.blame().proved(), bpf::toString);
    assertEquals(bpf.blame().waitedFor(), bpf.blame().rightLength(), bpf::toString);
    assertTrue(text.contains("3 planted holds of each length to be waited for, amid 8 threads"));
  }

  private static void needsHolder() {
    try {
      CalibratedHolder.prepare().close();
    } catch (IOException refused) {
      assumeTrue(false, "needs userfaultfd: " + refused.getMessage());
    }
  }
}
