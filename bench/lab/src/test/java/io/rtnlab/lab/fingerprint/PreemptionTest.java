// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PreemptionTest {
  private static final String DYNAMIC = "#1 SMP PREEMPT_DYNAMIC Debian 6.12.74-1 (2026-03-08)";

  @Test
  void theSchedulersWordIsTheBest() {
    assertEquals("full", Preemption.of("none voluntary (full) lazy", "preempt=none", DYNAMIC));
  }

  @Test
  void aDynamicKernelIsAskedByItsCommandLine() {
    assertEquals("none", Preemption.of("unknown", "quiet preempt=none", DYNAMIC));
    assertEquals("dynamic", Preemption.of("unknown", "quiet nopreempt=none", DYNAMIC));
  }

  @Test
  void theOthersHaveOneModel() {
    assertEquals("rt", Preemption.of("unknown", "", "#1 SMP PREEMPT_RT Debian"));
    assertEquals("full", Preemption.of("unknown", "", "#1 SMP PREEMPT Fri Jan 1"));
    assertEquals("none or voluntary", Preemption.of("unknown", "preempt=full", "#1 SMP Fri Jan 1"));
  }
}
