// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rtnlab.probes.Availability.Unavailable;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.hold.CalibratedHolder;
import java.io.IOException;

/** What a test needs, found out by trying; the test is skipped by name where it is not there. */
public final class Needs {
  private Needs() {}

  /** BPF programs on the lock tracepoints. */
  public static void bpf() {
    if (new BpfProbe().check() instanceof Unavailable no) {
      assumeTrue(false, "needs bpf: " + no.reason() + "; " + no.remedy());
    }
  }

  /** The address of rtnl_mutex, as BPF sees it while the RTNL is held on purpose. */
  public static long mutex() throws IOException {
    bpf();
    try (CalibratedHolder _ = holder()) {
      return AddressLearner.learn(new BpfWitness()).address();
    }
  }

  /** A holder of the RTNL. */
  public static CalibratedHolder holder() {
    io.rtnlab.libc.Needs.netns();
    try {
      return CalibratedHolder.prepare();
    } catch (IOException e) {
      assumeTrue(false, "needs userfaultfd: " + e.getMessage());
      throw new AssertionError(e);
    }
  }
}
