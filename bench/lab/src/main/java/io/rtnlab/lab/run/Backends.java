// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.run;

import io.rtnlab.probes.Probe;
import io.rtnlab.probes.address.AddressWitness;
import io.rtnlab.probes.bpf.BpfFunctionsProbe;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.bpf.BpfSamplingProbe;
import io.rtnlab.probes.bpf.BpfWitness;
import io.rtnlab.probes.ftrace.FunctionsProbe;
import io.rtnlab.probes.ftrace.TracepointsProbe;
import io.rtnlab.probes.ftrace.TracepointsWitness;
import io.rtnlab.probes.lockstat.LockStat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The backends: where to add a probe. A run takes the first that opens, so they stand by how sure
 * their evidence is for how little they disturb: tracing functions slows every mutex of the
 * machine.
 */
public final class Backends {
  private static final List<Backend> ALL =
      List.of(
          new Backend(new BpfProbe(), BpfWitness::new),
          new Backend(new BpfFunctionsProbe(), BpfWitness::new),
          new Backend(FunctionsProbe.returnProbes(), TracepointsWitness::new),
          new Backend(FunctionsProbe.graph(), TracepointsWitness::new),
          new Backend(FunctionsProbe.entries(), TracepointsWitness::new),
          new Backend(new TracepointsProbe(), TracepointsWitness::new));

  private static final List<Probe> SAMPLERS = List.of(new BpfSamplingProbe());

  private Backends() {}

  /**
   * A backend and the way in which it finds the mutex.
   *
   * @param witness asked where the kernel does not show the mutex's address
   */
  public record Backend(Probe probe, Supplier<AddressWitness> witness) {
    public String name() {
      return probe.name();
    }
  }

  /** Those that look at the mutex but hear of no wait: for comparison, not for a run. */
  public static List<Probe> samplers() {
    return SAMPLERS;
  }

  /** Those that see every acquisition by tracing functions, the cheapest first. */
  public static List<Backend> exact() {
    return ALL.stream().filter(backend -> backend.probe().seesEveryAcquisition()).toList();
  }

  /** Removes what killed runs left, whatever backend they had. */
  static void recover() throws IOException {
    for (Backend backend : ALL) {
      List<String> _ = backend.probe().recover();
    }
    Optional<String> _ = LockStat.restoreAfterCrash();
  }

  /** Every backend that a run may use. */
  public static List<Backend> all() {
    return ALL;
  }
}
