// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.lab.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtnlab.libc.MonotonicClock;
import io.rtnlab.results.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Fingerprint} off the running machine. What cannot be read says "unknown". */
public final class FingerprintReader {
  /** Programs that configure networks on their own and so queue at the RTNL beside us. */
  private static final Set<String> NETWORK_MANAGERS =
      Set.of(
          "NetworkManager",
          "systemd-network",
          "dhclient",
          "dhcpcd",
          "connmand",
          "dockerd",
          "containerd",
          "kubelet",
          "cilium-agent",
          "calico-node",
          "flanneld",
          "ovs-vswitchd",
          "zebra",
          "bird",
          "bgpd",
          "keepalived",
          "libvirtd");

  private static final String UNKNOWN = "unknown";

  private FingerprintReader() {}

  /**
   * Reads everything; takes a few milliseconds.
   *
   * @param stealPercent {@link StealTime#percentSince} of the run, or null
   */
  public static Fingerprint read(@Nullable Double stealPercent) {
    String release = line("/proc/sys/kernel/osrelease");
    String version = line("/proc/sys/kernel/version");
    String commandLine = line("/proc/cmdline");
    String hypervisor = hypervisor();
    return new Fingerprint(
        new Fingerprint.Kernel(release, version, buildId(), configHash(release), commandLine),
        Preemption.of(line("/sys/kernel/debug/sched/preempt"), commandLine, version),
        directory("/sys/devices/system/cpu/vulnerabilities"),
        rcu(),
        new Fingerprint.Machine(
            field("/proc/cpuinfo", "model name"),
            Runtime.getRuntime().availableProcessors(),
            memoryBytes(),
            stealPercent,
            hypervisor,
            accelerator(commandLine, hypervisor)),
        networkManagers(),
        System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"),
        MonotonicClock.nanoTimeOffsetNs());
  }

  private static String buildId() {
    try {
      return BuildId.in(Files.readAllBytes(Path.of("/sys/kernel/notes"))).orElse(UNKNOWN);
    } catch (IOException unreadable) {
      return UNKNOWN;
    }
  }

  private static String configHash(String release) {
    for (String name : List.of("/proc/config.gz", "/boot/config-" + release)) {
      try (InputStream file = Files.newInputStream(Path.of(name));
          InputStream text = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
        return HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(text.readAllBytes()));
      } catch (IOException absent) {
        // try the next place
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("every JDK has SHA-256", impossible);
      }
    }
    return UNKNOWN;
  }

  private static Map<String, String> rcu() {
    Map<String, String> switches = new TreeMap<>();
    for (String file :
        List.of(
            "/sys/kernel/rcu_expedited",
            "/sys/kernel/rcu_normal",
            "/sys/module/rcupdate/parameters/rcu_expedited",
            "/sys/module/rcupdate/parameters/rcu_normal",
            "/sys/module/rcupdate/parameters/rcu_normal_after_boot")) {
      String value = line(file);
      if (!value.equals(UNKNOWN)) {
        switches.put(file.replaceFirst("^/sys/(kernel|module)/", ""), value);
      }
    }
    return switches;
  }

  private static String hypervisor() {
    if (!field("/proc/cpuinfo", "flags").contains("hypervisor")) {
      return "none";
    }
    for (String file :
        List.of(
            "/sys/hypervisor/type",
            "/sys/class/dmi/id/sys_vendor",
            "/sys/class/dmi/id/product_name")) {
      String value = line(file);
      if (!value.equals(UNKNOWN)) {
        return value;
      }
    }
    return "unnamed";
  }

  /** What executes this machine's instructions: {@link Fingerprint.Machine#accelerator}. */
  public static String accelerator() {
    return accelerator(line("/proc/cmdline"), hypervisor());
  }

  /** A guest cannot see what runs it; who started it says so on the kernel's command line. */
  private static String accelerator(String commandLine, String hypervisor) {
    for (String word : commandLine.split(" ", -1)) {
      if (word.startsWith("rtnlab.accelerator=")) {
        return word.substring(word.indexOf('=') + 1);
      }
    }
    if (field("/proc/cpuinfo", "model name").contains("QEMU TCG")) {
      return "tcg";
    }
    return hypervisor.equals("none") ? "none" : "hardware";
  }

  private static long memoryBytes() {
    String kilobytes = field("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
    return kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) * 1024;
  }

  private static List<String> networkManagers() {
    Set<String> found = new TreeSet<>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        String name = line(process.resolve("comm").toString());
        if (NETWORK_MANAGERS.contains(name)) {
          found.add(name);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      found.add(UNKNOWN);
    }
    return new ArrayList<>(found);
  }

  private static Map<String, String> directory(String path) {
    Map<String, String> values = new TreeMap<>();
    try (var files = Files.newDirectoryStream(Path.of(path))) {
      for (Path file : files) {
        values.put(file.getFileName().toString(), line(file.toString()));
      }
    } catch (IOException | DirectoryIteratorException absent) {
      // an empty map says it: this kernel does not say
    }
    return values;
  }

  /** The value of the first "name : value" line. */
  private static String field(String path, String name) {
    try (var lines = Files.lines(Path.of(path), UTF_8)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException absent) {
      return UNKNOWN;
    }
  }

  private static String line(String path) {
    try {
      return Files.readString(Path.of(path)).strip();
    } catch (IOException absent) {
      return UNKNOWN;
    }
  }
}
