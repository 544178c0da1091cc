// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.probes.Availability.Unavailable;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.bpf.BpfWitness;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CostTrialTest {
  @Test
  void oneDisturbedPairDecidesNothing() {
    CostTrial.Cost cost =
        CostTrial.Cost.of(new double[] {1.03, 9.0, 1.01, 1.02, 1.04, 0.2, 1.0, 1.05, 1.02});
    assertEquals(1.02, cost.ratio());
    assertEquals(1.0, cost.low());
    assertEquals(1.05, cost.high());
  }

  @Test
  void anOpenBackendIsTriedOnThisHost() throws IOException {
    if (new BpfProbe().check() instanceof Unavailable no) {
      assumeTrue(false, "needs bpf: " + no.reason() + "; " + no.remedy());
    }
    long mutex = AddressLearner.learn(new BpfWitness()).address();
    CostTrial.Cost cost = CostTrial.of(new BpfProbe(), mutex);
    assertTrue(cost.low() > 0 && cost.low() <= cost.ratio() && cost.ratio() <= cost.high());
  }
}
