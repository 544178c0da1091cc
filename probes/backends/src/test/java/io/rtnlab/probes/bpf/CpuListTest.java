// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CpuListTest {

  @Test
  void rangesAndSingleCpus() {
    assertArrayEquals(new int[] {0}, CpuList.parse("0\n"));
    assertArrayEquals(new int[] {0, 1, 2, 3, 8, 10, 11}, CpuList.parse("0-3,8,10-11\n"));
    assertArrayEquals(new int[0], CpuList.parse("\n"));
  }

  @Test
  void thisMachineHasNoCpuThatIsImpossible() throws IOException {
    int[] present = CpuList.present();
    assertTrue(present.length >= Runtime.getRuntime().availableProcessors());
    assertTrue(present[present.length - 1] < CpuList.possibleCount());
  }
}
