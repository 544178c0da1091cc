// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnerProcessTest {

  @Test
  void thisProcessIsAlive() throws IOException {
    OwnerProcess self = OwnerProcess.self();
    assertTrue(self.isAlive());
    assertEquals(Optional.of(self), OwnerProcess.ofMark(self.mark()));
  }

  @Test
  void anIdThatIsUsedAgainIsAnotherProcess() throws IOException {
    OwnerProcess self = OwnerProcess.self();
    assertFalse(new OwnerProcess(self.process(), self.startTicks() - 1).isAlive());
  }

  @Test
  void aProcessNameMayHoldAnything() {
    String stat = "77 (a) b ( c)) S 1 77 77 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 4711 99 1";
    assertEquals(4_711, OwnerProcess.startTicks(stat));
  }

  @Test
  void otherNamesMarkNone() {
    assertTrue(OwnerProcess.ofMark("golden").isEmpty());
    assertTrue(OwnerProcess.ofMark("1234567890123-5").isEmpty());
  }
}
