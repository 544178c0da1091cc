// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.probes.Availability.Unavailable;
import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.address.RtnlAddress.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
  private static final RtnlAddress LISTED =
      new RtnlAddress(0xffffffff831f5a60L, Source.KERNEL_SYMBOLS, 1, 1);

  private static Finding finding(RtnlAddress... ways) {
    return Doctor.address("the mutex's address", List.of(ways));
  }

  @Test
  void waysThatAgreeAreAllNamed() {
    Finding finding = finding(LISTED, new RtnlAddress(LISTED.address(), Source.INSTRUCTIONS, 5, 5));
    assertTrue(finding.works());
    assertEquals(
        "the mutex's address: 0xffffffff831f5a60, by /proc/kallsyms and the instructions of 5"
            + " functions such as rtnl_lock",
        finding.gain());
  }

  @Test
  void waysThatDisagreeAreAFault() {
    Finding finding =
        finding(LISTED, new RtnlAddress(LISTED.address() + 8, Source.INSTRUCTIONS, 2, 2));
    assertFalse(finding.works());
    assertTrue(
        ((Unavailable) finding.outcome()).reason().startsWith("two ways disagree: 0xffffffff831f5"),
        finding::toString);
  }

  @Test
  void noWayIsSaid() {
    assertFalse(finding().works());
  }
}
