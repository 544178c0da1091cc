package io.rtnlab.lab.run;

import io.rtnlab.probes.Probe;
import io.rtnlab.probes.address.AddressWitness;
import io.rtnlab.probes.bpf.BpfProbe;
import io.rtnlab.probes.bpf.BpfWitness;
import io.rtnlab.probes.ftrace.TracepointsProbe;
import io.rtnlab.probes.ftrace.TracepointsWitness;
import java.util.List;
import java.util.function.Supplier;

/** The backends, best evidence first: where to add a probe. */
public final class Backends {
  private static final List<Backend> ALL =
      List.of(
          new Backend(new BpfProbe(), BpfWitness::new),
          new Backend(new TracepointsProbe(), TracepointsWitness::new));

  private Backends() {}

  /**
   * A backend and the way in which it finds the mutex.
   *
   * @param witness asked where the kernel does not tell the mutex's address
   */
  public record Backend(Probe probe, Supplier<AddressWitness> witness) {
    public String name() {
      return probe.name();
    }
  }

  /** Every backend, best evidence first. */
  public static List<Backend> all() {
    return ALL;
  }
}
