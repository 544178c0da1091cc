// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.rtnlab.probes.bpf.BpfWitness;
import io.rtnlab.probes.bpf.Needs;
import io.rtnlab.probes.hold.CalibratedHolder;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the running kernel: ways that share nothing must lead to one address. */
class AddressLearnerTest {
  @BeforeEach
  void prepare() {
    Needs.bpf();
  }

  @Test
  void plantedHoldsAndForcedContentionAgree() throws IOException {
    try (CalibratedHolder holder = Needs.holder()) {
      RtnlAddress planted = PlantedHolds.learn(new BpfWitness(), holder);
      RtnlAddress forced = ForcedContention.learn(new BpfWitness());
      assertEquals(planted.asked(), planted.votes(), planted::toString);
      assertEquals(planted.address(), forced.address(), () -> planted + " and " + forced);
      KernelSymbols.addressOf("rtnl_mutex")
          .ifPresent(listed -> assertEquals(listed, planted.address()));
    }
  }

  @Test
  void aWitnessWhoSeesNothingLeadsNowhere() {
    try (CalibratedHolder holder = Needs.holder()) {
      assertThrows(IOException.class, () -> PlantedHolds.learn(new BlindWitness(), holder));
    }
  }

  private record BlindWitness() implements AddressWitness {
    @Override
    public String name() {
      return "blind";
    }

    @Override
    public Session watch() {
      return new Session() {
        @Override
        public int poll(Consumer<Sighting> sink) {
          return 0;
        }

        @Override
        public void close() {}
      };
    }
  }
}
