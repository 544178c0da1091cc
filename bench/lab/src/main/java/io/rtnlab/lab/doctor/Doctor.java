// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.doctor;

import io.rtnlab.lab.fingerprint.FingerprintReader;
import io.rtnlab.lab.run.Backends;
import io.rtnlab.lab.run.Backends.Backend;
import io.rtnlab.lab.run.Bridges;
import io.rtnlab.lab.run.KernelModules;
import io.rtnlab.libc.NetworkNamespace;
import io.rtnlab.netlink.port.NetlinkBridge;
import io.rtnlab.probes.Availability;
import io.rtnlab.probes.Probe;
import io.rtnlab.probes.address.AddressLearner;
import io.rtnlab.probes.address.RtnlAddress;
import io.rtnlab.probes.bpf.BpfWitness;
import io.rtnlab.probes.lockstat.LockStat;
import io.rtnlab.probes.stack.SymbolScan;
import io.rtnlab.results.Fingerprint;
import io.rtnlab.workloads.Catalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tries everything once. Nothing is concluded from configuration or listings. */
public final class Doctor {
  private static final String NAMESPACES = "namespaces";
  private static final String ADDRESS = "address";

  private Doctor() {}

  /** Kernel, account and runtime in one line. */
  public static String whereWeAre() {
    String accelerator = FingerprintReader.accelerator();
    return "Linux %s, %s, Java %s%s"
        .formatted(
            System.getProperty("os.version"),
            System.getenv("RTNLAB_USERNS") != null
                ? "root of a user namespace"
                : "user " + System.getProperty("user.name"),
            System.getProperty("java.version"),
            Fingerprint.isEmulation(accelerator)
                ? ", UNDER SOFTWARE EMULATION (" + accelerator + "): times are not a real machine's"
                : "");
  }

  /** Tries each thing that a run may want. */
  public static List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(namespaces());
    for (NetlinkBridge bridge : Bridges.all()) {
      findings.add(bridge(bridge));
    }
    findings.add(address());
    for (Backend backend : Backends.all()) {
      findings.add(
          new Finding(
              backend.name(),
              backend.probe().description(),
              backend.probe().check(),
              backend.probe().blindSpots()));
    }
    for (Probe sampler : Backends.samplers()) {
      findings.add(new Finding(sampler.name(), sampler.description(), sampler.check()));
    }
    findings.add(lockStat());
    findings.add(modules());
    return findings;
  }

  /** Whether the load itself can run; probes or not. */
  public static boolean canRun(List<Finding> findings) {
    return works(findings, NAMESPACES)
        && Bridges.all().stream().anyMatch(bridge -> works(findings, bridgeName(bridge)));
  }

  /** What follows from it all, in one line. */
  public static String verdict(List<Finding> findings) {
    if (!canRun(findings)) {
      return "rtnlab run cannot run here.";
    }
    return Backends.all().stream()
        .map(Backend::name)
        .filter(probe -> works(findings, probe))
        .findFirst()
        .map(probe -> "rtnlab run works here, with the probe " + probe + ".")
        .orElse("rtnlab run works here, without a probe: latencies, but no holder to blame.");
  }

  private static Finding namespaces() {
    String gain = "network namespaces of our own, where the load runs";
    try (NetworkNamespace made = NetworkNamespace.create()) {
      return new Finding(NAMESPACES, gain + " (made " + made + ")", Availability.available());
    } catch (IOException refused) {
      return new Finding(
          NAMESPACES,
          gain,
          Availability.unavailable(
              String.valueOf(refused.getMessage()),
              "run as root; \"rtnlab run\" enters a user namespace by itself"));
    }
  }

  /** By each way that takes no load: they share nothing. */
  private static Finding address() {
    String gain = "the mutex's address";
    try {
      return address(gain, AddressLearner.inEachWay(SymbolScan.read(), new BpfWitness().text()));
    } catch (IOException refused) {
      return addressUnknown(gain, String.valueOf(refused.getMessage()));
    }
  }

  static Finding address(String gain, List<RtnlAddress> ways) {
    if (ways.isEmpty()) {
      return addressUnknown(
          gain, "neither /proc/kallsyms nor the instructions of rtnl_lock name it");
    }
    RtnlAddress first = ways.getFirst();
    String said = ways.stream().map(RtnlAddress::toString).collect(Collectors.joining("; "));
    return ways.stream().allMatch(way -> way.address() == first.address())
        ? new Finding(
            ADDRESS,
            gain
                + String.format(Locale.ROOT, ": 0x%016x, by ", first.address())
                + ways.stream().map(RtnlAddress::evidence).collect(Collectors.joining(" and ")),
            Availability.available())
        : new Finding(
            ADDRESS,
            gain,
            Availability.unavailable(
                "two ways disagree: " + said, "report this kernel: one of the ways misreads it"));
  }

  private static Finding addressUnknown(String gain, String reason) {
    return new Finding(
        ADDRESS,
        gain,
        Availability.unavailable(
            reason,
            "run as root with kernel.kptr_restrict below 2; else a run plants holds to learn it"));
  }

  private static Finding bridge(NetlinkBridge bridge) {
    return new Finding(
        bridgeName(bridge),
        "netlink sockets through " + bridge.name(),
        bridge
            .unavailable()
            .map(reason -> Availability.unavailable(reason, "see the reason"))
            .orElseGet(Availability::available));
  }

  private static Finding lockStat() {
    return new Finding(
        "lock_stat",
        "/proc/lock_stat: the kernel's own totals, which a run prints beside its ledger",
        LockStat.check());
  }

  /** What the operations' requests would make this kernel load. */
  private static Finding modules() {
    List<String> drivers =
        Catalogue.workloads().stream()
            .flatMap(workload -> workload.drivers().stream())
            .distinct()
            .toList();
    List<String> missing = KernelModules.now().wouldLoad(drivers);
    return new Finding(
        "modules",
        missing.isEmpty()
            ? "the operations' drivers are all there: no run loads a kernel module"
            : "operations load "
                + String.join(", ", missing)
                + " on request: veth in any run, others with --load-modules",
        Availability.available());
  }

  private static String bridgeName(NetlinkBridge bridge) {
    return "bridge " + bridge.name();
  }

  private static boolean works(List<Finding> findings, String name) {
    return findings.stream().anyMatch(f -> f.name().equals(name) && f.works());
  }
}
